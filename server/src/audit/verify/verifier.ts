import type { StoreReader } from '../../ports/store.ts'
import type { AuditedCollections } from '../audited-collections.ts'
import type { Pace } from '../read-pages.ts'
import type { Sealer } from '../sealer.ts'
import type { Findings, Looked } from './findings.ts'

/** Says what has become of a content that was kept under a hash. */
export type FileLooker = (sha256: string) => Promise<'kept' | 'missing' | 'changed'>

/** What a verification works with. */
export interface Verifier {
  /** Reads; nothing is ever written. */
  readonly store: StoreReader
  readonly sealer: Sealer
  readonly collections: AuditedCollections
  /** The public key checkpoints must be signed with. */
  readonly publicKey: string
  readonly pace: Pace
  readonly findings: Findings
  /** Looks at the contents that documents name; nobody does where it is absent. */
  readonly files?: FileLooker
  /** Told now and then how far it has come. */
  readonly progress: (looked: Readonly<Looked>) => void
}
