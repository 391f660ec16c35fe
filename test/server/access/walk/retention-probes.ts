import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const at =
  (rest: string) =>
  ({ county }: Target) =>
    `/v1/counties/${county}/${rest}`
const person = { patient: 'nobody', reason: 'x' }

/** The routes about what is kept of a person, and for how long. */
export const retentionProbes: Readonly<Record<string, Probe>> = {
  'POST /api/v1/counties/{county}/persons/export': probe(
    'persons.export',
    'county',
    at('persons/export'),
    { body: () => person },
  ),
  'POST /api/v1/counties/{county}/erasures/preview': probe(
    'persons.erase',
    'county',
    at('erasures/preview'),
    { body: () => ({ patient: 'nobody' }) },
  ),
  'GET /api/v1/counties/{county}/erasures': probe('persons.erase', 'county', at('erasures')),
  'POST /api/v1/counties/{county}/erasures': probe('persons.erase', 'county', at('erasures'), {
    body: () => ({ ...person, ground: 'x' }),
  }),
  'POST /api/v1/counties/{county}/erasures/{erasure}/confirm': probe(
    'persons.erase',
    'county',
    at('erasures/none/confirm'),
    { body: () => ({}) },
  ),
  'DELETE /api/v1/counties/{county}/erasures/{erasure}': probe(
    'persons.erase',
    'county',
    at('erasures/none'),
  ),
  'GET /api/v1/counties/{county}/retention': probe('persons.erase', 'county', at('retention')),
  'POST /api/v1/counties/{county}/retention/proposals': probe(
    'persons.erase',
    'county',
    at('retention/proposals'),
    {
      body: () => ({
        rules: {
          closedCases: null,
          caseReads: null,
          adviceCards: null,
          events: null,
          parkedDeliveries: null,
        },
        reason: 'x',
      }),
    },
  ),
  'POST /api/v1/counties/{county}/retention/proposals/{proposal}/confirm': probe(
    'persons.erase',
    'county',
    at('retention/proposals/none/confirm'),
    { body: () => ({}) },
  ),
  'DELETE /api/v1/counties/{county}/retention/proposals/{proposal}': probe(
    'persons.erase',
    'county',
    at('retention/proposals/none'),
  ),
  'GET /api/v1/counties/{county}/holds': probe('persons.erase', 'county', at('holds')),
  'POST /api/v1/counties/{county}/holds': probe('persons.erase', 'county', at('holds'), {
    body: () => ({ kind: 'case', target: 'none', reason: 'x' }),
  }),
  'POST /api/v1/counties/{county}/holds/{hold}/lift': probe(
    'persons.erase',
    'county',
    at('holds/none/lift'),
    { body: () => ({ reason: 'x' }) },
  ),
}
