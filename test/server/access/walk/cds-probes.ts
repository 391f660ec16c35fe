import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const rules = ({ ruleset }: Target) => `/v1/rulesets/${ruleset}`
const codeMap = ({ county }: Target) =>
  `/v1/code-maps?${new URLSearchParams({
    county,
    title: 'x',
    sourceSystem: 'urn:c',
    sourceName: 'c',
    targetSystem: 'urn:d',
    targetName: 'd',
    document: 'x',
    documentOn: '2025-01-01',
    format: 'csv',
    file: 'x.csv',
  })}`
const nowhere = 'nowhere-to-be-found'

/** The routes that hospitals' systems call. */
export const cdsProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/code-maps': probe('rulesets.read', 'list', () => '/v1/code-maps'),
  'POST /api/v1/code-maps': probe('drafts.write', 'county', codeMap, {
    body: () => 'code,targetCode\nA1,B1\n',
    headers: { 'content-type': 'text/csv' },
  }),
  // Ended for no reason: refused once the rights are known to suffice.
  'PUT /api/v1/code-maps/{id}/status': probe(
    'rulesets.publish',
    'county',
    ({ codeMap: id }) => `/v1/code-maps/${id}/status`,
    { body: () => ({ status: 'ended' }) },
  ),
  'GET /api/v1/code-maps/{id}/entries': probe(
    'rulesets.read',
    'rules',
    ({ codeMap: id }) => `/v1/code-maps/${id}/entries`,
  ),
  'GET /api/v1/code-map-table': probe(
    'rulesets.read',
    'rules',
    ({ codeMap: id }) => `/v1/code-map-table?map=${id}&format=csv`,
  ),
  'POST /api/v1/rulesets/{id}/decisions/{decision}/batch': probe(
    'decide',
    'rules',
    (target) => `${rules(target)}/decisions/mayRefer/batch`,
    { body: () => '', headers: { 'content-type': 'application/x-ndjson' } },
  ),
  'GET /api/v1/rulesets/{id}/cds-services': probe(
    'decide',
    'rules',
    (target) => `${rules(target)}/cds-services`,
  ),
  'POST /api/v1/rulesets/{id}/cds-services/{service}': probe(
    'decide',
    'rules',
    (target) => `${rules(target)}/cds-services/pathway-entry`,
    {
      body: () => ({
        hook: 'encounter-start',
        hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
        context: { userId: 'Practitioner/1', patientId: '1', encounterId: '1' },
      }),
    },
  ),
  'POST /api/v1/rulesets/{id}/cds-services/{service}/feedback': probe(
    'decide',
    'rules',
    (target) => `${rules(target)}/cds-services/pathway-entry/feedback`,
    {
      body: () => ({
        feedback: [
          { card: nowhere, outcome: 'overridden', outcomeTimestamp: '2025-03-01T08:00:00Z' },
        ],
      }),
    },
  ),
  // No token: refused once the caller is known.
  'POST /api/v1/links/open': probe('signedIn', 'self', () => '/v1/links/open', {
    body: () => ({ token: 'none' }),
  }),
  'GET /api/v1/rulesets/{id}/cds-feedback': probe(
    'rulesets.read',
    'rules',
    (target) => `${rules(target)}/cds-feedback`,
  ),
}
