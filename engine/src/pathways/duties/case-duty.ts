import { startOfYear } from '../../model/calendar.ts'
import type { DutyStanding } from '../../model/duty.ts'

/**
 * A duty of one case, from its beginning on; what is settled stays, so that it can be counted.
 * `undetermined`: whether it is owed is not known yet. `owed`. `kept`: done, in time or late. `ended`: the rules say
 * it is no longer owed, or the case ended before it was known to be. `lapsed`: it was owed when the case ended.
 */
export interface CaseDuty {
  /** The id of the duty. */
  readonly duty: string
  /** Which of the duty's in this case it is, from 1. */
  readonly number: number
  readonly status: 'undetermined' | 'owed' | 'kept' | 'ended' | 'lapsed'
  readonly begunAt: string
  /** By when. Absent where it has no time, or the time has no value on the day it began. */
  readonly dueAt?: string
  /** The year whose notice of holidays has to be there before it can be said by when. */
  readonly yearMissing?: number
  /** The unit that owes it, where it is counted by office hours of its own. */
  readonly hoursOf?: string
  /** When it was kept, ended or lapsed. */
  readonly settledAt?: string
}

/** What a step did to a duty. */
export interface DutyChange {
  readonly duty: string
  readonly number: number
  /** `determined`: it turned out to be owed. `dropped`: it turned out not to be. `late`: its time has passed. */
  readonly change:
    | 'begun'
    | 'undetermined'
    | 'determined'
    | 'dropped'
    | 'kept'
    | 'ended'
    | 'lapsed'
    | 'late'
}

/** True while somebody has to do it, or may have to. Pure. */
export function isOpenDuty({ status }: CaseDuty): boolean {
  return status === 'owed' || status === 'undetermined'
}

/** How a duty stands at a moment. Pure. */
export function dutyStanding(duty: CaseDuty, at: string): DutyStanding {
  const late = isLateDuty(duty, at)
  if (duty.status === 'owed') return late ? 'late' : 'owed'
  if (duty.status === 'kept') return late ? 'keptLate' : 'kept'
  return duty.status
}

/** True when a duty was settled after it was due, or is owed after it was due. Pure. */
export function isLateDuty({ status, dueAt, settledAt }: CaseDuty, at: string): boolean {
  if (dueAt === undefined || status === 'undetermined') return false
  return Date.parse(settledAt ?? at) > Date.parse(dueAt)
}

/**
 * True when nobody can say whether a duty is or was late: by when it is due is not known, and the year that has to be
 * known first has begun somewhere. Before that it is not late, for it is due in that year or later. Pure.
 */
export function isLatenessUnknown(
  { status, yearMissing, settledAt }: Pick<CaseDuty, 'status' | 'yearMissing' | 'settledAt'>,
  at: string,
): boolean {
  if (yearMissing === undefined || status === 'undetermined' || status === 'ended') return false
  return reachesYear(settledAt ?? at, yearMissing)
}

/** True when a moment may lie in a year or after it, wherever on earth its days begin. Pure. */
export function reachesYear(at: string, year: number): boolean {
  return Date.parse(at) >= Date.parse(startOfYear(year, { utcOffset: '+14:00' }))
}

/**
 * How many of a duty in a case had to be kept by its last step, and how many of these were kept in time. One that lapsed
 * had to be kept; one that ended, or that is not known to be owed, had not. `undefined` while it cannot be said of one
 * whether it was in time. Pure.
 */
export function dutyCounts(
  duties: readonly CaseDuty[],
  { id, at }: { readonly id: string; readonly at: string },
): { readonly due: number; readonly onTime: number } | undefined {
  if (duties.some((each) => each.duty === id && isLatenessUnknown(each, at))) return undefined
  const due = duties.filter(
    ({ duty, status, dueAt }) =>
      duty === id &&
      (status === 'kept' ||
        status === 'lapsed' ||
        (status === 'owed' && dueAt !== undefined && Date.parse(dueAt) <= Date.parse(at))),
  )
  const onTime = due.filter((duty) => dutyStanding(duty, at) === 'kept')
  return { due: due.length, onTime: onTime.length }
}

/** How the latest of each duty stands at a moment, by the id of the duty. Pure. */
export function dutyStandings(
  duties: readonly CaseDuty[],
  at: string,
): Readonly<Record<string, DutyStanding>> {
  return Object.fromEntries(duties.map((duty) => [duty.duty, dutyStanding(duty, at)]))
}

/** When the duties that are owed are due, by the id of the duty; those without a time are left out. Pure. */
export function dutyDueTimes(duties: readonly CaseDuty[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    duties.flatMap(({ duty, status, dueAt }) =>
      status === 'owed' && dueAt !== undefined ? [[duty, dueAt]] : [],
    ),
  )
}
