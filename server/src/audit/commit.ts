import type { AuditAction } from '../contracts/audit-action.ts'
import type { CommitResult, Write } from '../ports/store.ts'
import type { AuditActor, AuditDetails, RecordedStep } from './audit-entry.ts'

/** Something that was done or decided, for the log that is only ever added to. */
export interface AuditedAction {
  readonly action: AuditAction
  readonly actor: AuditActor
  /** What it was done to: a case, a ruleset, an account. */
  readonly target: string
  /** The county it concerns; empty or absent when it concerns none. */
  readonly county?: string | undefined
  readonly step?: RecordedStep
  readonly detail?: AuditDetails
}

/**
 * Why a write needs no entry of its own. `content`: nothing names it yet, and what will name it is audited. `mark`: the
 * server's own mark of how far it has come, about which nobody could be asked.
 */
export type Unaudited = 'content' | 'mark'

/** What the log keeps of a change: one entry, or one for each county it concerns. */
export type Audited = AuditedAction | readonly AuditedAction[] | Unaudited

/**
 * Writes a change together with its audit entry: both are stored, or neither. Every write of the server goes through
 * here, so that nothing can be changed without a trace.
 *
 * The entry continues the chain of the document that decides the change, and where that chain then ends is written into
 * the document: whoever wins the document has its next place in the chain too, and nobody waits for anybody else's.
 * @param change as the store takes it: the first write decides, further ones are inserts; empty for what is only audited
 * @throws {StoreError} when it is not known to be stored
 * @throws {UntracedError} when what is to be changed was written past the log
 */
export type Commit = (change: readonly Write[], audit: Audited) => Promise<CommitResult>

/** What is to be changed is not there as the log knows it: somebody wrote past the server. Nothing was changed. */
export class UntracedError extends Error {
  override readonly name = 'UntracedError'
  readonly collection: string
  readonly id: string

  constructor(collection: string, id: string) {
    super(`${collection}/${id} is not in the audit log as it is stored`)
    this.collection = collection
    this.id = id
  }
}
