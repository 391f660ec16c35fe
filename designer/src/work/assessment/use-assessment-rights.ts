import { may, mayWhole } from '@jieli/server/contracts'
import { useSession } from '../../api/use-session.ts'

/** What this person may do with the assessment of a county. The server decides; this only spares them dead ends. */
export interface AssessmentRights {
  /** Whether the county as a whole may be seen, as against single units. */
  readonly whole: boolean
  readonly import: boolean
  readonly write: boolean
  readonly review: boolean
  readonly finalise: boolean
  readonly object: (unit: string) => boolean
}

export function useAssessmentRights(county: string | undefined): AssessmentRights {
  const holder = { grants: useSession().data?.grants ?? [] }
  // What belongs to no county concerns them all.
  const at = county ?? '*'
  return {
    whole: mayWhole(holder, 'assessment.read', at),
    import: may(holder, 'assessment.import', { county: at }),
    write: mayWhole(holder, 'assessment.write', at),
    review: mayWhole(holder, 'assessment.review', at),
    finalise: mayWhole(holder, 'assessment.finalise', at),
    object: (unit) => may(holder, 'assessment.object', { county: at, units: [unit] }),
  }
}

/** The counties whose assessment this person may look at; `*` for all of them. */
export function useReadableCounties(): ReadonlySet<string> {
  const grants = useSession().data?.grants ?? []
  return new Set(
    grants
      .filter((grant) => may({ grants: [grant] }, 'assessment.read'))
      .map(({ county }) => county),
  )
}
