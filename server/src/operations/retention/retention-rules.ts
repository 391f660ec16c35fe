import type { AuditDetails } from '../../audit/audit-entry.ts'
import type { AuditAction } from '../../contracts/audit-action.ts'
import type {
  ProposeRulesInput,
  RetentionDue,
  RetentionReading,
  RetentionRules,
} from '../../contracts/retention-rules.ts'
import type { RetentionRulesDocument } from '../../documents/retention-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { editorOf, isSame } from '../context/editor-of.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { dueNow } from './due-now.ts'
import { assertWholeCounty } from './retention-scope.ts'
import { nextWrite } from '../../documents/next-write.ts'

/** Where nobody has said anything: all is kept. */
export const keptForever: RetentionRules = {
  closedCases: null,
  caseReads: null,
  adviceCards: null,
  events: null,
  parkedDeliveries: null,
}

/** Which proposal of which county. */
export interface RulesProposalName {
  readonly county: string
  readonly proposal: string
}

/**
 * For how long a county keeps what, and how much is past its time.
 * @param asked.archive the folder of the archive, which a thread does not know
 * @throws ServerError RETENTION_COUNTY
 */
export async function readRetention(
  context: OperationContext,
  caller: Caller,
  asked: { readonly county: string; readonly archive: string | null },
): Promise<RetentionReading> {
  const { county, archive } = asked
  assertWholeCounty(caller, 'persons.erase', county)
  const found = await context.store.get('retentionRules', county)
  return { ...(await present(context, caller, county, found)), archive }
}

/**
 * Proposes for how long a county keeps what. Nothing changes before another person confirms it.
 * @throws ServerError RETENTION_COUNTY, RETENTION_PROPOSED, RETENTION_NO_ARCHIVE, RETENTION_RACED
 */
export async function proposeRules(
  context: OperationContext,
  caller: Caller,
  { county, rules, reason }: ProposeRulesInput & { readonly county: string },
): Promise<void> {
  assertWholeCounty(caller, 'persons.erase', county)
  const before = await context.store.get('retentionRules', county)
  if (before?.proposal) throw new ServerError('RETENTION_PROPOSED', { by: before.proposal.by })
  assertArchive(context, rules)
  const { title: by } = recordedActor(caller)
  const proposal = {
    id: context.newId(),
    rules,
    reason,
    by,
    at: context.clock.now(),
    maker: editorOf(caller),
  }
  const document = { ...(before ?? empty(county)), proposal }
  await write(
    context,
    caller,
    { before, next: document },
    {
      action: 'retention.propose',
      detail: { rules: { ...rules }, reason, proposal: proposal.id },
    },
  )
}

/**
 * Confirms, as a second person, what another proposed: it holds from now on.
 * @throws ServerError RETENTION_COUNTY, RETENTION_UNKNOWN, RETENTION_OWN, RETENTION_NO_ARCHIVE, RETENTION_RACED
 */
export async function confirmRules(
  context: OperationContext,
  caller: Caller,
  asked: RulesProposalName,
): Promise<void> {
  const { before, proposal } = await proposed(context, caller, asked)
  if (isSame(caller, proposal.maker)) throw new ServerError('RETENTION_OWN')
  const { rules, reason, by, at } = proposal
  assertArchive(context, rules)
  const actor = recordedActor(caller)
  const confirmed = {
    reason,
    proposedBy: by,
    proposedAt: at,
    confirmedBy: actor.title,
    confirmedAt: context.clock.now(),
    actor,
  }
  const document = { ...before, rules, confirmed, proposal: null }
  await write(
    context,
    caller,
    { before, next: document },
    {
      action: 'retention.confirm',
      detail: { rules: { ...rules }, reason, proposedBy: by, proposal: proposal.id },
    },
  )
}

/** Withdraws a proposal, or turns it down. @throws ServerError RETENTION_COUNTY, RETENTION_UNKNOWN, RETENTION_RACED */
export async function dropRules(
  context: OperationContext,
  caller: Caller,
  asked: RulesProposalName,
): Promise<void> {
  const { before, proposal } = await proposed(context, caller, asked)
  const { reason, by, id } = proposal
  await write(
    context,
    caller,
    { before, next: { ...before, proposal: null } },
    {
      action: 'retention.drop',
      detail: { reason, proposedBy: by, proposal: id },
    },
  )
}

async function proposed(context: OperationContext, caller: Caller, asked: RulesProposalName) {
  assertWholeCounty(caller, 'persons.erase', asked.county)
  const before = await context.store.get('retentionRules', asked.county)
  const proposal = before?.proposal ?? undefined
  if (before === undefined || proposal?.id !== asked.proposal)
    throw new ServerError('RETENTION_UNKNOWN')
  return { before, proposal }
}

/** Closed cases are never removed without having been archived. @throws ServerError RETENTION_NO_ARCHIVE */
function assertArchive({ archive }: OperationContext, { closedCases }: RetentionRules): void {
  if (closedCases !== null && archive === undefined) throw new ServerError('RETENTION_NO_ARCHIVE')
}

function empty(county: string): RetentionRulesDocument {
  return { id: county, revision: 0, rules: keptForever, confirmed: null, proposal: null }
}

async function write(
  { commit }: OperationContext,
  caller: Caller,
  change: {
    readonly before: RetentionRulesDocument | undefined
    readonly next: RetentionRulesDocument
  },
  entry: { readonly action: AuditAction; readonly detail: AuditDetails },
): Promise<void> {
  const { before, next } = change
  const document = { ...next, revision: (before?.revision ?? 0) + 1 }
  const { committed } = await commit([nextWrite('retentionRules', document)], {
    ...entry,
    actor: recordedActor(caller),
    target: next.id,
    county: next.id,
  })
  if (!committed) throw new ServerError('RETENTION_RACED')
}

async function present(
  context: OperationContext,
  caller: Caller,
  county: string,
  found: RetentionRulesDocument | undefined,
): Promise<Omit<RetentionReading, 'archive'>> {
  const { rules, confirmed, proposal } = found ?? empty(county)
  // What an older version stored says nothing of what it did not know.
  const all = (said: RetentionRules): RetentionRules => ({ ...keptForever, ...said })
  const due = async (of: RetentionRules): Promise<RetentionDue> =>
    await dueNow(context, county, of, found?.archivedUntil)
  const { actor: _actor, ...said } = confirmed ?? { actor: null }
  return {
    county,
    rules: all(rules),
    due: await due(rules),
    confirmed: confirmed === null ? null : (said as Omit<typeof confirmed, 'actor'>),
    proposal:
      proposal === null
        ? null
        : {
            id: proposal.id,
            rules: all(proposal.rules),
            due: await due(proposal.rules),
            reason: proposal.reason,
            by: proposal.by,
            at: proposal.at,
            own: isSame(caller, proposal.maker),
          },
  }
}
