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
 * How many of a duty in a case had to be kept by its last step, and how many of these were kept in time. One that lapsed
 * had to be kept; one that ended, or that is not known to be owed, had not. Pure.
 */
export function dutyCounts(
  duties: readonly CaseDuty[],
  { id, at }: { readonly id: string; readonly at: string },
): { readonly due: number; readonly onTime: number } {
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
