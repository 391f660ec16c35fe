import type { Condition, Delay, Text } from '@jieli/engine'
import type { ScheduledDuty } from '@jieli/engine/scheduled-duties'

type Periodic = Exclude<ScheduledDuty['schedule'], { every: 'once' }>
type Once = Extract<ScheduledDuty['schedule'], { every: 'once' }>

/** Who owes it, as far as it is chosen. */
export type DebtorDraft =
  | Extract<ScheduledDuty['owedBy'], { of: 'units' }>
  | { readonly of: 'community'; readonly office: string | undefined }

/** By when, as far as it is chosen; the period's end where it is not said. */
export type DueDraft =
  | { readonly on: 'periodEnd' }
  | {
      readonly on: 'day'
      readonly day: number | { readonly parameter: string } | undefined
      readonly month?: number | undefined
      readonly of: 'period' | 'nextPeriod'
    }
  | { readonly on: 'within'; readonly within: Delay | undefined }

/** For what and by when, as far as it is chosen. */
export type ScheduleDraft =
  | { readonly every: Periodic['every']; readonly due: DueDraft }
  | { readonly every: 'once'; readonly by: Once['by'] | undefined }

export interface ToldDraft {
  readonly id: string
  readonly title: Text | undefined
  readonly to?: string | undefined
  readonly after?: Delay | undefined
}

/** A scheduled duty that may not be finished. */
export interface ScheduledDraft {
  readonly title: Text | undefined
  readonly owedBy: DebtorDraft | undefined
  readonly schedule: ScheduleDraft | undefined
  readonly misses?: string | undefined
  readonly where?: Condition | undefined
  readonly keptBy: ScheduledDuty['keptBy']
  readonly late: readonly ToldDraft[]
  readonly cites: ScheduledDuty['cites']
}

/** A part of the form that can lack something. */
export type ScheduledPart = 'title' | 'owedBy' | 'schedule' | 'late'

/** Nothing is chosen yet. */
export const emptyScheduled: ScheduledDraft = {
  title: undefined,
  owedBy: undefined,
  schedule: undefined,
  keptBy: {},
  late: [],
  cites: [],
}

/** A scheduled duty as a draft of itself. Pure. */
export function draftOf({ late = [], ...duty }: ScheduledDuty): ScheduledDraft {
  const { title, owedBy, schedule, misses, where, keptBy, cites } = duty
  return { title, owedBy, schedule: scheduleDraft(schedule), misses, where, keptBy, late, cites }
}

/** The parts that still lack something, in the order of the form. Pure. */
export function missingParts(draft: ScheduledDraft): readonly ScheduledPart[] {
  const missing: Readonly<Record<ScheduledPart, boolean>> = {
    title: draft.title === undefined,
    owedBy: debtorOf(draft.owedBy) === undefined,
    schedule: scheduleOf(draft.schedule) === undefined,
    late: draft.late.some(({ title }) => title === undefined),
  }
  return (Object.keys(missing) as ScheduledPart[]).filter((part) => missing[part])
}

/** The scheduled duty a finished draft says, with what the form does not show of an older one. Pure. */
export function scheduledOf(
  draft: ScheduledDraft,
  rest: Pick<ScheduledDuty, 'id'> & Partial<ScheduledDuty>,
): ScheduledDuty | undefined {
  const { title, misses, where, keptBy, cites } = draft
  const [owedBy, schedule] = [debtorOf(draft.owedBy), scheduleOf(draft.schedule)]
  if (missingParts(draft).length > 0 || !title || !owedBy || !schedule) return undefined
  const { id, description, contract, derivedFrom } = rest
  const late = draft.late.flatMap(({ title: words, to, after, ...reminder }) =>
    words === undefined
      ? []
      : [
          {
            ...reminder,
            title: words,
            ...(to === undefined ? {} : { to }),
            ...(after === undefined ? {} : { after }),
          },
        ],
  )
  return {
    id,
    title,
    ...(description === undefined ? {} : { description }),
    owedBy,
    schedule,
    ...(misses === undefined ? {} : { misses }),
    ...(where === undefined ? {} : { where }),
    keptBy,
    ...(late.length === 0 ? {} : { late }),
    ...(contract === undefined ? {} : { contract }),
    ...(derivedFrom === undefined ? {} : { derivedFrom }),
    cites,
  }
}

function debtorOf(debtor: DebtorDraft | undefined): ScheduledDuty['owedBy'] | undefined {
  if (debtor?.of !== 'community') return debtor
  return debtor.office === undefined ? undefined : { of: 'community', office: debtor.office }
}

function scheduleDraft(schedule: ScheduledDuty['schedule']): ScheduleDraft {
  if (schedule.every === 'once') return schedule
  const { every, due } = schedule
  if (due === undefined) return { every, due: { on: 'periodEnd' } }
  return 'within' in due
    ? { every, due: { on: 'within', within: due.within } }
    : { every, due: { on: 'day', ...due } }
}

function scheduleOf(schedule: ScheduleDraft | undefined): ScheduledDuty['schedule'] | undefined {
  if (schedule === undefined) return undefined
  if (schedule.every === 'once')
    return schedule.by === undefined ? undefined : { every: 'once', by: schedule.by }
  const { every, due } = schedule
  if (due.on === 'periodEnd') return { every }
  if (due.on === 'within')
    return due.within === undefined ? undefined : { every, due: { within: due.within } }
  const { day, month, of } = due
  if (day === undefined) return undefined
  return { every, due: { day, ...(month === undefined ? {} : { month }), of } }
}
