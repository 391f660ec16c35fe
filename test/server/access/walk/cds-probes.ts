import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const rules = ({ ruleset }: Target) => `/v1/rulesets/${ruleset}`
const nowhere = 'nowhere-to-be-found'

/** The routes that hospitals' systems call. */
export const cdsProbes: Readonly<Record<string, Probe>> = {
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
