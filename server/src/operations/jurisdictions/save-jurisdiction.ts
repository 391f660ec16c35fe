import {
  type BoundPack,
  checkJurisdictions,
  createIssue,
  type Issue,
  type Jurisdiction,
  jsonEqual,
  type Layer,
  suggest,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { changedItems } from '../context/changed-items.ts'
import type { JurisdictionDocument } from '../../documents/jurisdiction-document.ts'
import type { JurisdictionProposalDocument } from '../../documents/jurisdiction-proposal.ts'
import { adaptableIds } from '../library/find-adaptable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findLayer } from '../library/parent-layers.ts'
import { withChange } from '../../documents/recorded-change.ts'
import { describeChanges } from '../context/describe-changes.ts'
import { meetsRevision, type RevisionCondition, staleError } from '../context/revision-condition.ts'
import { dayAt } from '../../ports/time.ts'
import { allJurisdictions } from './find-jurisdictions.ts'
import type { SaveJurisdictionInput } from '../../contracts/jurisdiction.ts'
import { nextWrite } from '../../documents/next-write.ts'

/** What was confirmed, by somebody else than whoever proposed it. */
export type ConfirmedProposal = JurisdictionProposalDocument & {
  readonly confirmed: NonNullable<JurisdictionProposalDocument['confirmed']>
}

/** A node of the tree as it is sent. */
export type SentJurisdiction = SaveJurisdictionInput & { readonly id: string }

/**
 * That a node of the tree may come to say what is sent; the node as it is.
 * @throws ServerError JURISDICTION_INVALID with the places at fault, JURISDICTION_STALE
 */
export async function judgeJurisdiction(
  context: OperationContext,
  sent: SentJurisdiction,
  expected: RevisionCondition,
): Promise<JurisdictionDocument | undefined> {
  const { id } = sent
  const nodes = await allJurisdictions(context)
  const before = nodes.find((node) => node.id === id)
  const revision = before?.revision ?? 0
  // `*` asks for one that is there, whatever it says.
  const met = meetsRevision(expected, revision) && (before !== undefined || expected !== '*')
  if (!met) throw stale(before, expected)
  const issues = [
    ...(await packIssues(context, sent)),
    ...levelIssues(sent, before),
    ...checkJurisdictions([...nodes.filter((node) => node.id !== id), sent as Jurisdiction]),
  ]
  const here = `/jurisdictions/${id}`
  const own = issues.filter(({ path }) => path === here || path.startsWith(`${here}/`))
  if (own.length > 0)
    throw new ServerError(
      'JURISDICTION_INVALID',
      { count: own.length },
      { issues: own.map((issue) => ({ ...issue, path: issue.path.slice(here.length) })) },
    )
  return before
}

/**
 * Makes or changes a node of the tree, by what one person proposed and another confirmed. What is published already
 * stays in force; the next version of every county below is held to what the node says now.
 * @throws ServerError JURISDICTION_STALE
 */
export async function saveJurisdiction(
  context: OperationContext,
  caller: Caller,
  sent: SentJurisdiction,
  { before, proposal }: { before: JurisdictionDocument | undefined; proposal: ConfirmedProposal },
): Promise<JurisdictionDocument> {
  const { id } = sent
  const revision = before?.revision ?? 0
  const actor = recordedActor(caller)
  const savedAt = context.clock.now()
  const document = withNodeChange(before, {
    ...sent,
    packs: signed(sent.packs, before?.packs ?? [], { by: proposal.by, since: dayAt(savedAt) }),
    revision: revision + 1,
    savedAt,
    savedBy: proposal.by,
    confirmedBy: proposal.confirmed.by,
  })
  const result = await context.commit([nextWrite('jurisdictions', document)], {
    action: 'jurisdiction.save',
    actor,
    target: id,
    county: sent.level === 'county' ? id : undefined,
    detail: {
      ...detailOf(document, before),
      reason: proposal.reason,
      proposedBy: proposal.by,
      proposal: proposal.proposal,
    },
  })
  if (!result.committed) throw stale(await context.store.get('jurisdictions', id), [revision])
  return document
}

/** What a node says now and what of it is new, for the log. Pure. */
export function detailOf(
  {
    revision,
    level,
    parent,
    packs,
  }: Pick<SaveJurisdictionInput, 'level' | 'parent' | 'packs'> & { readonly revision: number },
  before: JurisdictionDocument | undefined,
) {
  const names = (list: readonly Pick<BoundPack, 'id' | 'version'>[]) =>
    list.map(({ id, version }) => `${id}@${version}`)
  const [now, then] = [names(packs), names(before?.packs ?? [])]
  return {
    revision,
    level,
    parent: parent ?? null,
    packs: now,
    added: now.filter((name) => !then.includes(name)),
    removed: then.filter((name) => !now.includes(name)),
    ...(before !== undefined &&
      before.parent !== parent && { formerParent: before.parent ?? null }),
  }
}

/** The packs with who said so and since when; one that was said before goes on as it was. */
function signed(
  packs: SentJurisdiction['packs'],
  before: readonly BoundPack[],
  now: { readonly by: string; readonly since: string },
): BoundPack[] {
  return packs.map((pack) => {
    const known = before.find(({ id }) => id === pack.id)
    if (known === undefined) return { ...now, ...pack }
    const { by, since, ...said } = known
    const { since: input, ...says } = pack
    const same = jsonEqual(says, said) && (input === undefined || input === since)
    if (same) return known
    return { by: now.by, ...(since !== undefined && { since }), ...pack }
  })
}

/** Packs that are not here, or in no version that is asked for, or named twice. */
async function packIssues(
  context: OperationContext,
  { id: node, packs }: SentJurisdiction,
): Promise<readonly Issue[]> {
  const known = await adaptableIds(context)
  const issues: Issue[] = []
  for (const [at, { id, version }] of packs.entries()) {
    const path = `/jurisdictions/${node}/packs/${at}`
    if (packs.findIndex((other) => other.id === id) < at)
      issues.push(createIssue('ID_DUPLICATE', `${path}/id`, { id }))
    else if (!known.includes(id))
      issues.push(
        createIssue('REFERENCE_UNKNOWN', `${path}/id`, {
          kind: { zh: '规则包、模板或叠加规则', en: 'pack, template or overlay' },
          id,
          suggestion: suggest(id, known),
        }),
      )
    else if ((await findLayer(context, { id, version })) === undefined)
      issues.push(createIssue('PARENT_MISSING', `${path}/version`, { id, version }))
  }
  return issues
}

/** A node keeps its level: what stands above others cannot come to stand below them. */
function levelIssues(
  { id, level, title }: SentJurisdiction,
  before: JurisdictionDocument | undefined,
): readonly Issue[] {
  if (before === undefined || before.level === level) return []
  return [createIssue('JURISDICTION_LEVEL_KEPT', `/jurisdictions/${id}/level`, { title })]
}

/** A node that remembers what its last change was about. Pure. */
function withNodeChange(
  before: JurisdictionDocument | undefined,
  document: JurisdictionDocument,
): JurisdictionDocument {
  const { revision, savedAt: at, savedBy: by } = document
  const items = before === undefined ? [] : changedItems(nodeContent(before), nodeContent(document))
  const change = { revision, at, by, action: 'jurisdiction.save', items }
  return { ...document, changes: withChange(before?.changes, change) }
}

/** What a node says, without when and by whom it was said. */
function nodeContent({ level, parent, title, packs }: JurisdictionDocument): Layer {
  return { level, ...(parent !== undefined && { parent }), title, packs } as unknown as Layer
}

const nodeLabels = { 'jurisdiction.save': { zh: '保存', en: 'saved' } } as const

export function stale(
  now: JurisdictionDocument | undefined,
  condition: RevisionCondition,
): ServerError {
  const saved = { savedBy: now?.savedBy ?? '—' }
  return staleError('JURISDICTION_STALE', {
    condition,
    revision: now?.revision ?? 0,
    changes: describeChanges(now?.changes, nodeLabels),
    values: saved,
    extra: saved,
  })
}
