import { decideWithoutNeeds } from '../../decisions/decide-without-needs.ts'
import type { DecisionResult } from '../../decisions/decision-result.ts'
import type { Facts } from '../../decisions/facts.ts'
import type { Bundle } from '../../model/bundle.ts'
import type { ChartEdge } from '../../model/chart-edges.ts'
import type { ExampleStep, IssueExample } from '../../model/issue-example.ts'
import type { Condition } from '../../model/condition.ts'
import type { Pathway } from '../../model/pathway.ts'
import type { CaseSnapshot } from '../../pathways/case-snapshot.ts'
import { startCase, step } from '../../pathways/step.ts'
import { findCase } from '../find-case.ts'
import { exploreFacts } from '../explore-facts.ts'
import { middayOf } from './send-event.ts'

/** A way through a chart that a case has taken, as far as it went. */
export interface PlayedPath {
  /** Where the case rests after the whole way; `undefined` when it went another way. */
  readonly end: CaseSnapshot | undefined
  readonly steps: readonly ExampleStep[]
  readonly decisions: readonly DecisionResult[]
}

export interface PathQuestion {
  readonly asOf: string
  /** What is known of the case from the start. */
  readonly given: Facts
  /** True when the case that took the way is an example of what is looked for. */
  readonly shows: (end: CaseSnapshot) => boolean
}

/** The reason an example gives where one is asked for. */
const exampleReason = '示例 / example'

/**
 * Looks for a case that takes a way through a chart, and gives it as data that a simulator plays. `undefined` when none
 * was found. Pure.
 */
export function playPath(
  bundle: Bundle,
  pathway: Pathway,
  edges: readonly ChartEdge[],
  { asOf, given, shows }: PathQuestion,
): IssueExample | undefined {
  let example: IssueExample | undefined
  const attempt = (facts: Facts) => takeWay(bundle, pathway, edges, { facts, asOf })
  const visit = (facts: Facts, { end, steps }: PlayedPath) => {
    if (end === undefined || !shows(end)) return false
    example = { asOf, facts, pathway: pathway.id, steps }
    return true
  }
  // A case for which every guard on the way opens is found by proof; where the case changes on the way, by trying.
  const opening = factsForGuards(bundle, edges, { asOf, given })
  if (opening !== undefined && visit(opening, attempt(opening))) return example
  exploreFacts(bundle, { asOf, given, edges, limit: trialsForWay }, attempt, visit)
  return example
}

/** How many cases are tried on one way. */
const trialsForWay = 60

/** Facts with which every guard on a way opens at once, and that are known from the start. */
function factsForGuards(
  bundle: Bundle,
  edges: readonly ChartEdge[],
  { asOf, given }: Pick<PathQuestion, 'asOf' | 'given'>,
): Facts | undefined {
  const guards = edges.flatMap(({ transition: { guard } }) => (guard === undefined ? [] : [guard]))
  if (guards.length === 0) return given
  const condition: Condition = {
    all: [
      ...guards.map(({ params: { decision, opens } }) => ({
        decision,
        operator: 'in' as const,
        value: opens,
      })),
      ...Object.entries(given).map(([fact, value]) => ({
        fact,
        operator: 'equal' as const,
        value,
      })),
    ],
  }
  const proof = findCase({ bundle, condition }, asOf)
  return proof.kind === 'broken' ? { ...proof.facts, ...given } : undefined
}

/** Sends a case along a way: each edge in turn, automatic ones of themselves, a time limit by waiting for it. */
function takeWay(
  bundle: Bundle,
  pathway: Pathway,
  edges: readonly ChartEdge[],
  { facts, asOf }: { readonly facts: Facts; readonly asOf: string },
): PlayedPath {
  const at = middayOf(bundle, asOf)
  const steps: ExampleStep[] = []
  const started = startCase(bundle, { pathway: pathway.id, facts, at }, decideWithoutNeeds)
  const lost = (decisions: readonly DecisionResult[]) => ({ end: undefined, steps, decisions })
  if (!started.taken) return lost(started.decisions)
  let snapshot = timedAtOnce(started.snapshot)
  let done = started.transitions.length
  if (!follows(started.transitions, edges, 0)) return lost(started.decisions)
  while (done < edges.length) {
    const edge = edges[done] as ChartEdge
    const sent = eventOf(edge, snapshot)
    if (sent === undefined) return lost([])
    const result = step(bundle, snapshot, sent, decideWithoutNeeds)
    if (!result.taken || !follows(result.transitions, edges, done))
      return lost(waitedFor(edge, result.decisions))
    const reasoned = needsReason(pathway, edge) || opensByReason(edge, result.decisions)
    steps.push({
      ...(edge.cause === 'after' ? { delay: edge.name } : { event: edge.name }),
      ...(reasoned && { reason: exampleReason }),
    })
    snapshot = timedAtOnce(result.snapshot)
    done += result.transitions.length
  }
  return { end: snapshot, steps, decisions: [] }
}

/** What could still open an edge: its own guard while that waits for facts, nothing once it has answered otherwise. */
function waitedFor(
  { transition: { guard } }: ChartEdge,
  decisions: readonly DecisionResult[],
): readonly DecisionResult[] {
  return guard === undefined
    ? decisions
    : decisions.filter(({ decision }) => decision === guard.params.decision)
}

/** True when what was taken is the way's next part, and more of it only after the way is at its end. */
function follows(taken: readonly string[], edges: readonly ChartEdge[], from: number): boolean {
  return taken.every(
    (id, at) => edges[from + at] === undefined || edges[from + at]?.transition.meta.id === id,
  )
}

/** What is sent for an edge; nothing for one that should have been taken of itself, or whose time limit does not run. */
function eventOf({ cause, name }: ChartEdge, { timers, at }: CaseSnapshot) {
  if (cause === 'event') return { type: name, at, reason: exampleReason }
  const timer = cause === 'after' ? timers.find(({ delay }) => delay === name) : undefined
  return timer === undefined ? undefined : { type: timer.event, at: timer.dueAt }
}

/** A made-up case waits for no notice of holidays: what cannot be counted yet comes at once. */
function timedAtOnce(snapshot: CaseSnapshot): CaseSnapshot {
  const { untimed = [], timers, ...rest } = snapshot
  if (untimed.length === 0) return snapshot
  const timed = untimed.map(({ yearMissing: _year, begunAt, ...timer }) => ({
    ...timer,
    dueAt: begunAt,
  }))
  return { ...rest, timers: [...timers, ...timed] }
}

function needsReason(pathway: Pathway, { cause, name }: ChartEdge): boolean {
  return cause === 'event' && pathway.events.find(({ id }) => id === name)?.needsReason === true
}

function opensByReason(
  { transition: { guard } }: ChartEdge,
  decisions: readonly DecisionResult[],
): boolean {
  if (guard === undefined) return false
  return decisions.some(
    ({ decision, outcome }) => decision === guard.params.decision && outcome === 'requireReason',
  )
}
