import {
  bringForward,
  hasErrors,
  type Layer,
  type Manifest,
  type Origin,
  type Ruleset,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { passGate } from '../../rulesets/check-layer.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import { checkInput } from '../jurisdictions/check-input.ts'
import type {
  Backdated,
  BundleDocument,
  PublicationDocument,
} from '../../documents/publication-document.ts'
import type { DraftDocument } from '../../documents/draft-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import { assertOtherEditor } from '../drafts/draft-editor.ts'
import { assertStillItself } from '../drafts/fixed-fields.ts'
import { sealedAsPublished } from '../library/sealed-as-published.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { pinReferences } from '../drafts/pin-references.ts'
import { assertDraftRevision, emptyDraft, withDraftChange } from '../drafts/save-draft.ts'
import { dayAt } from '../../ports/time.ts'
import { nextVersion } from '../context/next-version.ts'
import { sequenceOf } from '../context/sequence-of.ts'
import { touchedCases } from './touched-cases.ts'
import type { AuditDetails } from '../../audit/audit-entry.ts'
import type { Pilot, PilotInput } from '../../contracts/pilot.ts'
import type { Published, FindingStatement } from '../../contracts/ruleset.ts'
import { assertApproved } from '../approvals/assert-approved.ts'
import { acknowledge, auditedWords } from './acknowledge.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'
import { eventOfVersion } from './event-of-version.ts'
import { pilotOf } from './pilot-of.ts'
import { presentPublished } from './present-published.ts'

/**
 * Publishes a draft from a day on, if it passes the gate. The draft is then done with.
 * @throws ServerError PUBLISH_REFUSED with every problem, PUBLISH_UNAPPROVED, PUBLISH_UNACKNOWLEDGED, ACKNOWLEDGEMENT_UNKNOWN, DRAFT_MISSING, DRAFT_STALE, DRAFT_OWN, DRAFT_FIXED_FIELD, DRAFT_PARENT_DROPPED, PUBLISH_PAST, PILOT_NOT_COUNTY, PILOT_PAST, PILOT_DUE_EARLY, PILOT_UNIT_UNKNOWN, PILOT_NOTHING_FOR_OTHERS, PUBLISH_RACED, SCOPE_MISSING
 */
export async function publish(
  context: OperationContext,
  caller: Caller,
  request: {
    ruleset: string
    revision: number
    from: string
    reason?: string | undefined
    pilot?: PilotInput | undefined
    acknowledgements: readonly FindingStatement[]
  },
): Promise<Published> {
  const draft = await context.store.get('drafts', request.ruleset)
  if (draft?.manifest == null || draft.layer === null) {
    throw new ServerError('DRAFT_MISSING', { ruleset: request.ruleset })
  }
  assertRulesetScope(caller, 'rulesets.publish', draft.manifest)
  assertDraftRevision(draft, [request.revision])
  assertOtherEditor(caller, draft)
  const published = await findLatestPublication(context.store, request.ruleset)
  if (published !== undefined)
    assertStillItself(draft.manifest, published.manifest, draft.rebased === true)
  return await publishLayer(context, recordedActor(caller), {
    manifest: draft.manifest,
    layer: draft.layer,
    from: request.from,
    acknowledgements: request.acknowledgements,
    draft,
    ...(await pilotOf(context, draft.manifest, request)),
    ...(await backdatedTo(context, draft.manifest, request)),
  })
}

/**
 * What is kept where the first day has passed: cases may have been handled otherwise since, and their units are told.
 * @throws ServerError PUBLISH_PAST
 */
async function backdatedTo(
  context: OperationContext,
  { id, calendar }: Manifest,
  { from, reason }: { from: string; reason?: string | undefined },
): Promise<{ backdated?: Backdated }> {
  const today = dayAt(context.clock.now(), calendar?.utcOffset)
  if (from >= today) return {}
  const touched = await touchedCases(context, id, from)
  if (reason === undefined)
    throw new ServerError('PUBLISH_PAST', { from, today }, { extra: { today, ...touched } })
  return { backdated: { reason, ...touched } }
}

/**
 * Puts a layer through the gate and publishes what it comes to.
 * @throws ServerError PUBLISH_REFUSED, PUBLISH_UNAPPROVED, PUBLISH_UNACKNOWLEDGED, ACKNOWLEDGEMENT_UNKNOWN, DRAFT_STALE, PUBLISH_RACED
 */
export async function publishLayer(
  context: OperationContext,
  actor: RecordedActor,
  asked: {
    manifest: Manifest
    layer: Layer
    from: string
    acknowledgements?: readonly FindingStatement[]
    program?: true
    draft?: DraftDocument
    backdated?: Backdated
    pilot?: Pilot
  },
): Promise<Published> {
  const { manifest, from } = asked
  // What is published says in which format: its hash is of what it comes to in that.
  const layer = bringForward(await pinReferences(context, asked.layer))
  const latest = await findLatestPublication(context.store, manifest.id)
  const version = nextVersion(manifest.version, latest?.version)
  const now = context.clock.now()
  const today = dayAt(now)
  const input = await checkInput(context, layer, from > today ? from : today)
  const gate = await passGate({
    ...input,
    version,
    // Other cases are generated each time, and a seed in the audit log lets them be generated again.
    seed: Date.parse(now) % 2_147_483_647,
  })
  if (gate.ruleset === undefined || hasErrors(gate.issues)) {
    const stopping = gate.issues.filter((issue) => issue.severity === 'error')
    throw new ServerError('PUBLISH_REFUSED', { count: stopping.length }, { issues: gate.issues })
  }
  // What comes with the program or from a test has no draft, and nobody to approve it.
  const approvals =
    asked.draft === undefined ? [] : await assertApproved(context, gate.ruleset, gate.hash)
  const approvedIn = approvals.map(({ pathway, case: id = '' }) => ({
    pathway: pathway.id,
    case: id,
  }))
  const acknowledged = acknowledge(gate.issues, asked.acknowledgements ?? [], {
    by: actor.title,
    at: now,
  })
  const bundle = bundleDocument(context.newId(), layer, {
    ruleset: gate.ruleset,
    origin: gate.origin,
    hash: gate.hash,
  })
  // The content first: a publication must never name a bundle that is not there.
  await context.commit([{ kind: 'insert', collection: 'bundles', document: bundle }], 'content')
  const publication: PublicationDocument = {
    id: publicationId(manifest.id, version),
    revision: 1,
    ruleset: manifest.id,
    version,
    hash: gate.hash,
    bundle: bundle.id,
    from,
    sequence: sequenceOf(version),
    publishedAt: now,
    publishedBy: actor.title,
    manifest: gate.ruleset.manifest,
    judgedAgainst: await sealedAsPublished(context, gate.judgedAgainst),
    acknowledged,
    remarks: gate.issues.filter(({ severity }) => severity !== 'acknowledge'),
    ...(input.binding.left.length > 0 && { left: input.binding.left }),
    ...(approvedIn.length > 0 && { approvedIn }),
    ...(asked.program && { program: true }),
    ...(asked.backdated && { backdated: asked.backdated }),
    ...(asked.pilot && { pilot: asked.pilot }),
  }
  const { draft } = asked
  const result = await context.commit(
    [
      // A draft that was saved again meanwhile is not the one that passed the gate: it decides.
      ...(draft === undefined
        ? []
        : [
            {
              kind: 'replace',
              collection: 'drafts',
              document: withDraftChange(
                draft,
                emptyDraft(draft, now, actor.title),
                'ruleset.publish',
              ),
              expectedRevision: draft.revision,
            } as const,
          ]),
      { kind: 'insert', collection: 'publications', document: publication },
      // Of what comes with the program nobody has to be told.
      ...(draft !== undefined && manifest.kind === 'county' ? [published(publication)] : []),
    ],
    {
      action: 'ruleset.publish',
      actor,
      target: manifest.id,
      county: manifest.county,
      detail: {
        version,
        hash: gate.hash,
        from,
        reason: asked.backdated?.reason,
        ...(asked.pilot && { pilot: pilotDetail(asked.pilot) }),
        ...(approvedIn.length > 0 && { approvedIn }),
        ...(acknowledged.length > 0 && { acknowledged: acknowledged.map(auditedWords) }),
      },
    },
  )
  if (!result.committed) {
    if (draft !== undefined)
      assertDraftRevision(await context.store.get('drafts', draft.id), [draft.revision])
    throw new ServerError('PUBLISH_RACED', { version })
  }
  return presentPublished(publication)
}

/** That a version came to be published: for all from a day, or for pilot units first. Pure. */
function published(publication: PublicationDocument): DocumentWrite {
  const { publishedAt: at, from, pilot } = publication
  const kind = pilot === undefined ? 'published' : 'onTrial'
  return eventOfVersion(publication, { kind, number: 1, at, from })
}

/** What the audit log keeps of a pilot. Pure. */
function pilotDetail({ units, evaluateBy }: Pilot): AuditDetails {
  return { units: units.map(({ id }) => id), evaluateBy }
}

/** A version as it is stored in full. Pure. */
export function bundleDocument(
  id: string,
  layer: Layer,
  sealed: { ruleset: Ruleset; origin: Origin; hash: string },
): BundleDocument {
  const { manifest } = sealed.ruleset
  return {
    id,
    revision: 1,
    ruleset: manifest.id,
    version: manifest.version,
    hash: sealed.hash,
    layer: { ...layer, manifest: { ...(layer['manifest'] as Layer), version: manifest.version } },
    content: sealed.ruleset,
    origin: sealed.origin,
  }
}
