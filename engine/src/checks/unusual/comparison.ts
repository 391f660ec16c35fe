import { clauseOf } from '../../model/citation.ts'
import type { Issue } from '../../model/issue.ts'
import type { Parameter } from '../../model/parameter.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Text } from '../../model/text.ts'

/** A ruleset that another rests on, and what it is called. */
export interface Below {
  readonly title: Text
  readonly ruleset: Ruleset
}

/** A ruleset beside all it rests on: what its unusual values are found by. */
export interface Comparison {
  readonly ruleset: Ruleset
  /** The template, then the template with its overlays where there are any, then every pack that binds. */
  readonly below: readonly Below[]
  /** The first day on which the version decides something new; without it days are not looked at. */
  readonly asOf: string | undefined
}

/** A kind of what is unusual. Pure. */
export type UnusualCheck = (comparison: Comparison) => readonly Issue[]

/** A parameter as a ruleset below has it. */
export interface ParameterBelow {
  readonly title: Text
  readonly parameter: Parameter
}

/** The same parameter in each ruleset below that has it in the same type and unit. Pure. */
export function parametersBelow(
  { id, type, unit }: Parameter,
  below: readonly Below[],
): readonly ParameterBelow[] {
  return below.flatMap(({ title, ruleset }) => {
    const parameter = indexRuleset(ruleset).parameters.get(id)
    return parameter?.type === type && parameter.unit === unit ? [{ title, parameter }] : []
  })
}

/** Names where a value comes from: the ruleset, and the clauses where there are any. Pure. */
export function sourceOf(title: Text, cites: readonly string[] = []): Text {
  const clauses = [...new Set(cites.map(clauseOf))]
  return clauses.length === 0
    ? { zh: `上级《${title.zh}》`, en: `"${title.en}"` }
    : {
        zh: `上级《${title.zh}》（依据 ${clauses.join('、')}）`,
        en: `"${title.en}" (${clauses.join(', ')})`,
      }
}
