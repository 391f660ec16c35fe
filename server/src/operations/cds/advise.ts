import { type Bundle, indexRuleset, type OrgUnit } from '@jieli/engine'
import type { AdviceCard, CdsPrefetch, CdsRequest } from '../../contracts/cds.ts'
import {
  type FhirOrganization,
  type FhirServiceRequest,
  organizationSchema,
} from '../../contracts/fhir-elements.ts'
import type { AdviceCardDocument } from '../../documents/advice-card-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { noteCaseReads } from '../context/note-case-reads.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { knownUnits } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { decide } from '../decisions/decide.ts'
import { beginningUnit } from '../library/beginning-unit.ts'
import { type InForceOn, inForceOn } from '../library/bundle-in-force.ts'
import { versionFor } from '../library/version-for.ts'
import { type CdsServiceDefinition, cdsServices } from './cds-services.ts'
import { chooseOrders } from './choose-orders.ts'
import { fillPrefetch, type FilledPrefetch } from './fill-prefetch.ts'
import { presentCard } from './present-card.ts'
import { type CodeReader, codeReaderFor } from '../code-maps/code-reader.ts'
import { readDiagnoses, type ReadingNote } from './read-diagnoses.ts'
import { readFacts } from './read-facts.ts'
import { decisionFor } from './decision-for.ts'

interface AdviceQuery {
  readonly ruleset: string
  readonly service: string
  readonly request: CdsRequest
  readonly language: 'zh' | 'en'
}

/**
 * Answers a call of CDS Hooks by a decision in force, with a card for each order or one for the stay. What the call does
 * not say stays unknown and is asked for. Each card is kept, without the patient, for the feedback on it.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE, CDS_SERVICE_UNKNOWN, CDS_HOOK_WRONG, CDS_ORDERS_TOO_MANY,
 * FACTS_INVALID, SCOPE_MISSING
 */
export async function advise(
  context: OperationContext,
  caller: Caller,
  query: AdviceQuery,
): Promise<{ readonly cards: readonly AdviceCard[] }> {
  const { ruleset, request } = query
  const inForce = await inForceOn(context, caller, ruleset, asOfOf(request))
  const bundle = await context.bundles.bundleOf(inForce.forAll)
  assertRulesetScope(caller, 'decide', bundle.ruleset.manifest)
  const service = findService(bundle, query)
  const hook = service.hooks[request.hook]
  if (hook === undefined)
    throw new ServerError('CDS_HOOK_WRONG', {
      service: service.id,
      hook: request.hook,
      hooks: Object.keys(service.hooks).join(', '),
    })
  // Nobody is admitted: there is no stay to say anything of.
  if (request.hook === 'patient-view' && request.context.encounterId === undefined)
    return { cards: [] }
  await noteCaseReads(context, caller, 'cds', [
    {
      case: null,
      patient: request.context.patientId,
      county: bundle.ruleset.manifest.county ?? '',
    },
  ])
  const filled = await fillPrefetch(context.hospitals?.fhir, request, hook.prefetch)
  const subjects = request.hook.startsWith('order-')
    ? chooseOrders(request, usable(filled.prefetch.orders))
    : [undefined]
  const { county } = bundle.ruleset.manifest
  const reader = await codeReaderFor(context, county, usable(filled.prefetch.conditions))
  const { units } = await knownUnits(context, ruleset)
  const cards: AdviceCard[] = []
  for (const order of subjects)
    cards.push(await adviseOn(context, caller, { ...query, inForce, filled, reader, units, order }))
  return { cards }
}

/** The service a ruleset offers by this name. @throws ServerError CDS_SERVICE_UNKNOWN */
export function findService(
  { ruleset }: Bundle,
  query: { readonly ruleset: string; readonly service: string },
): CdsServiceDefinition {
  const found = cdsServices.find(({ id }) => id === query.service)
  if (found === undefined || !ruleset.decisions.some(({ id }) => id === found.decision))
    throw new ServerError('CDS_SERVICE_UNKNOWN', {
      ruleset: query.ruleset,
      service: query.service,
    })
  return found
}

/** One order of a call, or the stay. */
interface OrderQuery extends AdviceQuery {
  readonly inForce: InForceOn
  readonly filled: FilledPrefetch
  readonly reader: CodeReader
  readonly units: readonly OrgUnit[]
  readonly order: FhirServiceRequest | undefined
}

/** What a call says of an order, as a version reads it. */
function readOrder({ ruleset }: Bundle, { request, filled, order, units, reader }: OrderQuery) {
  const { prefetch } = filled
  const encounter = usable(prefetch.encounter)
  return readFacts(
    ruleset,
    {
      context: request.context,
      order,
      encounter,
      patient: usable(prefetch.patient),
      performer: organization(prefetch.performer),
      sender: usable(prefetch.sender),
      diagnoses: readDiagnoses(encounter, usable(prefetch.conditions), {
        encounterId: request.context.encounterId ?? '',
        main: request.extension?.jieli?.facts?.['episode.mainDiagnosis'],
        reader,
      }),
    },
    units,
  )
}

async function adviseOn(
  context: OperationContext,
  caller: Caller,
  query: OrderQuery,
): Promise<AdviceCard> {
  const { request, filled, order } = query
  const given = request.extension?.jieli?.facts ?? {}
  // Who asks stands in the call, and how that is read stands in the rules: first in those for all.
  const { bundle, versionChoice } = await versionFor(context, query.inForce, (forAll) => {
    const { county } = forAll.ruleset.manifest
    const sent = { ...readOrder(forAll, query).facts, ...given }
    return beginningUnit(sent, { caller, permission: 'decide', county })
  })
  const { ruleset } = bundle
  const { facts: known } = indexRuleset(ruleset)
  const service = findService(bundle, query)
  const read = readOrder(bundle, query)
  const assumed = Object.entries(service.assumes ?? {}).filter(([id]) => known.has(id))
  const facts = { ...read.facts, ...Object.fromEntries(assumed), ...given }
  const encounter = usable(filled.prefetch.encounter)
  const { id: name } = ruleset.manifest
  let card: AdviceCard | undefined
  await decide(
    context,
    caller,
    {
      ruleset: name,
      decision: decisionFor(service, bundle, facts),
      facts,
      unit: versionChoice?.unit,
      asOf: asOfOf(request),
      trace: false,
    },
    (answer) => {
      card = presentCard({
        service,
        ruleset,
        known,
        answer,
        facts,
        notes: notesFor({ service, read: read.notes, filled, given, known, answer }),
        language: query.language,
        target: order ?? encounter,
        publicUrl: context.hospitals?.publicUrl,
        newId: context.newId,
      })
      const document: AdviceCardDocument = {
        id: card.uuid,
        revision: 1,
        ruleset: name,
        county: ruleset.manifest.county ?? null,
        version: answer.bundle.version,
        service: service.id,
        decision: answer.decision,
        rules: answer.reasons.map(({ rule }) => rule),
        outcome: answer.outcome,
        unit: unitOf(facts),
        at: context.clock.now(),
        status: 'shown',
        reason: null,
        feedback: [],
      }
      return [{ kind: 'insert', collection: 'adviceCards', document }]
    },
  )
  if (card === undefined) throw new TypeError('a decision was made without its card')
  return card
}

/** What was left aside, and where something is missing what the call did not bring. */
function notesFor(query: {
  service: CdsServiceDefinition
  read: readonly ReadingNote[]
  filled: FilledPrefetch
  given: Readonly<Record<string, unknown>>
  known: ReadonlyMap<string, unknown>
  answer: { readonly outcome: string }
}): readonly ReadingNote[] {
  const { service, read, filled, given, known, answer } = query
  const asks = answer.outcome === 'needsFacts'
  const relevant = read.filter(
    ({ fact, taken }) =>
      known.has(fact) &&
      given[fact] == null &&
      (taken === true || service.fetched !== undefined || asks || !fact.startsWith('episode.')),
  )
  const missing = asks ? filled.missing.map(({ key, text }) => ({ fact: key, text })) : []
  return [...missing, ...relevant]
}

/** The unit that is advised: where the patient is now. */
function unitOf(facts: Readonly<Record<string, unknown>>): string | null {
  const unit = facts['fromUnit.id'] ?? facts['episode.unitId']
  return typeof unit === 'string' ? unit : null
}

function asOfOf({ extension }: CdsRequest): string | undefined {
  return extension?.jieli?.asOf
}

/** A resource that was sent, and not what stands for one that could not be fetched. */
function usable<Resource extends { readonly resourceType: string }>(
  resource: Resource | null | undefined,
): Exclude<Resource, { resourceType: 'OperationOutcome' }> | undefined {
  return resource == null || resource.resourceType === 'OperationOutcome'
    ? undefined
    : (resource as Exclude<Resource, { resourceType: 'OperationOutcome' }>)
}

function organization(resource: CdsPrefetch['performer']): FhirOrganization | undefined {
  if (resource?.resourceType !== 'Organization') return undefined
  const parsed = organizationSchema.safeParse(resource)
  return parsed.success ? parsed.data : undefined
}
