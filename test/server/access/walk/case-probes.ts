import { type Probe, probe } from './probe.ts'

/** A step no case has. */
const body = () => ({ reason: 'x', changes: [{ kind: 'voided', entry: '999' }] })

/** A revision nothing has: the request ends there once its rights are known to suffice. */
const stale = { 'if-match': '"999"' }

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
  'GET /api/v1/cases/{id}/events/available': probe(
    'cases.read',
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
}
