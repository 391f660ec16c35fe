import type { AnyResource } from '../../contracts/fhir.ts'

/** A resource that came with a referral, by what it is referred to. */
export interface SentResource {
  readonly names: readonly string[]
  /** Where it stands in the request, for what is wrong with it. */
  readonly path: string
  readonly resource: AnyResource
}
