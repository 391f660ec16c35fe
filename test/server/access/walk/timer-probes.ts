import { type Probe, probe } from './probe.ts'

/** The routes about timers. */
export const timerProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/timers/parked': probe('audit.read', 'list', () => '/v1/timers/parked?limit=200'),
  'POST /api/v1/timers/parked/retry': probe(
    'timers.manage',
    'county',
    () => '/v1/timers/parked/retry',
    { body: (target) => ({ case: target.case }) },
  ),
}
