import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const at =
  (rest = '') =>
  ({ county }: Target) =>
    `/v1/jurisdictions/${county}${rest}`
/** A revision nothing has: the request ends there once its rights are known to suffice. */
const stale = { 'if-match': '"999"' }

/** The routes about what binds counties. */
export const jurisdictionProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/jurisdictions': probe('rulesets.read', 'list', () => '/v1/jurisdictions'),
  'GET /api/v1/jurisdictions/{id}': probe('rulesets.read', 'rules', at()),
  'GET /api/v1/jurisdictions/{id}/binding': probe('rulesets.read', 'rules', at('/binding')),
  'GET /api/v1/jurisdiction-proposals': probe(
    'jurisdictions.manage',
    'everywhere',
    () => '/v1/jurisdiction-proposals',
  ),
  'POST /api/v1/jurisdictions/{id}/proposals': probe(
    'jurisdictions.manage',
    'everywhere',
    at('/proposals'),
    {
      body: () => ({
        node: { level: 'county', title: { zh: '县', en: 'county' }, packs: [] },
        reason: 'x',
      }),
      headers: stale,
    },
  ),
  'POST /api/v1/jurisdictions/{id}/proposals/{proposal}/confirm': probe(
    'jurisdictions.manage',
    'everywhere',
    at('/proposals/nowhere-to-be-found/confirm'),
    { body: () => ({}) },
  ),
  'POST /api/v1/jurisdictions/{id}/proposals/{proposal}/turn-down': probe(
    'jurisdictions.manage',
    'everywhere',
    at('/proposals/nowhere-to-be-found/turn-down'),
    { body: () => ({ reason: 'x' }) },
  ),
  'DELETE /api/v1/jurisdictions/{id}/proposals/{proposal}': probe(
    'jurisdictions.manage',
    'everywhere',
    at('/proposals/nowhere-to-be-found'),
  ),
}
