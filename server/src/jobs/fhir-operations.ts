import { searchReferrals } from '../operations/fhir/search-referrals.ts'
import { heavy } from './heavy-operation.ts'

/** What is asked by FHIR that grows. */
export const fhirOperations = {
  searchReferrals: heavy({ lane: 'quick', work: searchReferrals }),
}
