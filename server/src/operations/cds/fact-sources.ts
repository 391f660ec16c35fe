import type { CdsRequest } from '../../contracts/cds.ts'
import type {
  FhirEncounter,
  FhirOrganization,
  FhirPatient,
  FhirServiceRequest,
} from '../../contracts/fhir-elements.ts'
import type { GivenFact } from './given-fact.ts'
import type { Diagnoses } from './read-diagnoses.ts'

/** What of a call facts are read from. */
export interface CdsSources {
  readonly context: Pick<CdsRequest['context'], 'performer'> & {
    readonly patientId?: string | undefined
  }
  readonly encounter?: FhirEncounter | undefined
  readonly patient?: FhirPatient | undefined
  readonly diagnoses: Diagnoses
  readonly order?: FhirServiceRequest | undefined
  readonly performer?: FhirOrganization | undefined
  readonly sender?: FhirOrganization | undefined
  /** What else is given by the ruleset's own names. */
  readonly given?: readonly GivenFact[] | undefined
}

/** Which element of FHIR gives which fact: this list and nothing else. What it does not name is asked for. */
export interface FactSource {
  readonly fact: string
  /** The element, as it is written for whoever connects a system. */
  readonly element: string
  readonly read: (sources: CdsSources) => unknown
}

/** The id of an organization that is referred to; undefined for whatever is none. Pure. */
export function organizationOf(reference: string | undefined): string | undefined {
  return /(?:^|\/)Organization\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(
    reference ?? '',
  )?.[1]
}

export const factSources: readonly FactSource[] = [
  { fact: 'patient.id', element: 'context.patientId', read: ({ context }) => context.patientId },
  {
    fact: 'episode.patientId',
    element: 'context.patientId',
    read: ({ context }) => context.patientId,
  },
  {
    fact: 'episode.admittedOn',
    element: 'Encounter.period.start',
    read: ({ encounter }) => encounter?.period?.start?.slice(0, 10),
  },
  {
    fact: 'episode.unitId',
    element: 'Encounter.serviceProvider',
    read: ({ encounter }) => organizationOf(encounter?.serviceProvider?.reference),
  },
  {
    fact: 'episode.mainDiagnosis',
    element: 'Encounter.diagnosis.rank, Condition.code',
    read: ({ diagnoses }) => diagnoses.main,
  },
  {
    fact: 'episode.otherDiagnoses',
    element: 'Condition.code',
    read: ({ diagnoses }) => diagnoses.others,
  },
  {
    fact: 'clinical.primaryDiagnosis',
    element: 'Encounter.diagnosis.rank, Condition.code',
    read: ({ diagnoses }) => diagnoses.main,
  },
  {
    fact: 'fromUnit.id',
    element: 'ServiceRequest.requester, else Encounter.serviceProvider',
    read: ({ order, encounter }) =>
      organizationOf(order?.requester?.reference) ??
      organizationOf(encounter?.serviceProvider?.reference),
  },
  {
    fact: 'toUnit.id',
    element: 'context.performer, else ServiceRequest.performer where there is one',
    read: ({ context, order }) => {
      if (context.performer !== undefined) return organizationOf(context.performer)
      const [only, ...more] = order?.performer ?? []
      return more.length === 0 ? organizationOf(only?.reference) : undefined
    },
  },
]

/** The facts of a unit that the community's directory of units knows, by what they are called there. */
export const directorySources: Readonly<Record<string, string>> = {
  'unit.kind': 'kind',
  'unit.tier': 'tier',
  'unit.level': 'level',
}

/** Where a hospital's own codes give facts: the system of a coding, or the address of an extension, before the fact's id. */
export const factSystem = 'urn:jieli:fact:'

/** A referral, where no coding of ours says so: "patient referral" of SNOMED CT. */
const snomedReferral = { system: 'http://snomed.info/sct', code: '3457005' }

/** Whether an order is a referral: it says its direction, or is coded as one. No other order is looked at. Pure. */
export function isReferral(order: FhirServiceRequest): boolean {
  const concepts = [order.code, ...(order.category ?? []), ...(order.orderDetail ?? [])]
  const direction = `${factSystem}referral.direction`
  return (
    order.extension?.some(({ url }) => url === direction) === true ||
    concepts
      .flatMap((concept) => concept?.coding ?? [])
      .some(
        ({ system, code }) =>
          system === direction ||
          (system === snomedReferral.system && code === snomedReferral.code),
      )
  )
}
