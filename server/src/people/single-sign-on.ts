import type { IdentityProvider } from '../ports/identity-provider.ts'
import type { GroupGrant } from './group-grants.ts'

/** The site's provider of identities, and what its groups may do here. */
export interface SingleSignOn {
  readonly provider: IdentityProvider
  readonly groups: readonly GroupGrant[]
}
