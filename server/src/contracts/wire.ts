import type { BindingSet, DecisionResult, DecisionTrace, Json, Ruleset, Value } from '@jieli/engine'
import type { z } from 'zod'

/** Large forms of the engine, which are read-only as they are. */
type EngineForm = BindingSet | DecisionResult | DecisionTrace | Ruleset

/** A value that is only read, all the way down. */
type Readonly<T> = [Json] extends [T]
  ? T
  : [Value] extends [T]
    ? T
    : T extends EngineForm
      ? T
      : T extends object
        ? { readonly [Name in keyof T]: Readonly<T[Name]> }
        : T

/** What a contract says goes over the wire, to be read and not changed. */
export type Wire<Contract extends z.ZodType> = Readonly<z.output<Contract>>

declare const content: unique symbol

/** A value written as JSON already, on another thread; only its type still says what it is. */
export type Written<T> = Uint8Array<ArrayBuffer> & { readonly [content]: T }

/** A schema of as much as is checked here, for a part whose form the engine's type says. */
export function engineForm<T>(schema: z.ZodType): z.ZodType<T> {
  return schema as z.ZodType<T>
}
