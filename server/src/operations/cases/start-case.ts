import {
  type Bundle,
  type Facts,
  type Pathway,
  startCase as startInEngine,
  subjectOf,
  suggest,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import {
  assertRulesetScope,
  assertMayStart,
  type Caller,
  personOf,
  recordedActor,
} from '../context/caller.ts'
import { readSentFacts, type SentFacts } from '../code-maps/read-editions.ts'
import {
  attachmentsOfBeginning,
  letGoOfWaiting,
  uploadsOfBegun,
} from './attachments/attachments-of-beginning.ts'
import { stepInLog } from './step-in-log.ts'
import type { BoundDraft } from './draft-of-case.ts'
import { caseAtStep, searchFields } from './case-history.ts'
import { fillOffices } from './fill-offices.ts'
import { createCase, startEvent } from './case-step.ts'
import { withSuccessors } from './handover/with-successors.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import { eventsOfStep } from './events-of-step.ts'
import { beginningUnit } from '../library/beginning-unit.ts'
import { inForceOn } from '../library/bundle-in-force.ts'
import { type FindUnit, versionFor } from '../library/version-for.ts'
import { markRequest } from '../context/idempotency.ts'
import { assertRunsHere } from '../library/made-here.ts'
import { findPublicationInForce } from '../context/find-publication.ts'
import { dayAt } from '../../ports/time.ts'
import { makeOnce } from '../context/make-once.ts'
import type { OperationContext } from '../context/operation-context.ts'

export interface StartCaseRequest extends SentFacts {
  readonly ruleset: string
  readonly pathway: string
  /** Documents that the caller uploaded for it, which its first step files, by their hashes. */
  readonly attachments?: readonly string[] | undefined
  readonly idempotencyKey?: string | undefined
  /** Set where the case is to be about the ruleset's draft: what that comes to now. */
  readonly sealDraft?: (() => Promise<BoundDraft>) | undefined
  /** Whose draft that is; of the ruleset itself when absent. */
  readonly draftOf?: string | undefined
  /** What is stored in the very commit that makes the case, by its id. */
  readonly beside?: ((id: string) => readonly DocumentWrite[]) | undefined
}

/**
 * Starts a case on the version in force today for the unit that begins it. With an idempotency key, a repeated request gets the case as it was
 * first answered, however far it has gone since.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE, PATHWAY_UNKNOWN, FACTS_INVALID, START_REFUSED,
 * RULESET_ELSEWHERE, PROCEDURE_FACTS, PROCEDURE_GOVERNS_NOTHING, PROCEDURE_OTHER_DRAFT, DRAFT_MISSING, DRAFT_BROKEN, OFFICE_UNFILLED, OFFICE_TWICE, UNIT_SCOPE_MISSING, SCOPE_MISSING, ATTACHMENT_NOT_UPLOADED, IDEMPOTENCY_KEY_REUSED, CASE_BUSY
 */
export async function startCase(
  context: OperationContext,
  caller: Caller,
  request: StartCaseRequest,
): Promise<CaseDocument> {
  const { ruleset, pathway, facts: given, editions } = request
  const actor = recordedActor(caller)
  const { draftOf: of = ruleset, attachments = [] } = request
  const about = of === ruleset ? true : { ruleset: of }
  const input = {
    ruleset,
    pathway,
    facts: given,
    ...(editions && { editions }),
    ...(request.sealDraft && { draft: about }),
    ...(attachments.length > 0 && { attachments }),
  }
  const mark = await markRequest(request.idempotencyKey, actor, input)
  const makes = {
    collection: 'cases' as const,
    again: (made: CaseDocument) => caseAtStep(made, 1),
  }
  return await makeOnce(context, mark, makes, async (marked) =>
    start(marked, caller, request, mark),
  )
}

async function start(
  context: OperationContext,
  caller: Caller,
  request: StartCaseRequest,
  mark: RequestMark | undefined,
): Promise<CaseDocument> {
  const { ruleset, pathway } = request
  const actor = recordedActor(caller)
  const { bundle, publication, versionChoice } = await versionFor(
    context,
    await inForceOn(context, caller, ruleset),
    startingUnit(caller, request, 'cases.start'),
  )
  assertRunsHere(publication)
  assertRulesetScope(caller, 'cases.start', bundle.ruleset.manifest)
  const chart = pathwayOf(bundle, pathway)
  if (request.sealDraft !== undefined && chart.governs === undefined)
    throw new ServerError('PROCEDURE_GOVERNS_NOTHING', { pathway: chart.title })
  await assertGoverned(context, bundle, request)
  const { county } = bundle.ruleset.manifest
  const read = await readSentFacts(context, { ruleset: bundle.ruleset, county }, request)
  const facts = await fillOffices(context, bundle.ruleset, chart, read.facts)
  assertMayStart(caller, ruleset, {
    county: county ?? '',
    ...searchFields({ facts }),
    ...beginner(chart, facts),
  })

  const attachments = await attachmentsOfBeginning(context, caller, request.attachments)
  const draft = await request.sealDraft?.()
  const at = context.clock.now()
  const begun = startInEngine(bundle, { pathway, facts, at })
  if (!begun.taken) {
    throw new ServerError(
      'START_REFUSED',
      { detail: begun.issue.message },
      { issues: [begun.issue] },
    )
  }
  const result = { ...begun, snapshot: await withSuccessors(context, bundle, begun.snapshot) }
  const created = createCase(context.newId(), { bundle, sealer: context.sealer }, result, {
    event: startEvent,
    actor,
    facts,
    at,
    recordedAt: at,
    ...(mark && { request: mark }),
    ...(draft && { draft: { ...draft, person: personOf(caller) } }),
    attachments,
  })
  const document = { ...created, ...(versionChoice && { versionChoice }) }
  const committed = await context.commit(
    [
      { kind: 'insert', collection: 'cases', document },
      ...(request.beside?.(document.id) ?? []),
      ...eventsOfStep(document, 0),
      ...(await uploadsOfBegun(context, caller, { case: document.id, attachments })),
    ],
    {
      action: 'case.start',
      actor,
      target: document.id,
      county: document.county,
      ...stepInLog(document),
      ...(read.codeMaps && { detail: { codeMaps: read.codeMaps } }),
    },
  )
  if (!committed.committed) throw new ServerError('CASE_BUSY')
  await letGoOfWaiting(context, caller, attachments)
  return document
}

/** Which unit begins a case on a pathway; none where it is one of the community. */
export function startingUnit(
  caller: Caller,
  { pathway, facts }: Pick<StartCaseRequest, 'pathway' | 'facts'>,
  permission: 'cases.start' | 'cases.correct',
): FindUnit {
  return ({ ruleset: { manifest, pathways } }) => {
    const chart = pathways.find(({ id }) => id === pathway)
    if (chart !== undefined && subjectOf(chart) === 'community') return null
    return beginningUnit(facts, { caller, permission, county: manifest.county })
  }
}

/**
 * That a procedure may be about a draft: its own ruleset's, or one of the same county of which no version is in force.
 * @throws ServerError PROCEDURE_OTHER_DRAFT
 */
async function assertGoverned(
  context: OperationContext,
  { ruleset: { manifest } }: Bundle,
  { ruleset, draftOf: of = ruleset }: StartCaseRequest,
): Promise<void> {
  if (of === ruleset) return
  const draft = await context.store.get('drafts', of)
  const today = dayAt(context.clock.now(), manifest.calendar?.utcOffset)
  const inForce = await findPublicationInForce(context.store, of, today)
  if (draft?.manifest?.county !== manifest.county || inForce !== undefined)
    throw new ServerError('PROCEDURE_OTHER_DRAFT', { ruleset: of })
}

/** A case of the community is begun by the unit in charge of its first state; where none is, by those who act in it. */
export function beginner(
  pathway: Pathway,
  facts: Facts,
): { readonly procedure?: { readonly units: readonly string[] } } {
  if (subjectOf(pathway) !== 'community') return {}
  const first = pathway.machine.states[pathway.machine.initial]
  const acting = pathway.events.filter(({ id }) => first?.on?.[id] !== undefined)
  const owner = first?.meta.owner
  const parties = owner === undefined ? acting.flatMap(({ actors }) => actors) : [owner]
  const units = pathway.parties
    .filter(({ id }) => parties.includes(id))
    .map(({ unitFact }) => facts[unitFact])
  return { procedure: { units: units.filter((unit) => typeof unit === 'string') } }
}

/** @throws ServerError PATHWAY_UNKNOWN */
export function pathwayOf(bundle: Bundle, pathway: string): Pathway {
  const { manifest, pathways } = bundle.ruleset
  const found = pathways.find((each) => each.id === pathway)
  if (found !== undefined) return found
  const known = pathways.map((each) => each.id)
  throw new ServerError('PATHWAY_UNKNOWN', {
    ruleset: manifest.id,
    pathway,
    suggestion: suggest(pathway, known),
  })
}
