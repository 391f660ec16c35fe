import type { ErasedCounts, Hold } from '../contracts/retention.ts'
import type { Editor } from './draft-document.ts'
import type { MadeDocument } from './made-document.ts'

/** That nothing of a person, or of a case, may be erased or removed, and until when that was so. */
export interface HoldDocument extends MadeDocument {
  readonly county: string
  readonly kind: Hold['kind']
  /** The pseudonym of the person, or the id of the case. */
  readonly target: string
  readonly reason: string
  readonly by: string
  readonly at: string
  readonly lifted: Hold['lifted']
}

/**
 * That a person is to be erased, or was. It keeps the pseudonym: it is what the person is erased by again once an older
 * backup was restored.
 */
export interface ErasureDocument extends MadeDocument {
  readonly county: string
  readonly patient: string
  readonly ground: string
  readonly reason: string
  readonly status: 'proposed' | 'confirmed' | 'done' | 'dropped'
  readonly by: string
  readonly at: string
  /** Whoever proposed it, so that the same person is known by any account or key. */
  readonly maker: Editor
  readonly confirmedBy: string | null
  readonly confirmedAt: string | null
  readonly job: string | null
  readonly doneAt: string | null
  readonly erased: ErasedCounts | null
}
