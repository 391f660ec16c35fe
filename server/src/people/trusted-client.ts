import type { Grant } from '../contracts/roles.ts'
import type { ClientKeys } from '../ports/trusted-clients.ts'

/** A hospital's system that signs its calls, and what it may do. */
export interface TrustedClient extends ClientKeys {
  readonly title: string
  readonly grants: readonly Grant[]
}
