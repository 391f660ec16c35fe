import type { FhirResource } from '../../contracts/fhir.ts'
import { programVersion } from '../../program-version.ts'
import { statusesOf } from './search-terms.ts'
import { supportingResources } from './do-transaction.ts'

/** The day on which what this interface does changed last. */
const changedOn = '2026-11-30'

interface Capability {
  readonly type: string
  readonly documentation: string
  readonly interactions: readonly string[]
  readonly versioned?: true
  readonly conditionalCreate?: true
  readonly search?: readonly {
    readonly name: string
    readonly type: 'token' | 'reference' | 'date'
    readonly documentation: string
  }[]
}

const page = 'A page may be short or empty and yet have a link `next`.'
const patient = {
  name: 'patient',
  type: 'reference',
  documentation: 'Patient/<id>, or the id',
} as const
const dayOf = (name: string) =>
  ({ name, type: 'date', documentation: 'A day, with ge or le before it; twice for both' }) as const

/** What the interface does, resource by resource: what is not here is not done. */
export const capabilities: readonly Capability[] = [
  {
    type: 'ServiceRequest',
    documentation: `A referral. Creating one begins a case by the pathway that the settings map for its county; facts are read from it and from what it contains (${supportingResources.join(', ')}). ${page}`,
    interactions: ['create', 'read', 'search-type'],
    versioned: true,
    conditionalCreate: true,
    search: [
      patient,
      {
        name: 'status',
        type: 'token',
        documentation: statusesOf('ServiceRequest').join(', '),
      },
      { name: 'identifier', type: 'token', documentation: 'system|value' },
      dayOf('authored'),
    ],
  },
  {
    type: 'Task',
    documentation: `The case of a referral. Updating one with If-Match sends the event named by the extension urn:jieli:event; its status follows from the state. ${page}`,
    interactions: ['read', 'update', 'search-type'],
    versioned: true,
    search: [
      patient,
      { name: 'status', type: 'token', documentation: statusesOf('Task').join(', ') },
      dayOf('authored-on'),
    ],
  },
  {
    type: 'Subscription',
    documentation:
      'rest-hook with the payload application/json and criteria Task?code=&owner=: the signed message of a webhook for what steps of cases ask to be done.',
    interactions: ['create', 'read', 'update', 'delete'],
  },
]

/** What this server does of FHIR R4, truly. Pure. */
export function capabilityStatement(base: string): FhirResource {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: changedOn,
    kind: 'instance',
    software: { name: 'Jieli', version: programVersion },
    implementation: { description: '接力 Jieli', url: base },
    fhirVersion: '4.0.1',
    format: ['json', 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          description:
            'An API key as a bearer token, or a token signed by a trusted client; each with the rights granted to it.',
        },
        resource: capabilities.map((each) => ({
          type: each.type,
          documentation: each.documentation,
          interaction: each.interactions.map((code) => ({ code })),
          versioning: each.versioned === true ? 'versioned-update' : 'no-version',
          readHistory: false,
          updateCreate: false,
          ...(each.conditionalCreate && { conditionalCreate: true }),
          ...(each.versioned && { conditionalRead: 'not-match' }),
          ...(each.search && { searchParam: each.search }),
        })),
        interaction: [
          {
            code: 'transaction',
            documentation: `One ServiceRequest by POST, with ${supportingResources.join(', ')} to read facts from; all or nothing.`,
          },
        ],
      },
    ],
  }
}
