import { describeCause } from '../comparison/describe-cause.ts'
import { listOfOrder } from '../layers/pull-order.ts'
import type { Bundle } from '../model/bundle.ts'
import { itemAt } from '../model/item-at.ts'
import { jsonEqual } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Text } from '../model/text.ts'
import { acceptInherited } from './accept-scenario.ts'
import { type Changed, findCauses } from './find-cause.ts'
import { type Finding, isFault } from './finding.ts'
import { tryScenario } from './run-scenarios.ts'
import { scenarioKindOf } from './scenario-kinds.ts'

/** What comes out otherwise in an inherited scenario: what was expected and what is found, or why it cannot be tried. */
export type ToldFinding =
  | { readonly subject: Text; readonly was: Text; readonly now: Text }
  | { readonly fault: Text }

/** An inherited scenario that comes out otherwise than the ruleset below expects. */
export interface ChangedScenario {
  readonly id: string
  readonly title: Text
  /** The red lines it guards: its result cannot be accepted. */
  readonly guards?: readonly string[]
  readonly findings: readonly ToldFinding[]
}

/**
 * Inherited scenarios that come out otherwise for one cause.
 * `own`: the ruleset's own changes; `overlay`: those of rulesets laid over; `together`: changes that were not told
 * apart; `below`: they come out so in the ruleset below as well; `back`: what was accepted is as below again.
 */
export interface ChangedGroup {
  readonly cause: 'own' | 'overlay' | 'together' | 'below' | 'back'
  /** The items by path that make it so. */
  readonly because: readonly string[]
  /** Each of them in a sentence. */
  readonly sentences: readonly Text[]
  readonly scenarios: readonly ChangedScenario[]
}

/** What a ruleset rests on, resolved: with the overlays laid over it, and alone where there are any. */
export interface Below {
  readonly parent?: Ruleset | undefined
  readonly base?: Ruleset | undefined
}

/**
 * The inherited scenarios that come out otherwise, grouped by what makes them do so. Those a ruleset rewrote as its own
 * are not among them; what it accepted is held to what it accepted. Pure.
 */
export function changedScenarios(bundle: Bundle, { parent, base }: Below): readonly ChangedGroup[] {
  if (parent === undefined) return []
  const ground = base ?? parent
  const below: Bundle = { ...bundle, ruleset: ground }
  const theirs = new Map(ground.scenarios.map((scenario) => [scenario.id, scenario]))
  const groups = new Map<string, ChangedGroup & { scenarios: ChangedScenario[] }>()
  const put = (group: Omit<ChangedGroup, 'scenarios'>, scenario: ChangedScenario) => {
    const key = [group.cause, ...group.because].join('\n')
    const known = groups.get(key) ?? { ...group, scenarios: [] }
    known.scenarios.push(scenario)
    groups.set(key, known)
  }
  const changed: (Changed & { readonly told: ChangedScenario })[] = []
  for (const scenario of bundle.ruleset.scenarios) {
    const origin = theirs.get(scenario.id)
    if (origin === undefined || !isStillTheirs(scenario, origin)) continue
    const here = tryScenario(bundle, scenario)
    if (here.findings.length === 0) continue
    const told = tell(scenario, here.findings)
    const inTheirWords = tryScenario(bundle, origin)
    if (inTheirWords.findings.length === 0) {
      put({ cause: 'back', because: [], sentences: [] }, told)
      continue
    }
    const there = tryScenario(below, origin)
    if (there.findings.length > 0) put({ cause: 'below', because: [], sentences: [] }, told)
    else
      changed.push({
        theirs: origin,
        touched: new Set([...here.touched, ...inTheirWords.touched, ...there.touched]),
        told,
      })
  }
  const causes = findCauses(bundle, ground, changed)
  for (const { theirs: scenario, told } of changed)
    put(describe(bundle.ruleset, { parent, ground }, causes.get(scenario.id)), told)
  return [...groups.values()].toSorted((a, b) => b.scenarios.length - a.scenarios.length)
}

/**
 * What accepting a group comes to, by the id of each scenario: what holds instead; `undefined` where it is struck out,
 * because it cannot be tried here. Those that guard a red line are not among them. Pure.
 */
export function acceptGroup(
  bundle: Bundle,
  { parent, base }: Below,
  { cause, because, scenarios }: ChangedGroup,
): ReadonlyMap<string, Scenario | undefined> {
  const theirs = new Map((base ?? parent)?.scenarios.map((scenario) => [scenario.id, scenario]))
  const accepted = new Map<string, Scenario | undefined>()
  for (const { id, guards } of scenarios) {
    const origin = theirs.get(id)
    if (guards !== undefined || origin === undefined) continue
    accepted.set(id, cause === 'back' ? origin : acceptInherited(bundle, origin, because))
  }
  return accepted
}

function describe(
  ruleset: Ruleset,
  { parent, ground }: { readonly parent: Ruleset; readonly ground: Ruleset },
  because: readonly string[] | undefined,
): Omit<ChangedGroup, 'scenarios'> {
  if (because === undefined) return { cause: 'together', because: [], sentences: [] }
  const sentences = because.map((path) => describeCause(ground, ruleset, path))
  const own = because.some((path) => {
    const at = listOfOrder(path) ?? path
    return !jsonEqual(itemAt(parent, at), itemAt(ruleset, at))
  })
  return { cause: own ? 'own' : 'overlay', because, sentences }
}

/** True for a scenario as it was inherited, or with a result that was accepted; not for one rewritten. */
function isStillTheirs(ours: Scenario, theirs: Scenario): boolean {
  if (scenarioKindOf(ours).ownOnly === true) return false
  if (jsonEqual(ours, theirs)) return true
  return ours.accepted !== undefined && jsonEqual(caseOf(ours), caseOf(theirs))
}

/** What a scenario tries, without what it expects. */
function caseOf({ accepted: _accepted, title: _title, ...scenario }: Scenario): unknown {
  const { expect: _expect, ...rest } = scenario as typeof scenario & { expect?: unknown }
  if (!('steps' in rest)) return rest
  const { steps, ...other } = rest
  return { ...other, steps: steps.map(({ expect: _e, ...sent }) => sent) }
}

function tell({ id, title, guards }: Scenario, findings: readonly Finding[]): ChangedScenario {
  return {
    id,
    title,
    ...(guards && { guards }),
    findings: findings.map((finding) =>
      isFault(finding)
        ? { fault: finding.fault }
        : { subject: finding.subject, was: finding.was, now: finding.now },
    ),
  }
}
