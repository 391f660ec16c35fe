import type { Value } from '@jieli/engine'
import type { z } from 'zod'

/**
 * What goes over the wire under a contract, for whoever makes it and whoever reads it: read only, and exact, for JSON
 * has no undefined: what is absent is absent.
 */
export type Wire<Contract extends z.ZodType> = ReadOnly<z.output<Contract>, undefined>

/** What may be sent under a contract: what has a default, or is undefined, is left out. */
export type WireInput<Contract extends z.ZodType> = ReadOnly<z.input<Contract>, never>

/** Values of facts and parameters stay the engine's own type. */
type ReadOnly<T, Left> = [Value] extends [T]
  ? T
  : T extends readonly (infer Item)[]
    ? readonly ReadOnly<Item, Left>[]
    : T extends object
      ? { readonly [Key in keyof T]: ReadOnly<Exclude<T[Key], Left>, Left> }
      : T
