import { schemaIssues, type Text } from '@jieli/engine'
import type { z } from 'zod'
import type { FhirIdentifier, ReferralRequest } from '../../contracts/fhir.ts'
import {
  conditionSchema,
  encounterSchema,
  type FhirOrganization,
  organizationSchema,
  patientSchema,
} from '../../contracts/fhir-elements.ts'
import { requestInvalid } from '../../errors/request-validation.ts'
import type { CdsSources } from '../cds/fact-sources.ts'
import type { CodeReader } from '../code-maps/code-reader.ts'
import { type Diagnoses, readDiagnoses, type ReadingNote } from '../cds/read-diagnoses.ts'
import { readObservations } from './read-observations.ts'
import type { SentResource } from './sent-resource.ts'

/** What of a message facts are read from. */
export interface ReferralMessage {
  readonly sources: CdsSources
  readonly notes: readonly ReadingNote[]
}

/**
 * Finds in a referral and what came with it what facts are read from: patient, encounter, diagnoses, observations and
 * units. Nothing is taken from a resource that the referral does not lead to but observations and diagnoses.
 * @param units of each fact that has a unit, by its id
 * @param reader reads codes of other editions than the rules are written in
 * @throws ServerError REQUEST_INVALID for a resource that came along and is not as FHIR has it
 */
export function readMessage(
  order: ReferralRequest,
  beside: readonly SentResource[],
  units: ReadonlyMap<string, string | undefined>,
  reader: CodeReader,
): ReferralMessage {
  const sent = [...containedIn(order), ...beside]
  const find = (reference: string | undefined) =>
    reference === undefined ? undefined : sent.find(({ names }) => names.includes(reference))
  const patient = parsed(find(order.subject.reference), 'Patient', patientSchema)
  const encounter = parsed(find(order.encounter?.reference), 'Encounter', encounterSchema)
  const named = patientOf(order, patient)
  const observed = readObservations(
    sent.filter(({ resource }) => resource.resourceType === 'Observation'),
    units,
  )
  const unit = (reference: string | undefined): FhirOrganization | undefined =>
    parsed(find(reference), 'Organization', organizationSchema)
  const [performer, ...others] = order.performer ?? []
  return {
    sources: {
      context: { patientId: named.id },
      order,
      encounter,
      patient,
      sender: unit(order.requester?.reference),
      performer: others.length === 0 ? unit(performer?.reference) : undefined,
      diagnoses: diagnosesIn(order, sent, { encounter, reader }),
      given: observed.given,
    },
    notes: [...named.notes, ...observed.notes],
  }
}

function containedIn({ contained = [] }: ReferralRequest): readonly SentResource[] {
  return contained.map((resource, at) => ({
    names: resource.id === undefined ? [] : [`#${resource.id}`],
    path: `/contained/${at}`,
    resource,
  }))
}

/** Where a reference leads elsewhere than its element may, it leads to nothing that is read. */
function parsed<Schema extends z.ZodType>(
  found: SentResource | undefined,
  type: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (found?.resource.resourceType !== type) return undefined
  return parseAs(found, schema)
}

function parseAs<Schema extends z.ZodType>(
  { resource, path }: SentResource,
  schema: Schema,
): z.infer<Schema> {
  const read = schema.safeParse(resource)
  if (!read.success) throw requestInvalid(schemaIssues(read.error, resource, path))
  return read.data
}

/** The diagnoses that came along. They are all there are only where the encounter lists them. */
function diagnosesIn(
  { encounter: visit }: ReferralRequest,
  sent: readonly SentResource[],
  {
    encounter,
    reader,
  }: {
    readonly encounter: z.infer<typeof encounterSchema> | undefined
    readonly reader: CodeReader
  },
): Diagnoses {
  const conditions = sent.filter(({ resource }) => resource.resourceType === 'Condition')
  if (conditions.length === 0) return { notes: [] }
  const entry = conditions.map((each) => {
    const condition = parseAs(each, conditionSchema)
    const resource = {
      ...condition,
      ...(condition.encounter && { encounter: outside(condition.encounter) }),
    }
    const [fullUrl] = each.names.filter((name) => name.startsWith('urn:'))
    return { resource, ...(fullUrl !== undefined && { fullUrl }) }
  })
  const listed = encounter && {
    ...encounter,
    diagnosis: encounter.diagnosis?.map((each) => ({
      ...each,
      condition: outside(each.condition),
    })),
  }
  return readDiagnoses(
    listed,
    { resourceType: 'Bundle', entry },
    {
      encounterId: outside(visit ?? {}).reference?.replace(/^.*[/:]/, '') ?? '',
      whole: (encounter?.diagnosis ?? []).length > 0,
      reader,
    },
  )
}

/** A reference to something contained, as one to something that is not. */
function outside<Reference extends { reference?: string | undefined }>(
  reference: Reference,
): Reference {
  return reference.reference?.startsWith('#') === true
    ? { ...reference, reference: reference.reference.slice(1) }
    : reference
}

/** The patient's id as the hospital has it: of the reference, else of the patient that came along. */
function patientOf(
  { subject }: ReferralRequest,
  patient: Readonly<Record<string, unknown>> | undefined,
): { readonly id?: string | undefined; readonly notes: readonly ReadingNote[] } {
  const id = /^(?:.*\/)?Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(subject.reference ?? '')?.[1]
  if (id !== undefined) return { id, notes: [] }
  if (subject.identifier?.value !== undefined) return { id: subject.identifier.value, notes: [] }
  const given = patient?.['identifier']
  const all = Array.isArray(given) ? (given as FhirIdentifier[]) : []
  const named = all.filter(({ value }) => typeof value === 'string' && value !== '')
  const official = named.filter(({ use }) => use === 'official')
  const fitting = official.length > 0 ? official : named
  const [only, ...more] = fitting
  if (only !== undefined && more.length === 0) return { id: only.value, notes: [] }
  return { notes: [{ fact: 'patient.id', text: patientUnnamed }] }
}

const patientUnnamed: Text = {
  zh: '患者编号不详：subject 既不是 Patient/编号，也没有唯一的 identifier',
  en: 'the patient has no id: subject is neither Patient/<id> nor has a single identifier',
}
