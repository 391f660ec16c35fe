import { evaluateStandaloneCondition } from '../../decisions/evaluate-standalone-condition.ts'
import type { Facts } from '../../decisions/facts.ts'
import type { Truth } from '../../decisions/truth.ts'
import type { Bundle } from '../../model/bundle.ts'
import { dateOf } from '../../model/calendar.ts'
import type { Condition } from '../../model/condition.ts'
import type { Duty, DutySettles } from '../../model/duty.ts'
import { statePath, type StateValue } from '../../model/state-nodes.ts'
import type { Timer, UntimedTimer } from '../case-snapshot.ts'
import { dueFields } from '../delay-milliseconds.ts'
import { type CaseDuty, type DutyChange, isOpenDuty } from './case-duty.ts'
import { hoursOf } from '../hours-of.ts'
import { dutyDueAt, dutyTimers, spanOf } from './duty-timers.ts'

/** What a step was, as far as duties ask. */
export interface DutyStep {
  readonly pathway: string
  /** The event that was taken; absent at the start of a case. */
  readonly event: string | undefined
  readonly from: StateValue
  readonly to: StateValue
  readonly transitions: readonly string[]
  /** The names of what was told. */
  readonly told: readonly string[]
  /** The facts of the case after it. */
  readonly facts: Facts
  readonly at: string
  /** True when the case has ended with it. */
  readonly done: boolean
}

/** The duties of a case with what they wait for. */
export interface DutyState {
  readonly duties: readonly CaseDuty[]
  readonly timers: readonly (Timer | UntimedTimer)[]
}

type Ask = (condition: Condition | undefined) => Truth

/**
 * The duties of a case after a step: what was open and is settled by it, what turns out to be owed, what begins.
 * Whether a duty is owed is never taken for granted: while that is unknown it is undetermined, and once it is known to
 * be owed its time counts from its beginning. A case that ends lets what is still owed lapse. Pure.
 */
export function stepDuties(
  bundle: Bundle,
  before: DutyState,
  step: DutyStep,
): DutyState & { readonly changes: readonly DutyChange[] } {
  const { ruleset } = bundle
  const defined = ruleset.duties.filter(({ pathway }) => pathway === step.pathway)
  if (defined.length === 0) return { ...before, changes: [] }
  const pathway = ruleset.pathways.find(({ id }) => id === step.pathway)
  const asOf = dateOf(step.at, ruleset.manifest.calendar)
  const ask: Ask = (condition) =>
    condition === undefined ||
    evaluateStandaloneCondition(bundle, condition, step.facts, asOf).result
  const changes: DutyChange[] = []
  const duties: CaseDuty[] = []
  for (const duty of defined) {
    const known = before.duties.filter(({ duty: id }) => id === duty.id)
    const followed = known.flatMap((each) =>
      isOpenDuty(each) ? follow(duty, each, { step, ask, changes }) : [each],
    )
    duties.push(...followed)
    if (followed.some(isOpenDuty) || !begins(duty, step, { ask, known: known.length })) continue
    const owed = ask(duty.where)
    if (owed === false) continue
    const { within, late = [] } = duty
    const hours = hoursOf(ruleset, pathway, {
      party: duty.owedBy,
      facts: step.facts,
      delays: [within && spanOf(ruleset, within), ...late.map(({ after }) => after)],
    })
    const begun: CaseDuty = {
      duty: duty.id,
      number: known.length + 1,
      status: owed === true ? 'owed' : 'undetermined',
      begunAt: step.at,
      ...dueFields(dutyDueAt(ruleset, duty, step.at, hours.hoursOf)),
      ...hours,
    }
    changes.push(changeOf(begun, owed === true ? 'begun' : 'undetermined'))
    // What makes a duty begin is not the event that keeps it.
    const fresh = { step: { ...step, event: undefined }, ask, changes }
    duties.push(...follow(duty, begun, fresh))
  }
  return { duties, timers: timersAfter(bundle, before, duties), changes }
}

interface Following {
  readonly step: DutyStep
  readonly ask: Ask
  readonly changes: DutyChange[]
}

/** An open duty after a step; none where it turns out that it was never owed. */
function follow(
  duty: Duty,
  open: CaseDuty,
  { step, ask, changes }: Following,
): readonly CaseDuty[] {
  const settle = (status: 'kept' | 'ended' | 'lapsed'): readonly CaseDuty[] => {
    changes.push(changeOf(open, status))
    return [{ ...open, status, settledAt: step.at }]
  }
  const owed = open.status === 'owed' || ask(duty.where)
  if (owed === false) {
    changes.push(changeOf(open, 'dropped'))
    return []
  }
  if (settles(duty.keptBy, step, ask)) return settle('kept')
  const determined = open.status === 'undetermined' && owed === true
  if (determined) changes.push(changeOf(open, 'determined'))
  if (duty.endedBy !== undefined && settles(duty.endedBy, step, ask)) return settle('ended')
  // What nobody knows to be owed was not left undone.
  if (step.done) return settle(owed === true ? 'lapsed' : 'ended')
  return [determined ? { ...open, status: 'owed' } : open]
}

function changeOf({ duty, number }: CaseDuty, change: DutyChange['change']): DutyChange {
  return { duty, number, change }
}

function settles(by: DutySettles, step: DutyStep, ask: Ask): boolean {
  if (by.on === 'facts') return ask(by.when) === true
  return step.event !== undefined && by.events.includes(step.event) && ask(by.where) === true
}

function begins(
  { begins: on }: Duty,
  step: DutyStep,
  { ask, known }: { readonly ask: Ask; readonly known: number },
): boolean {
  switch (on.on) {
    case 'transition':
      return on.transitions.some((id) => step.transitions.includes(id))
    case 'state':
      return on.states.some((path) => isWithin(step.to, path) && !isWithin(step.from, path))
    case 'told':
      return step.told.includes(on.event)
    case 'facts':
      return known === 0 && ask(on.when) === true
  }
}

/** True when a case rests in a state, or inside it. */
function isWithin(value: StateValue, path: string): boolean {
  return `${statePath(value)}.`.startsWith(`${path}.`)
}

/** The timers of other things, those of duties that are still owed, and those of duties that are owed from now on. */
function timersAfter(
  { ruleset }: Bundle,
  before: DutyState,
  duties: readonly CaseDuty[],
): DutyState['timers'] {
  const owed = duties.filter(({ status }) => status === 'owed')
  const isOf = ({ duty, number }: CaseDuty, timer: Timer | UntimedTimer) =>
    timer.duty?.id === duty && timer.duty.number === number
  const kept = before.timers.filter(
    (timer) => timer.duty === undefined || owed.some((duty) => isOf(duty, timer)),
  )
  const wasOwed = ({ duty, number }: CaseDuty) =>
    before.duties.some((one) => one.duty === duty && one.number === number && one.status === 'owed')
  const fresh = owed
    .filter((duty) => !wasOwed(duty))
    .flatMap((each) => {
      const duty = ruleset.duties.find(({ id }) => id === each.duty)
      return duty === undefined ? [] : dutyTimers(ruleset, duty, each)
    })
  return [...kept, ...fresh]
}
