import { approvalProbes } from './approval-probes.ts'
import { cdsProbes } from './cds-probes.ts'
import { codeTableProbes } from './code-table-probes.ts'
import { caseProbes } from './case-probes.ts'
import { jobProbes } from './job-probes.ts'
import { retentionProbes } from './retention-probes.ts'
import { dutyProbes } from './duty-probes.ts'
import { eventProbes } from './event-probes.ts'
import { fhirProbes } from './fhir-probes.ts'
import { jurisdictionProbes } from './jurisdiction-probes.ts'
import { peopleProbes } from './people-probes.ts'
import { type Probe, probe } from './probe.ts'
import { timerProbes } from './timer-probes.ts'
import type { Target } from './world.ts'

/** A revision nothing has: the request ends there once its rights are known to suffice. */
const stale = { 'if-match': '"999"' }
const rules = ({ ruleset }: Target) => `/v1/rulesets/${ruleset}`
const proposals = (target: Target) => `${rules(target)}/versions/1.0.0/proposals`
const run = (target: Target) => `/v1/runs/${target.run}`
const settlement = (target: Target) => `/v1/settlements/${target.settlement}`
const measure = 'measure=referrals.sent'
const nowhere = 'nowhere-to-be-found'

/** Every route of the API. A route that is not here fails the walk. */
export const probes: Readonly<Record<string, Probe>> = {
  'GET /healthz': probe('public', 'self', () => '/healthz'),
  'GET /readyz': probe('public', 'self', () => '/readyz'),
  'GET /api/v1/version': probe('signedIn', 'self', () => '/v1/version'),
  ...peopleProbes,
  ...jobProbes,
  ...retentionProbes,
  'GET /api/v1/audit': probe('audit.read', 'list', () => '/v1/audit?limit=200'),
  'GET /api/v1/case-reads': probe('audit.read', 'list', () => '/v1/case-reads?limit=200'),
  'GET /api/v1/audit/verification': probe(
    'audit.read',
    'everywhere',
    () => '/v1/audit/verification',
  ),

  ...jurisdictionProbes,

  'GET /api/v1/rulesets': probe('rulesets.read', 'list', () => '/v1/rulesets'),
  'POST /api/v1/rulesets': probe('drafts.write', 'county', () => '/v1/rulesets', {
    body: ({ county }) => ({
      id: 'made-up',
      title: { zh: '新', en: 'new' },
      county,
      template: nowhere,
      parameters: {},
      from: '2025-01-01',
    }),
  }),
  'GET /api/v1/rulesets/{id}': probe('rulesets.read', 'rules', rules),
  'GET /api/v1/rulesets/{id}/versions/{version}': probe(
    'rulesets.read',
    'rules',
    (target) => `${rules(target)}/versions/1.0.0`,
  ),
  'POST /api/v1/rulesets/{id}/versions/{version}/withdraw': probe(
    'rulesets.publish',
    'county',
    (target) => `${rules(target)}/versions/1.0.0/withdraw`,
    { body: () => ({ reason: 'x' }) },
  ),
  'POST /api/v1/rulesets/{id}/versions/{version}/proposals': probe(
    'rulesets.publish',
    'county',
    proposals,
    // It is the only one there is, and ends there.
    { body: () => ({ action: 'suspend', reason: 'x' }) },
  ),
  'POST /api/v1/rulesets/{id}/versions/{version}/proposals/{proposal}/confirm': probe(
    'rulesets.publish',
    'county',
    (target) => `${proposals(target)}/${nowhere}/confirm`,
  ),
  'DELETE /api/v1/rulesets/{id}/versions/{version}/proposals/{proposal}': probe(
    'rulesets.publish',
    'county',
    (target) => `${proposals(target)}/${nowhere}`,
  ),
  'GET /api/v1/rulesets/{id}/pilot-units': probe(
    'rulesets.publish',
    'county',
    (target) => `${rules(target)}/pilot-units`,
  ),
  'POST /api/v1/rulesets/{id}/versions/{version}/evaluations': probe(
    'rulesets.publish',
    'county',
    (target) => `${rules(target)}/versions/1.0.0/evaluations`,
    // It is not on trial.
    { body: () => ({ decision: 'end', day: '2030-01-01', findings: 'x' }) },
  ),
  'GET /api/v1/rulesets/{id}/versions/{version}/export': probe(
    'rulesets.read',
    'rules',
    (target) => `${rules(target)}/versions/1.0.0/export`,
  ),
  'GET /api/v1/templates': probe('rulesets.read', 'list', () => '/v1/templates'),
  'GET /api/v1/rulesets/{id}/book': probe('rulesets.read', 'rules', (t) => `${rules(t)}/book`),
  'GET /api/v1/rulesets/{id}/differences': probe(
    'rulesets.read',
    'rules',
    (target) => `${rules(target)}/differences?from=1.0.0&to=1.0.0`,
  ),
  'GET /api/v1/matrix': probe('rulesets.read', 'list', () => '/v1/matrix'),
  'GET /api/v1/duties': probe('cases.read', 'list', () => '/v1/duties'),
  'GET /api/v1/procedures': probe('cases.read', 'list', () => '/v1/procedures'),
  'GET /api/v1/worklist': probe('rulesets.read', 'list', () => '/v1/worklist'),

  'GET /api/v1/rulesets/{id}/draft': probe('drafts.read', 'county', (t) => `${rules(t)}/draft`),
  'PUT /api/v1/rulesets/{id}/draft': probe('drafts.write', 'county', (t) => `${rules(t)}/draft`, {
    body: ({ ruleset, county }) => ({ ruleset: { manifest: { id: ruleset, county } } }),
    headers: stale,
  }),
  'DELETE /api/v1/rulesets/{id}/draft': probe(
    'drafts.write',
    'county',
    (target) => `${rules(target)}/draft`,
    { headers: stale },
  ),
  'POST /api/v1/rulesets/{id}/draft/check': probe(
    'drafts.read',
    'county',
    (target) => `${rules(target)}/draft/check`,
  ),
  'POST /api/v1/rulesets/{id}/draft/scenarios': probe(
    'drafts.read',
    'county',
    (target) => `${rules(target)}/draft/scenarios`,
  ),
  'POST /api/v1/rulesets/{id}/draft/overlays': probe(
    'drafts.overlay',
    'county',
    (target) => `${rules(target)}/draft/overlays`,
    {
      body: () => ({ overlay: nowhere, parameters: {}, from: '2025-01-01' }),
      headers: stale,
    },
  ),
  'DELETE /api/v1/rulesets/{id}/draft/overlays/{overlay}': probe(
    'drafts.overlay',
    'county',
    (target) => `${rules(target)}/draft/overlays/${nowhere}`,
    { headers: stale },
  ),
  'GET /api/v1/rulesets/{id}/draft/pull': probe(
    'drafts.read',
    'county',
    (target) => `${rules(target)}/draft/pull`,
  ),
  'POST /api/v1/rulesets/{id}/draft/pull': probe(
    'drafts.write',
    'county',
    (target) => `${rules(target)}/draft/pull`,
    { body: () => ({ parent: nowhere, to: '9.9.9', revision: 999, choices: {} }) },
  ),
  'GET /api/v1/rulesets/{id}/draft/rebase': probe(
    'drafts.read',
    'county',
    (target) => `${rules(target)}/draft/rebase?template=${nowhere}`,
  ),
  'POST /api/v1/rulesets/{id}/draft/rebase': probe(
    'drafts.rebase',
    'county',
    (target) => `${rules(target)}/draft/rebase`,
    { body: () => ({ template: nowhere, version: '9.9.9', revision: 999, choices: {} }) },
  ),
  'POST /api/v1/rulesets/{id}/publish': probe(
    'rulesets.publish',
    'county',
    (target) => `${rules(target)}/publish`,
    { body: () => ({ revision: 999, from: '2025-03-01' }) },
  ),

  'POST /api/v1/imports/preview': probe(
    'rulesets.import',
    'everywhere',
    () => '/v1/imports/preview',
    {
      body: () => ({ file: '{}' }),
    },
  ),
  'POST /api/v1/imports': probe('rulesets.import', 'everywhere', () => '/v1/imports', {
    body: () => ({ file: '{}' }),
  }),
  'GET /api/v1/signers': probe('rulesets.read', 'list', () => '/v1/signers'),
  'POST /api/v1/signers': probe('signers.manage', 'everywhere', () => '/v1/signers', {
    body: () => ({ publicKey: '0'.repeat(64), title: 'nobody' }),
  }),
  'DELETE /api/v1/signers/{fingerprint}': probe(
    'signers.manage',
    'everywhere',
    () => `/v1/signers/${nowhere}`,
  ),

  'POST /api/v1/rulesets/{id}/decisions/{decision}': probe(
    'decide',
    'rules',
    (target) => `${rules(target)}/decisions/mayRefer`,
    { body: () => ({ facts: {} }) },
  ),
  'POST /api/v1/rulesets/{id}/decisions/{decision}/receipt': probe(
    'decide',
    'rules',
    (target) => `${rules(target)}/decisions/mayRefer/receipt`,
    { body: () => ({ facts: {} }) },
  ),
  ...cdsProbes,

  ...approvalProbes,
  ...caseProbes,
  ...codeTableProbes,
  ...dutyProbes,
  ...timerProbes,
  ...eventProbes,
  ...fhirProbes,

  'GET /api/v1/rulesets/{id}/units': probe(
    'assessment.read',
    'parts',
    (target) => `${rules(target)}/units`,
    { namesUnits: true },
  ),
  'PUT /api/v1/rulesets/{id}/units': probe(
    'assessment.write',
    'county',
    (target) => `${rules(target)}/units`,
    { body: () => ({ units: [] }), headers: stale },
  ),
  'POST /api/v1/rulesets/{id}/imports': probe(
    'assessment.import',
    'unit',
    (target) => `${rules(target)}/imports?kind=values&format=csv&name=x`,
    {
      body: ({ unit }) => `unit,period,fact,value\n${unit},2025-02,vaccinated,1\n`,
      headers: { 'content-type': 'text/csv' },
    },
  ),
  'GET /api/v1/rulesets/{id}/imports': probe(
    'assessment.read',
    'parts',
    (target) => `${rules(target)}/imports`,
  ),
  'PUT /api/v1/rulesets/{id}/values/{period}': probe(
    'assessment.write',
    'county',
    (target) => `${rules(target)}/values/2025-02`,
    { body: () => ({ values: [{ unit: nowhere, fact: 'vaccinated', value: 1 }] }) },
  ),
  'GET /api/v1/rulesets/{id}/import-template': probe(
    'assessment.read',
    'parts',
    (target) => `${rules(target)}/import-template?kind=values&format=csv`,
  ),
  'GET /api/v1/rulesets/{id}/preparation': probe(
    'assessment.read',
    'parts',
    (target) => `${rules(target)}/preparation?period=2025-01`,
  ),
  'GET /api/v1/rulesets/{id}/board': probe(
    'assessment.read',
    'parts',
    (target) => `${rules(target)}/board`,
  ),
  'GET /api/v1/rulesets/{id}/board/cases': probe(
    'assessment.read',
    'unit',
    (target) => `${rules(target)}/board/cases?period=2025-02&${measure}&unit=${target.unit}`,
  ),
  'GET /api/v1/rulesets/{id}/notices': probe(
    'assessment.read',
    'county',
    (target) => `${rules(target)}/notices`,
  ),
  'GET /api/v1/rulesets/{id}/flows': probe(
    'assessment.read',
    'parts',
    (target) => `${rules(target)}/flows?period=2025-02`,
  ),
  'GET /api/v1/rulesets/{id}/trends': probe(
    'assessment.read',
    'unit',
    (target) => `${rules(target)}/trends?indicator=vaccinationRate&unit=${target.unit}`,
  ),

  'GET /api/v1/rulesets/{id}/runs': probe('assessment.read', 'parts', (t) => `${rules(t)}/runs`),
  'POST /api/v1/rulesets/{id}/runs': probe(
    'assessment.write',
    'county',
    (target) => `${rules(target)}/runs`,
    { body: () => ({ period: '2025-01', knownAt: '2999-01-01T00:00:00+08:00' }) },
  ),
  'GET /api/v1/runs/{run}': probe('assessment.read', 'parts', run),
  'GET /api/v1/runs/{run}/cases': probe(
    'assessment.read',
    'unit',
    (target) => `${run(target)}/cases?${measure}&unit=${target.unit}`,
  ),
  'POST /api/v1/runs/{run}/review': probe(
    'assessment.review',
    'county',
    (t) => `${run(t)}/review`,
    {
      body: () => ({}),
      headers: stale,
    },
  ),
  'POST /api/v1/runs/{run}/finalise': probe(
    'assessment.finalise',
    'county',
    (target) => `${run(target)}/finalise`,
    { body: () => ({}), headers: stale },
  ),
  'POST /api/v1/runs/{run}/objections': probe(
    'assessment.object',
    'unit',
    (target) => `${run(target)}/objections`,
    { body: ({ unit }) => ({ unit, indicator: 'noSuchIndicator', reason: 'x' }) },
  ),
  'POST /api/v1/runs/{run}/objections/{objection}/answer': probe(
    'assessment.review',
    'county',
    (target) => `${run(target)}/objections/${nowhere}/answer`,
    { body: () => ({ accepted: false, words: 'x' }) },
  ),
  'POST /api/v1/runs/{run}/corrections': probe(
    'assessment.write',
    'county',
    (target) => `${run(target)}/corrections`,
    {
      body: () => ({ reason: 'x', values: [{ unit: nowhere, fact: 'due', value: 1 }] }),
      headers: stale,
    },
  ),
  'POST /api/v1/runs/{run}/recompute': probe(
    'assessment.read',
    'county',
    (target) => `${run(target)}/recompute`,
  ),
  'GET /api/v1/runs/{run}/export': probe(
    'assessment.read',
    'county',
    (target) => `${run(target)}/export?format=csv`,
  ),

  'GET /api/v1/rulesets/{id}/settlements': probe(
    'assessment.read',
    'parts',
    (target) => `${rules(target)}/settlements`,
  ),
  'POST /api/v1/rulesets/{id}/settlements': probe(
    'assessment.write',
    'county',
    (target) => `${rules(target)}/settlements`,
    { body: () => ({ period: '2025-01', scheme: 'noSuchScheme' }) },
  ),
  'GET /api/v1/settlements/{settlement}': probe('assessment.read', 'county', settlement),
  'GET /api/v1/settlements/{settlement}/statements': probe(
    'assessment.read',
    'parts',
    (target) => `${settlement(target)}/statements`,
  ),
  'GET /api/v1/settlements/{settlement}/ledger': probe(
    'assessment.read',
    'unit',
    (target) => `${settlement(target)}/ledger?unit=${target.unit}`,
  ),
  'GET /api/v1/settlements/{settlement}/open-items': probe(
    'assessment.read',
    'county',
    (target) => `${settlement(target)}/open-items`,
  ),
  'POST /api/v1/settlements/{settlement}/confirm': probe(
    'assessment.finalise',
    'county',
    (target) => `${settlement(target)}/confirm`,
    { body: () => ({}), headers: stale },
  ),
  'POST /api/v1/settlements/{settlement}/recompute': probe(
    'assessment.read',
    'county',
    (target) => `${settlement(target)}/recompute`,
    { body: () => ({}) },
  ),
}
