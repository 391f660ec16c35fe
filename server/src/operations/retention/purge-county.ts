import type { RetentionKind } from '../../contracts/retention-rules.ts'
import type { RetentionRulesDocument } from '../../documents/retention-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Query } from '../../ports/store.ts'
import type { Caller } from '../context/caller.ts'
import { cutoff } from './due-now.ts'
import { assertWholeCounty } from './retention-scope.ts'
import type { PurgingContext } from './sweep-parts.ts'
import { sweeps } from './sweeps.ts'

/** Where a purge goes on, and what it came to so far. */
export interface PurgeProgress {
  readonly stage: RetentionKind
  readonly after: NonNullable<Query['after']> | null
  readonly done: Readonly<Record<RetentionKind, number>>
  readonly left: number
  /** When the first closed case that stayed was last changed. */
  readonly leftSince: string | null
}

const begin: PurgeProgress = {
  stage: 'closedCases',
  after: null,
  done: { closedCases: 0, caseReads: 0, adviceCards: 0, events: 0, parkedDeliveries: 0 },
  left: 0,
  leftSince: null,
}

/** What comes after each. */
const following: Readonly<Record<RetentionKind, RetentionKind | undefined>> = {
  closedCases: 'caseReads',
  caseReads: 'adviceCards',
  adviceCards: 'parkedDeliveries',
  // An event stays while something waits to be delivered of it.
  parkedDeliveries: 'events',
  events: undefined,
}

/**
 * Removes the next of what a county keeps past its time by the rules that hold now: closed cases are archived first. What is
 * held stays. Done again it comes to the same.
 * @throws ServerError RETENTION_COUNTY, RETENTION_NO_ARCHIVE; SERVER_BUSY while somebody wants a document at this moment
 */
export async function purgeNext(
  context: PurgingContext,
  caller: Caller,
  asked: { readonly county: string; readonly from: PurgeProgress | null },
): Promise<PurgeProgress & { readonly over: boolean }> {
  const { county, from } = asked
  assertWholeCounty(caller, 'persons.erase', county)
  const at = from ?? begin
  const { stage } = at
  const rules = await context.store.get('retentionRules', county)
  const rule = rules?.rules[stage] ?? null
  let next = at
  if (rules !== undefined && rule !== null) {
    if (stage === 'closedCases' && context.archive === undefined)
      throw new ServerError('RETENTION_NO_ARCHIVE')
    const swept = await sweeps[stage](context, { rules, rule, after: at.after })
    next = {
      ...at,
      after: swept.after,
      // A job that an older version began does not know what came since.
      done: { ...begin.done, ...at.done, [stage]: (at.done[stage] ?? 0) + swept.removed },
      left: at.left + swept.left,
      leftSince: at.leftSince ?? swept.leftSince,
    }
    if (!swept.over) return { ...next, over: false }
    if (stage === 'closedCases')
      await noteArchived(context, rules, next.leftSince ?? cutoff(context, rule))
  }
  const then = following[stage]
  return then === undefined
    ? { ...next, over: true }
    : { ...next, stage: then, after: null, over: false }
}

/** Up to when there is nothing left to archive. The server's own mark: another purge looks from there on. */
async function noteArchived(
  { commit }: PurgingContext,
  rules: RetentionRulesDocument,
  archivedUntil: string,
): Promise<void> {
  const { revision } = rules
  const document = { ...rules, revision: revision + 1, archivedUntil }
  const write = { kind: 'replace', collection: 'retentionRules', document } as const
  await commit([{ ...write, expectedRevision: revision }], 'mark')
}
