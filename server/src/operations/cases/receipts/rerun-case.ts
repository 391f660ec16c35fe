import {
  type Bundle,
  type CaseSnapshot,
  type Facts,
  hasErrors,
  jsonEqual,
  parseFacts,
  startCase,
  step,
  type StepResult,
  type Value,
} from '@jieli/engine'
import type { Case, HistoryEntry } from '../../../contracts/case.ts'
import { versionAtStep } from '../migration/standing-migrations.ts'
import { isOwnStep } from '../right-moments.ts'

/** What of a step is compared. */
export const comparedParts = [
  'taken',
  'transitions',
  'state',
  'status',
  'facts',
  'decisions',
  'actions',
  'timers',
  'duties',
] as const
export type ComparedPart = (typeof comparedParts)[number]

/** A step that comes out otherwise now, and in what. */
export interface StepDifference {
  readonly seq: number
  readonly event: string
  readonly parts: readonly ComparedPart[]
}

export interface CaseRerun {
  /** How many steps were taken again. */
  readonly rerun: number
  /** Steps that say what people put right or counted anew: they are taken as they stand. */
  readonly taken: number
  readonly differences: readonly StepDifference[]
  /** Whether the case as a whole stands as its last step left it. */
  readonly rests: boolean
}

/**
 * Takes every step of a case again, each from where the one before it left the case, and says which come out otherwise.
 * Steps by which somebody corrected the case, moved it to another version or handed it over, a clock was put right or a
 * notice of holidays was counted are taken as they stand: they follow from no event alone. Pure.
 * @param bundles the versions the case ran on, by their hashes
 */
export function rerunCase(bundles: ReadonlyMap<string, Bundle>, shown: Case): CaseRerun {
  const differences: StepDifference[] = []
  let [rerun, taken] = [0, 0]
  let before: CaseSnapshot | undefined
  let facts: Facts = {}
  for (const entry of shown.history) {
    facts = afterChanges(facts, entry)
    const { bundle } = versionAtStep(shown, entry.seq)
    const after = snapshotAfter({ ...shown, bundle }, entry, facts, before)
    if (isOwn(entry)) {
      rerun += 1
      const result = takeAgain(bundles.get(bundle), shown, entry, before)
      const parts = differing(result, entry, after, before)
      if (parts.length > 0) differences.push({ seq: entry.seq, event: entry.event, parts })
    } else taken += 1
    before = after
  }
  return { rerun, taken, differences, rests: before !== undefined && restsAt(shown, before) }
}

/** A timer that led nowhere may have been let go since. */
function restsAt(
  shown: Case,
  { value, status, facts, timers, duties = [] }: CaseSnapshot,
): boolean {
  const kept = new Set(timers.map(nameOf))
  return (
    jsonEqual(shown.value, value) &&
    shown.state === shown.history.at(-1)?.to &&
    shown.status === status &&
    jsonEqual(known(shown.facts), facts) &&
    shown.timers.every((timer) => kept.has(nameOf(timer))) &&
    jsonEqual(shown.duties, duties)
  )
}

function isOwn(entry: HistoryEntry): boolean {
  return isOwnStep(entry) && entry.correction === undefined
}

/** The event sent again to the case as it stood. */
function takeAgain(
  bundle: Bundle | undefined,
  { pathway }: Case,
  entry: HistoryEntry,
  before: CaseSnapshot | undefined,
): StepResult | undefined {
  const { event: type, at, reason, actor } = entry
  if (bundle === undefined) return undefined
  const { facts, issues } = parseFacts(bundle.ruleset, entry.facts)
  if (hasErrors(issues)) return undefined
  try {
    if (before === undefined) return startCase(bundle, { pathway, facts, at })
    if (actor.kind === 'timer') return step(bundle, before, { type, at })
    const by = actor.unit === undefined ? { everyUnit: true } : { unit: actor.unit }
    const why = reason === undefined ? {} : { reason }
    return step(bundle, before, { type, facts, at, actor: by, ...why })
  } catch {
    // What is written there is no state of this chart, or no moment: from that nothing can be taken.
    return undefined
  }
}

function differing(
  result: StepResult | undefined,
  entry: HistoryEntry,
  after: CaseSnapshot,
  before: CaseSnapshot | undefined,
): ComparedPart[] {
  if (result === undefined || !result.taken) return ['taken']
  const { snapshot } = result
  const same: Readonly<Record<Exclude<ComparedPart, 'taken'>, boolean>> = {
    transitions: jsonEqual(result.transitions, entry.transitions),
    state: jsonEqual(snapshot.value, after.value),
    status: snapshot.status === after.status,
    facts: jsonEqual(snapshot.facts, after.facts),
    decisions: jsonEqual(result.decisions.map(answerOf), entry.decisions.map(answerOf)),
    actions: jsonEqual(result.actions, entry.actions),
    timers: sameTimers(snapshot, after, before),
    duties: jsonEqual(timeless(snapshot), timeless(after)),
  }
  return comparedParts.filter((part) => part !== 'taken' && !same[part])
}

/** What a decision came to; how it is worded may differ. */
function answerOf({
  decision,
  outcome,
  outputs,
  hits,
}: {
  readonly decision: string
  readonly outcome: string
  readonly outputs: unknown
  readonly hits: readonly string[]
}) {
  return { decision, outcome, outputs, hits }
}

/**
 * Timers by their names and moments. One that was due before and led nowhere is let go without a step; what waited for a
 * notice of holidays may have been counted by one that came later.
 */
function sameTimers(now: CaseSnapshot, then: CaseSnapshot, before?: CaseSnapshot): boolean {
  const untimed = new Set((now.untimed ?? []).map(({ id }) => id))
  const kept = new Set(then.timers.map(nameOf))
  const letGo = new Set((before?.timers ?? []).map(nameOf))
  const moment = Date.parse(then.at)
  const missing = now.timers.filter(
    (timer) =>
      !kept.has(nameOf(timer)) && !(letGo.has(nameOf(timer)) && Date.parse(timer.dueAt) <= moment),
  )
  const made = new Set(now.timers.map(nameOf))
  const added = then.timers.filter((timer) => !made.has(nameOf(timer)) && !untimed.has(timer.id))
  return missing.length === 0 && added.length === 0
}

function nameOf({ id, event, dueAt }: CaseSnapshot['timers'][number]): string {
  return `${id} ${event} ${Date.parse(dueAt)}`
}

/** Duties by what they are and where they stand: when one is due may have been counted by a later notice. */
function timeless({ duties = [] }: CaseSnapshot) {
  return duties.map(({ duty, number, status, begunAt }) => ({ duty, number, status, begunAt }))
}

function snapshotAfter(
  { bundle, pathway }: Case,
  entry: HistoryEntry,
  facts: Facts,
  before: CaseSnapshot | undefined,
): CaseSnapshot {
  return {
    bundle,
    pathway,
    value: entry.value,
    status: entry.status,
    facts,
    timers: entry.timers,
    ...(entry.untimed !== undefined && { untimed: entry.untimed }),
    ...(entry.duties !== undefined && { duties: entry.duties }),
    ...(entry.successors !== undefined && { successors: entry.successors }),
    // A step that only counts, or puts right, does not move the case on.
    at: isOwn(entry) ? entry.at : (before?.at ?? entry.at),
    steps: entry.seq,
  } as CaseSnapshot
}

function afterChanges(facts: Facts, { changes }: HistoryEntry): Facts {
  return known({ ...facts, ...changes })
}

function known(facts: Readonly<Record<string, unknown>>): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter((pair): pair is [string, Value] => pair[1] !== null),
  )
}
