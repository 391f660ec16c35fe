import type {
  BindingSet,
  DecisionResult,
  DecisionTrace,
  Effect,
  Json,
  Ruleset,
  Source,
  Value,
} from '@jieli/engine'
import type { z } from 'zod'

/**
 * What goes over the wire under a contract, for whoever makes it and whoever reads it: read only, and exact, for JSON
 * has no undefined: what is absent is absent.
 */
export type Wire<Contract extends z.ZodType> = ReadOnly<z.output<Contract>, undefined>

/** What may be sent under a contract: what has a default, or is undefined, is left out. */
export type WireInput<Contract extends z.ZodType> = ReadOnly<z.input<Contract>, never>

/** What goes over the wire in the form the engine has it: values, any JSON, and what its own schemas describe. */
type EngineForms =
  | [BindingSet]
  | [DecisionResult]
  | [DecisionTrace]
  | [Effect]
  | [Json]
  | [Ruleset]
  | [Source]
  | [Value]

/** True where some form of the engine is what `T` says. */
type IsEngineForm<T, Form = EngineForms> = Form extends [T] ? true : never

/** `Absent` is what no field may hold. */
type ReadOnly<T, Absent> = [IsEngineForm<T>] extends [never]
  ? T extends readonly (infer Item)[]
    ? readonly ReadOnly<Item, Absent>[]
    : T extends object
      ? { readonly [Key in keyof T]: ReadOnly<Exclude<T[Key], Absent>, Absent> }
      : T
  : T

/** A schema of as much as is checked here, for a part whose form the engine's type says. */
export function engineForm<T>(schema: z.ZodType): z.ZodType<T> {
  return schema as z.ZodType<T>
}

/** What was read from JSON, or made as JSON is: no field is there without a value, whatever its type says. Pure. */
export function asJson<T>(value: T): ReadOnly<T, undefined> {
  return value as ReadOnly<T, undefined>
}

declare const content: unique symbol

/** A value written as JSON already, on another thread; only its type still says what it is. */
export type Written<T> = Uint8Array<ArrayBuffer> & { readonly [content]: T }
