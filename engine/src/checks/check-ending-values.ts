import { formatParameter } from '../decisions/format-value.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { jsonEqual } from '../model/json.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'

/**
 * Values of the ruleset below that begin while one of the ruleset's own holds: its own goes on, which somebody has to
 * acknowledge until the ruleset says what holds from that day. Pure.
 */
export function checkEndingValues(ruleset: Ruleset, below: Ruleset | undefined): readonly Issue[] {
  const theirs = new Map(below?.parameters.map((parameter) => [parameter.id, parameter]))
  return ruleset.parameters.flatMap((ours) => {
    const inherited = theirs.get(ours.id)
    return inherited === undefined ? [] : overtaken(ours, inherited)
  })
}

function overtaken(ours: Parameter, theirs: Parameter): readonly Issue[] {
  const days = new Set(ours.values.map(({ from }) => from))
  return theirs.values.flatMap(({ from, value }) => {
    const held = parameterAsOf(ours, from)
    if (days.has(from) || held === undefined || jsonEqual(held.value, value)) return []
    const isInherited = theirs.values.some((dated) => jsonEqual(dated, held))
    if (isInherited) return []
    return [
      createIssue('OWN_VALUE_GOES_ON', `/parameters/${ours.id}/values/${held.from}`, {
        title: ours.title,
        day: from,
        own: shown(ours, held.value),
        inherited: shown(theirs, value),
      }),
    ]
  })
}

function shown(parameter: Parameter, value: Value): Text {
  return {
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  }
}
