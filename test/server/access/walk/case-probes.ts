import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

/** A step no case has. */
const body = () => ({ reason: 'x', changes: [{ kind: 'voided', entry: '999' }] })

/** A revision nothing has: the request ends there once its rights are known to suffice. */
const stale = { 'if-match': '"999"' }

/** A sheet with a step there is not: it is refused once rights are known to suffice. */
const sheet = ({ ruleset, unit, unitMark }: Target) => ({
  sheet: 'S-1',
  ruleset,
  pathway: 'referral',
  occurredAt: '2025-03-01T09:00:00+08:00',
  facts: { 'patient.id': unitMark, 'fromUnit.id': unit },
  events: [{ type: 'none', occurredAt: '2025-03-01T09:00:00+08:00' }],
})

/** The routes of cases. */
export const caseProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/cases': probe('cases.read', 'list', () => '/v1/cases?limit=100'),
  'POST /api/v1/cases': probe('cases.start', 'unit', () => '/v1/cases', {
    body: ({ ruleset, unit, unitMark }) => ({
      ruleset,
      pathway: 'referral',
      facts: { 'patient.id': unitMark, 'fromUnit.id': unit },
    }),
  }),
  'GET /api/v1/cases/{id}': probe('cases.read', 'unit', (target) => `/v1/cases/${target.case}`),
  'POST /api/v1/cases/{id}/events': probe(
    'cases.step',
    'unit',
    (target) => `/v1/cases/${target.case}/events`,
    { body: () => ({ type: 'note' }), headers: stale },
  ),
  'POST /api/v1/cases/{id}/attachments': probe(
    'cases.step',
    'unit',
    (target) => `/v1/cases/${target.case}/attachments?name=x`,
    { body: () => 'no document', headers: { 'content-type': 'application/pdf' } },
  ),
  'POST /api/v1/attachments': probe('cases.start', 'list', () => '/v1/attachments?name=x', {
    body: () => 'no document',
    headers: { 'content-type': 'application/pdf' },
  }),
  'GET /api/v1/cases/{id}/attachments/{sha256}': probe(
    'cases.sensitive',
    'unit',
    (target) => `/v1/cases/${target.case}/attachments/${target.attachment}`,
  ),
  'GET /api/v1/cases/{id}/events/available': probe(
    'cases.sensitive',
    'unit',
    (target) => `/v1/cases/${target.case}/events/available`,
  ),

  'POST /api/v1/cases/{id}/corrections/preview': probe(
    'cases.correct',
    'unit',
    (target) => `/v1/cases/${target.case}/corrections/preview`,
    { body },
  ),
  'POST /api/v1/cases/{id}/corrections': probe(
    'cases.correct',
    'unit',
    (target) => `/v1/cases/${target.case}/corrections`,
    { body, headers: stale },
  ),

  'POST /api/v1/paper-cases/preview': probe(
    'cases.correct',
    'unit',
    () => '/v1/paper-cases/preview',
    { body: sheet },
  ),
  'POST /api/v1/paper-cases': probe('cases.correct', 'unit', () => '/v1/paper-cases', {
    body: sheet,
  }),
}
