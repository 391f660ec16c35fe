import { useSession } from '../shell/use-session.ts'

/** What this person may do with the assessment of a county. The server decides; this only spares them dead ends. */
export interface AssessmentRights {
  readonly import: boolean
  readonly write: boolean
  readonly review: boolean
  readonly finalise: boolean
  readonly object: (unit: string) => boolean
}

export function useAssessmentRights(county: string | undefined): AssessmentRights {
  const grants = (useSession().data?.grants ?? []).filter(
    (grant) => grant.county === '*' || grant.county === county,
  )
  const has = (role: string): boolean => grants.some((grant) => grant.role === role)
  const assessor = has('assessor')
  return {
    import: assessor,
    write: assessor,
    review: assessor,
    finalise: has('approver'),
    object: (unit) =>
      grants.some(
        ({ role, units }) =>
          (role === 'assessor' || role === 'caseWorker') && (units === '*' || units.includes(unit)),
      ),
  }
}

/** The counties whose assessment this person may look at; `*` for all of them. */
export function useReadableCounties(): ReadonlySet<string> {
  const readers = ['assessor', 'approver', 'caseWorker', 'auditor']
  return new Set(
    (useSession().data?.grants ?? [])
      .filter(({ role }) => readers.includes(role))
      .map(({ county }) => county),
  )
}
