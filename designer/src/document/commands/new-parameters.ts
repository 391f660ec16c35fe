import type { Citation, Parameter, Ratio, Ruleset, Text, Value } from '@jieli/engine'
import { freshId } from '../state/fresh-id.ts'

/** What parameters rest on, and from when they hold. */
export interface SaidOf {
  readonly from: string
  readonly cites: readonly Citation[]
}

/** Makes the parameters that hold what is being said, each under an id that nothing else of the ruleset has. */
export class NewParameters {
  readonly made: Parameter[] = []
  readonly #taken: Set<string>
  readonly #said: SaidOf

  constructor({ parameters, facts, indicators }: Ruleset, said: SaidOf) {
    this.#taken = new Set([...parameters, ...facts, ...indicators].map(({ id }) => id))
    this.#said = said
  }

  /** Its id. `base` begins it. */
  add(
    base: string,
    value: Value,
    parameter: Omit<Parameter, 'id' | 'cites' | 'required' | 'values'>,
  ): string {
    const id = freshId(base, this.#taken)
    this.#taken.add(id)
    const { from, cites } = this.#said
    this.made.push({
      ...parameter,
      id,
      required: true,
      cites: [...cites],
      values: [{ from, value }],
    })
    return id
  }

  /** A part of a whole. */
  addShare(base: string, value: Ratio, title: Text): string {
    return this.add(base, value, {
      type: 'ratio',
      title,
      minimum: { numerator: 0, denominator: 1 },
      maximum: { numerator: 1, denominator: 1 },
    })
  }

  /** A choice of which there is one so far. */
  addChoice(
    base: string,
    code: { readonly code: string; readonly title: Text },
    title: Text,
  ): string {
    return this.add(base, code.code, { type: 'code', title, codes: [code] })
  }
}
