import type { AuditAction } from '../../contracts/audit-action.ts'
import type { JurisdictionProposal, SaveJurisdictionInput } from '../../contracts/jurisdiction.ts'
import { asJson } from '../../contracts/wire.ts'
import type { JurisdictionDocument } from '../../documents/jurisdiction-document.ts'
import type { JurisdictionProposalDocument } from '../../documents/jurisdiction-proposal.ts'
import { ServerError } from '../../errors/server-error.ts'
import { assertEverywhere } from '../context/assert-everywhere.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { editorOf, isSame } from '../context/editor-of.ts'
import { type ListPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { RevisionCondition } from '../context/revision-condition.ts'
import { detailOf, judgeJurisdiction, saveJurisdiction, stale } from './save-jurisdiction.ts'
import { nextWrite } from '../../documents/next-write.ts'
import { findAll } from '../context/read-all.ts'

const permission = 'jurisdictions.manage'

/** A node as somebody would have it. */
export interface ProposedJurisdiction {
  readonly id: string
  readonly node: SaveJurisdictionInput
  readonly reason: string
}

/** Which proposal about which node. */
export interface JurisdictionProposalName {
  readonly id: string
  readonly proposal: string
}

/** What waits for a second person, and what was turned down; what a node was changed under is not among it. */
export async function listJurisdictionProposals(
  context: OperationContext,
  caller: Caller,
  query: PageAsked,
): Promise<ListPage<JurisdictionProposal>> {
  assertEverywhere(caller, permission)
  const page = await readPage(context.store, 'jurisdictionProposals', {}, query)
  const standing = await Promise.all(page.items.map(async (each) => await stands(context, each)))
  const items = page.items.filter((_, at) => standing[at])
  return { ...page, items: items.map((each) => present(each, caller)) }
}

/** The proposals of others that wait for a second person. */
export async function jurisdictionsToDecide(
  context: OperationContext,
  caller: Caller,
): Promise<readonly JurisdictionProposalDocument[]> {
  const found = await findAll(context.store, 'jurisdictionProposals', {})
  const others = found.filter(({ maker }) => !isSame(caller, maker))
  const waiting = await Promise.all(others.map(async (each) => await waits(context, each)))
  return others.filter((_, at) => waiting[at])
}

/**
 * Proposes that a node of the tree be made, or say something else. Nothing changes before another person confirms it.
 * @throws ServerError JURISDICTION_INVALID with the places at fault, JURISDICTION_STALE, JURISDICTION_PROPOSED,
 * PERMISSION_MISSING
 */
export async function proposeJurisdiction(
  context: OperationContext,
  caller: Caller,
  sent: ProposedJurisdiction,
  expected: RevisionCondition,
): Promise<JurisdictionProposal> {
  assertEverywhere(caller, permission)
  const { id, node, reason } = sent
  const now = await judgeJurisdiction(context, { ...node, id }, expected)
  const before = await context.store.get('jurisdictionProposals', id)
  if (before !== undefined && (await waits(context, before))) throw proposed(before)
  const document: JurisdictionProposalDocument = {
    id,
    revision: (before?.revision ?? 0) + 1,
    proposal: context.newId(),
    node,
    over: now?.revision ?? 0,
    reason,
    by: recordedActor(caller).title,
    at: context.clock.now(),
    maker: editorOf(caller),
    confirmed: null,
  }
  const committed = await write(context, caller, { document, now }, 'jurisdiction.propose')
  if (!committed) throw proposed((await context.store.get('jurisdictionProposals', id)) ?? document)
  return present(document, caller)
}

/**
 * Confirms, as a second person, what another proposed: the node says it from now on. Confirmed it is never withdrawn; a
 * server that ends before the node is written leaves that to whoever confirms once more.
 * @throws ServerError JURISDICTION_PROPOSAL_GONE, JURISDICTION_OWN, JURISDICTION_STALE, JURISDICTION_INVALID
 */
export async function confirmJurisdiction(
  context: OperationContext,
  caller: Caller,
  asked: JurisdictionProposalName,
): Promise<JurisdictionDocument> {
  const before = await waitingOf(context, caller, asked)
  if (isSame(caller, before.maker)) throw new ServerError('JURISDICTION_OWN')
  const sent = { ...before.node, id: asked.id }
  const now = await context.store.get('jurisdictions', asked.id)
  if ((now?.revision ?? 0) !== before.over) throw stale(now, [before.over])
  await judgeJurisdiction(context, sent, [before.over])
  const by = recordedActor(caller).title
  const confirmed = before.confirmed ?? { by, at: context.clock.now() }
  if (before.confirmed === null) {
    const document = { ...before, revision: before.revision + 1, confirmed }
    if (!(await write(context, caller, { document, now }, 'jurisdiction.confirm'))) throw unknown()
  }
  const proposal = { ...before, confirmed }
  return await saveJurisdiction(context, caller, sent, { before: now, proposal })
}

/**
 * Turns down what another proposed, with a reason that its maker reads. Nothing of the node changes.
 * @throws ServerError JURISDICTION_PROPOSAL_GONE, JURISDICTION_OWN
 */
export async function turnDownJurisdiction(
  context: OperationContext,
  caller: Caller,
  { reason, ...asked }: JurisdictionProposalName & { readonly reason: string },
): Promise<JurisdictionProposal> {
  const before = await waitingOf(context, caller, asked)
  if (isSame(caller, before.maker)) throw new ServerError('JURISDICTION_OWN')
  if (before.confirmed !== null) throw unknown()
  const turnedDown = { by: recordedActor(caller).title, at: context.clock.now(), reason }
  const document = { ...before, revision: before.revision + 1, turnedDown }
  const { committed } = await context.commit([nextWrite('jurisdictionProposals', document)], {
    action: 'jurisdiction.turnDown',
    actor: recordedActor(caller),
    target: asked.id,
    county: before.node.level === 'county' ? asked.id : undefined,
    detail: { proposal: asked.proposal, reason, proposedBy: before.by, proposed: before.reason },
  })
  if (!committed) throw unknown()
  return present(document, caller)
}

/**
 * Withdraws one's own proposal, also one that was turned down and read.
 * @throws ServerError JURISDICTION_PROPOSAL_GONE, JURISDICTION_NOT_OWN
 */
export async function dropJurisdiction(
  context: OperationContext,
  caller: Caller,
  asked: JurisdictionProposalName,
): Promise<void> {
  const { id, revision, proposal, reason, by, confirmed, maker } = await proposalOf(
    context,
    caller,
    asked,
  )
  if (!isSame(caller, maker)) throw new ServerError('JURISDICTION_NOT_OWN', { by })
  if (confirmed !== null) throw unknown()
  const { committed } = await context.commit(
    [{ kind: 'remove', collection: 'jurisdictionProposals', id, expectedRevision: revision }],
    {
      action: 'jurisdiction.drop',
      actor: recordedActor(caller),
      target: id,
      detail: { proposal, reason, proposedBy: by },
    },
  )
  if (!committed) throw unknown()
}

async function proposalOf(
  context: OperationContext,
  caller: Caller,
  { id, proposal }: JurisdictionProposalName,
): Promise<JurisdictionProposalDocument> {
  assertEverywhere(caller, permission)
  const found = await context.store.get('jurisdictionProposals', id)
  if (found?.proposal !== proposal) throw unknown()
  return found
}

/** A proposal nobody has turned down. */
async function waitingOf(
  context: OperationContext,
  caller: Caller,
  asked: JurisdictionProposalName,
): Promise<JurisdictionProposalDocument> {
  const found = await proposalOf(context, caller, asked)
  if (found.turnedDown !== undefined) throw unknown()
  return found
}

async function waits(
  context: Pick<OperationContext, 'store'>,
  proposal: JurisdictionProposalDocument,
): Promise<boolean> {
  return proposal.turnedDown === undefined && (await stands(context, proposal))
}

/** Whether a node is still as it was when somebody proposed something else. */
async function stands(
  { store }: Pick<OperationContext, 'store'>,
  { id, over }: JurisdictionProposalDocument,
): Promise<boolean> {
  return ((await store.get('jurisdictions', id))?.revision ?? 0) === over
}

async function write(
  { commit }: OperationContext,
  caller: Caller,
  change: {
    readonly document: JurisdictionProposalDocument
    /** The node as it is. */
    readonly now: JurisdictionDocument | undefined
  },
  action: AuditAction,
): Promise<boolean> {
  const { document, now } = change
  const { id, node, over, reason, by, proposal } = document
  const { committed } = await commit([nextWrite('jurisdictionProposals', document)], {
    action,
    actor: recordedActor(caller),
    target: id,
    county: node.level === 'county' ? id : undefined,
    detail: { ...detailOf({ ...node, revision: over }, now), reason, proposedBy: by, proposal },
  })
  return committed
}

function present(
  {
    id,
    proposal,
    node,
    over,
    reason,
    by,
    at,
    maker,
    confirmed,
    turnedDown,
  }: JurisdictionProposalDocument,
  caller: Caller,
): JurisdictionProposal {
  return {
    id: proposal,
    jurisdiction: id,
    node: asJson(node),
    over,
    reason,
    by,
    at,
    own: isSame(caller, maker),
    confirmedBy: confirmed?.by ?? null,
    turnedDown: turnedDown ?? null,
  }
}

function proposed({ by }: JurisdictionProposalDocument): ServerError {
  return new ServerError('JURISDICTION_PROPOSED', { by })
}

function unknown(): ServerError {
  return new ServerError('JURISDICTION_PROPOSAL_GONE')
}
