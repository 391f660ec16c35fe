import type { Clock } from '../ports/clock.ts'
import type { CommitResult, Store, Write } from '../ports/store.ts'
import { nextAuditWrite } from './append-audit.ts'
import type { AuditActor, AuditDetails } from './audit-entry.ts'

/** Something that was done or decided, for the log that is only ever added to. */
export interface AuditedAction {
  /** Dotted and in the present: `case.start`. */
  readonly action: string
  readonly actor: AuditActor
  /** What it was done to: a case, a ruleset, an account. */
  readonly target: string
  /** The county it concerns; empty or absent when it concerns none. */
  readonly county?: string | undefined
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
 * @param change as the store takes it: the first write decides, further ones are inserts; empty for what is only audited
 * @throws {StoreError} when it is not known to be stored
 */
export type Commit = (change: readonly Write[], audit: Audited) => Promise<CommitResult>

/** The one way to write to a store. */
export function createCommit(store: Pick<Store, 'commit'>, clock: Clock): Commit {
  return async (change, audit) => {
    assertPromised(change)
    if (typeof audit === 'string') return await store.commit(change)
    const at = clock.now()
    const actions = Array.isArray(audit)
      ? (audit as readonly AuditedAction[])
      : [audit as AuditedAction]
    const entries = actions.map(({ county, ...action }) =>
      nextAuditWrite({
        at,
        ...action,
        ...(county !== undefined && county !== '' && { county }),
      }),
    )
    return await store.commit([...change, ...entries])
  }
}

/** A list that only one of the stores could take would be found out in production. @throws {TypeError} our own code asked wrongly */
function assertPromised([, ...rest]: readonly Write[]): void {
  if (rest.some(({ kind }) => kind !== 'insert'))
    throw new TypeError('only inserts may follow the write that decides a commit')
}
