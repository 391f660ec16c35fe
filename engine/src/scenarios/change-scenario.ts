import { checkRuleset } from '../checks/check-ruleset.ts'
import { mergeLayer, rootPlace } from '../layers/merge-layer.ts'
import type { Bundle } from '../model/bundle.ts'
import { hasErrors } from '../model/issue.ts'
import type { Json } from '../model/json.ts'
import { type Ruleset, rulesetSchema } from '../model/ruleset.ts'
import { rulesetLists } from '../model/ruleset-lists.ts'
import { schemaIssues } from '../model/schema-issue.ts'
import { compareMembers } from './compare-members.ts'
import type { Finding } from './finding.ts'
import { issueFormat, listFormat } from './member-words.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'

/**
 * A change somebody tries to make, and whether the checks refuse it. It is tried only on the ruleset that tells of it:
 * what a child may do to those below it is checked without scenarios.
 */
export const changeScenario: ScenarioKind<ScenarioOf<'change'>> = {
  title: { zh: '修改', en: 'change' },
  ownOnly: true,
  run: runChange,
}

/** Lays the change over the ruleset as a county's own saying and checks it as for publishing. */
function runChange(
  bundle: Bundle,
  scenario: ScenarioOf<'change'>,
  touched: Set<string>,
): readonly Finding[] {
  const parent = bareRuleset(bundle.ruleset)
  const listener = { said: () => undefined, unknownRemoval: () => undefined }
  const merged = mergeLayer(parent as unknown as Json, scenario.change as Json, rootPlace, listener)
  const parsed = rulesetSchema.safeParse(merged)
  const issues = parsed.success
    ? checkRuleset(withSharedItems(parsed.data, merged, parent), { parent, publishing: false })
    : schemaIssues(parsed.error, merged)
  for (const { redLine } of issues) if (redLine !== undefined) touched.add(`/redLines/${redLine}`)
  const known = codesBefore(parent)
  const codes = [
    ...new Set(
      issues
        .filter((issue) => hasErrors([issue]) && !known.has(issue.code))
        .map((issue) => issue.code as string),
    ),
  ].toSorted()
  return compareMembers(scenario.expect, {
    at: ['expect'],
    actual: { issues: codes },
    member: () => ({
      title: { zh: '指出的问题', en: 'problems raised' },
      format: listFormat(issueFormat),
    }),
  })
}

/** With the parent's own items where the change leaves them alone: what was found out of them holds on. */
function withSharedItems(parsed: Ruleset, merged: Json, parent: Ruleset): Ruleset {
  const laid = merged as unknown as Ruleset
  const shared = rulesetLists.map((list) => {
    const kept = new Set<unknown>(parent[list])
    return [
      list,
      parsed[list].map((item, at) => (kept.has(laid[list][at]) ? laid[list][at] : item)),
    ]
  })
  return { ...parsed, ...Object.fromEntries(shared) }
}

const before = new WeakMap<Ruleset, ReadonlySet<string>>()

/** What is wrong with a ruleset already: a change is not to blame for it. Found once for each ruleset. */
function codesBefore(ruleset: Ruleset): ReadonlySet<string> {
  const known = before.get(ruleset)
  if (known !== undefined) return known
  const codes = new Set<string>(
    checkRuleset(ruleset, { publishing: false }).map(({ code }) => code),
  )
  before.set(ruleset, codes)
  return codes
}

const bare = new WeakMap<Ruleset, Ruleset>()

/** A ruleset without scenarios and positions, which do not bear on what the checks say of a change. */
function bareRuleset(ruleset: Ruleset): Ruleset {
  const known = bare.get(ruleset)
  if (known !== undefined) return known
  const made = { ...ruleset, scenarios: [], layout: {} }
  bare.set(ruleset, made)
  return made
}
