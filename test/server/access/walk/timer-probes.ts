import { type Probe, probe } from './probe.ts'

/** A clock that wrote nothing. */
const wrongClock = {
  from: '2036-01-01T00:00:00+08:00',
  until: '2036-01-02T00:00:00+08:00',
  shown: '2036-01-01T00:00:00+08:00',
  really: '2025-01-01T00:00:00+08:00',
}

/** The routes about timers and the clock. */
export const timerProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/timers/parked': probe('audit.read', 'list', () => '/v1/timers/parked?limit=200'),
  'POST /api/v1/timers/parked/retry': probe(
    'timers.manage',
    'county',
    () => '/v1/timers/parked/retry',
    { body: (target) => ({ case: target.case }) },
  ),

  'POST /api/v1/clock-corrections/preview': probe(
    'timers.manage',
    'county',
    () => '/v1/clock-corrections/preview',
    { body: ({ ruleset }) => ({ ...wrongClock, ruleset }) },
  ),
  'POST /api/v1/clock-corrections': probe(
    'timers.manage',
    'county',
    () => '/v1/clock-corrections',
    { body: ({ ruleset }) => ({ ...wrongClock, ruleset, reason: 'x' }) },
  ),
}
