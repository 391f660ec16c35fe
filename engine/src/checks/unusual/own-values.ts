import { fitsType } from '../../decisions/fits-type.ts'
import { jsonEqual } from '../../model/json.ts'
import type { DatedValue, Parameter } from '../../model/parameter.ts'
import type { ParameterBelow } from './comparison.ts'

/** A dated value of a ruleset below, with the ruleset and the clauses it rests on. */
export interface ValueBelow extends DatedValue {
  readonly source: ParameterBelow
}

/** The values a ruleset gives a parameter otherwise than all below: neither the same value on the same day. Pure. */
export function ownValues(
  { type, values }: Parameter,
  below: readonly ParameterBelow[],
): readonly DatedValue[] {
  const inherited = valuesBelow(below)
  return values.filter(
    ({ from, value }) =>
      fitsType(type, value) &&
      !inherited.some((dated) => dated.from === from && jsonEqual(dated.value, value)),
  )
}

/** Every value below, of a type that can be read. Pure. */
export function valuesBelow(below: readonly ParameterBelow[]): readonly ValueBelow[] {
  return below.flatMap((source) =>
    source.parameter.values
      .filter(({ value }) => fitsType(source.parameter.type, value))
      .map((dated) => ({ ...dated, source })),
  )
}
