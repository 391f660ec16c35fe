import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const migrations = ({ ruleset }: Target) => `/v1/rulesets/${ruleset}/migrations`
const unitChanges = ({ ruleset }: Target) => `/v1/rulesets/${ruleset}/unit-changes`
const nobodysChange = { kind: 'renamed', unit: 'none', title: 'x', on: '2025-01-01' }

/** The routes about jobs: everybody has their own, and here nobody has any. */
export const jobProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/jobs': probe('signedIn', 'self', () => '/v1/jobs'),
  'GET /api/v1/jobs/{id}': probe('signedIn', 'self', () => '/v1/jobs/none'),
  'POST /api/v1/jobs/{id}/cancel': probe('signedIn', 'self', () => '/v1/jobs/none/cancel', {
    body: () => ({}),
  }),
  'POST /api/v1/rulesets/{id}/migrations/preview': probe(
    'rulesets.publish',
    'county',
    (target) => `${migrations(target)}/preview`,
    { body: () => ({ to: '1.0.0' }) },
  ),
  'POST /api/v1/rulesets/{id}/migrations': probe('rulesets.publish', 'county', migrations, {
    body: () => ({ to: '1.0.0', choices: { none: { none: 'none' } }, reason: 'x' }),
  }),
  'POST /api/v1/rulesets/{id}/migrations/{job}/undo': probe(
    'rulesets.publish',
    'self',
    (target) => `${migrations(target)}/none/undo`,
    { body: () => ({ reason: 'x' }) },
  ),
  'GET /api/v1/rulesets/{id}/unit-changes': probe('units.change', 'county', unitChanges),
  'POST /api/v1/rulesets/{id}/unit-changes/preview': probe(
    'units.change',
    'county',
    (target) => `${unitChanges(target)}/preview`,
    { body: () => nobodysChange },
  ),
  'POST /api/v1/rulesets/{id}/unit-changes': probe('units.change', 'county', unitChanges, {
    body: () => ({ ...nobodysChange, reason: 'x' }),
  }),
}
