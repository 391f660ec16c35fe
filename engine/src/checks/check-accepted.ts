import { createIssue, type Issue } from '../model/issue.ts'
import type { IssueCode } from '../model/issue-catalogue.ts'
import { itemAt } from '../model/item-at.ts'
import { jsonEqual } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Text } from '../model/text.ts'

/** More titles than this are counted, not listed. */
const maxTitles = 3

/**
 * Results of inherited scenarios that were accepted and no longer need to be: they are what the ruleset below expects,
 * that expects something else now, or what made them differ is gone. One issue for each, however many. Pure.
 * @param below the ruleset without overlays: what they were accepted against
 */
export function checkAccepted(ruleset: Ruleset, below: Ruleset | undefined): readonly Issue[] {
  if (below === undefined) return []
  const found = new Map<IssueCode, Scenario[]>()
  for (const ours of ruleset.scenarios) {
    const theirs = below.scenarios.find(({ id }) => id === ours.id)
    if (ours.accepted === undefined || jsonEqual(ours.accepted, theirs?.accepted)) continue
    const code = standing(ours, theirs, [ruleset, below])
    if (code !== undefined) found.set(code, [...(found.get(code) ?? []), ours])
  }
  return [...found].map(([code, scenarios]) =>
    createIssue(code, `/scenarios/${scenarios[0]?.id}`, {
      count: scenarios.length,
      titles: titlesOf(scenarios),
    }),
  )
}

function standing(
  ours: Scenario,
  theirs: Scenario | undefined,
  [ruleset, below]: readonly [Ruleset, Ruleset],
): IssueCode | undefined {
  if (theirs === undefined || jsonEqual(bare(ours), bare(theirs)))
    return 'SCENARIO_ACCEPTED_NEEDLESS'
  const { because = [], was = {} } = ours.accepted ?? {}
  const overtaken = Object.entries(was).some(
    ([path, expected]) => !jsonEqual(expected, at(theirs, path)),
  )
  if (overtaken) return 'SCENARIO_ACCEPTED_OVERTAKEN'
  const isGone = (path: string) => {
    const item = path.replace(/#order$/, '')
    return jsonEqual(itemAt(ruleset, item), itemAt(below, item))
  }
  return because.some(isGone) ? 'SCENARIO_ACCEPTED_CAUSE_GONE' : undefined
}

function bare({ accepted: _accepted, ...scenario }: Scenario): unknown {
  return scenario
}

/** What a scenario says at `/steps/2/expect/state`; `null` where it says nothing. */
function at(scenario: unknown, path: string): unknown {
  let value = scenario
  for (const step of path.split('/').slice(1))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined
  return value ?? null
}

function titlesOf(scenarios: readonly Scenario[]): Text {
  const some = scenarios.slice(0, maxTitles)
  const more = scenarios.length > maxTitles
  return {
    zh: `${some.map(({ title }) => `“${title.zh}”`).join('、')}${more ? '等' : ''}`,
    en: `${some.map(({ title }) => `"${title.en}"`).join(', ')}${more ? ', …' : ''}`,
  }
}
