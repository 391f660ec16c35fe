import {
  type Bundle,
  type CaseDuty,
  type CaseSnapshot,
  isOpenDuty,
  yearMissingIn,
} from '@jieli/engine'
import type { CaseDocument, OpenDuty } from '../../documents/case-document.ts'
import { storedTime } from '../../ports/time.ts'

/** When a duty without a time is due, in the order of lists: after all others. */
export const noDutyTime = '9999-12-31T23:59:59.999+08:00'

/** The fields a case's duties are listed by. */
export type DutyFields = Pick<
  CaseDocument,
  'openDuties' | 'dutyAt' | 'fromDutyAt' | 'toDutyAt' | 'untimedYear'
>

/** The fields a case's duties are listed by, with the words of the version it runs on. Pure. */
export function dutyFields(bundle: Bundle, snapshot: CaseSnapshot): DutyFields {
  return { ...openFields(bundle, snapshot), ...untimedFields(snapshot) }
}

/** What a case is found by that waits for a notice of holidays. Pure. */
export function untimedFields(snapshot: CaseSnapshot): Pick<DutyFields, 'untimedYear'> {
  const year = yearMissingIn(snapshot)
  return year === undefined ? {} : { untimedYear: String(year) }
}

function openFields({ ruleset }: Bundle, snapshot: CaseSnapshot): DutyFields {
  const pathway = ruleset.pathways.find(({ id }) => id === snapshot.pathway)
  const open = openOf(snapshot.duties).flatMap((each): OpenDuty[] => {
    const duty = ruleset.duties.find(({ id }) => id === each.duty)
    const party = pathway?.parties.find(({ id }) => id === duty?.owedBy)
    if (duty === undefined || party === undefined) return []
    const { id, title, unitFact } = party
    return [{ ...each, title: duty.title, party: { id, title }, side: sides[unitFact] ?? null }]
  })
  return open.length === 0 ? {} : { openDuties: open, ...dutyTimes(open) }
}

/** When the first of some open duties is due, whoever owes it and by either side; nothing where none is open. Pure. */
export function dutyTimes(
  open: readonly OpenDuty[],
): Omit<DutyFields, 'openDuties' | 'untimedYear'> {
  const from = firstDue(open.filter(({ side }) => side === 'fromUnit'))
  const to = firstDue(open.filter(({ side }) => side === 'toUnit'))
  const first = firstDue(open)
  return {
    ...(first !== undefined && { dutyAt: first }),
    ...(from !== undefined && { fromDutyAt: from }),
    ...(to !== undefined && { toDutyAt: to }),
  }
}

/** Those of a case's duties that are open, the first due first, as they are listed. Pure. */
export function openOf(
  duties: readonly CaseDuty[] = [],
): readonly Omit<OpenDuty, 'title' | 'party' | 'side'>[] {
  return duties
    .filter(isOpenDuty)
    .map(({ settledAt: _settled, ...open }) => open)
    .toSorted((a, b) => (dutyPlace(a) < dutyPlace(b) ? -1 : dutyPlace(a) > dutyPlace(b) ? 1 : 0))
}

/** When the first of some duties is due; `undefined` of none. Pure. */
export function firstDue(open: readonly Pick<OpenDuty, 'status' | 'dueAt'>[]): string | undefined {
  return open.map(dutyPlace).toSorted()[0]
}

/** A duty that is not known to be owed is never late: it stands with those that have no time. */
function dutyPlace({ status, dueAt }: Pick<OpenDuty, 'status' | 'dueAt'>): string {
  return status === 'owed' && dueAt !== undefined ? storedTime(dueAt) : noDutyTime
}

/** The units a case is found by, by the facts that name them. */
const sides: Readonly<Record<string, 'fromUnit' | 'toUnit'>> = {
  'fromUnit.id': 'fromUnit',
  'toUnit.id': 'toUnit',
}
