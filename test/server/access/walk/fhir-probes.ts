import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const order = ({ county, unit }: Target) => ({
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '3457005' }] },
  subject: { reference: 'Patient/p' },
  requester: { reference: `Organization/${unit}` },
  extension: [{ url: 'urn:jieli:county', valueString: county }],
})
const subscription = ({ county, countyMark }: Target) => ({
  resourceType: 'Subscription',
  status: 'requested',
  reason: countyMark,
  criteria: 'Task',
  extension: [{ url: 'urn:jieli:county', valueString: county }],
  // Not encrypted: refused once the rights are known to suffice.
  channel: {
    type: 'rest-hook',
    endpoint: 'http://receiver.example/',
    payload: 'application/json',
  },
})
const headers = { 'content-type': 'application/fhir+json' }
const hook = ({ webhook }: Target) => `/fhir/Subscription/${webhook}`

/** The routes of FHIR. */
export const fhirProbes: Readonly<Record<string, Probe>> = {
  'GET /fhir/metadata': probe('public', 'self', () => '/fhir/metadata'),
  'POST /fhir': probe('cases.start', 'unit', () => '/fhir', {
    body: (target) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: order(target), request: { method: 'POST', url: 'ServiceRequest' } }],
    }),
    headers,
  }),
  'POST /fhir/ServiceRequest': probe('cases.start', 'unit', () => '/fhir/ServiceRequest', {
    body: order,
    headers,
  }),
  'GET /fhir/ServiceRequest': probe('cases.sensitive', 'list', () => '/fhir/ServiceRequest'),
  'GET /fhir/ServiceRequest/{id}': probe(
    'cases.sensitive',
    'unit',
    (target) => `/fhir/ServiceRequest/${target.case}`,
  ),
  'GET /fhir/Task': probe('cases.sensitive', 'list', () => '/fhir/Task?_count=50'),
  'GET /fhir/Task/{id}': probe('cases.sensitive', 'unit', (target) => `/fhir/Task/${target.case}`),
  'PUT /fhir/Task/{id}': probe('cases.step', 'unit', (target) => `/fhir/Task/${target.case}`, {
    body: () => ({
      resourceType: 'Task',
      extension: [{ url: 'urn:jieli:event', valueCode: 'note' }],
    }),
    headers: { ...headers, 'if-match': 'W/"999"' },
  }),
  'POST /fhir/Subscription': probe('webhooks.manage', 'county', () => '/fhir/Subscription', {
    body: subscription,
    headers,
  }),
  'GET /fhir/Subscription/{id}': probe('webhooks.manage', 'county', hook),
  'PUT /fhir/Subscription/{id}': probe('webhooks.manage', 'county', hook, {
    body: (target) => ({
      ...subscription(target),
      channel: { ...subscription(target).channel, endpoint: 'https://receiver.example/' },
    }),
    headers,
  }),
  // It is running: refused once the rights are known to suffice.
  'DELETE /fhir/Subscription/{id}': probe('webhooks.manage', 'county', hook),
}
