import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const rules = ({ ruleset }: Target) => `/v1/rulesets/${ruleset}`

/** The routes of scheduled duties. */
export const dutyProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/rulesets/{id}/scheduled-duties': probe(
    'assessment.read',
    'parts',
    (target) => `${rules(target)}/scheduled-duties?open=false`,
  ),
  'POST /api/v1/rulesets/{id}/scheduled-duties/{duty}/records': probe(
    'duties.record',
    'unit',
    (target) => `${rules(target)}/scheduled-duties/report/records`,
    { body: ({ unit }) => ({ period: '2025-01', unit }) },
  ),
  'POST /api/v1/rulesets/{id}/duty-records/{record}/withdraw': probe(
    'duties.record',
    'unit',
    (target) => `${rules(target)}/duty-records/${target.record}/withdraw`,
    { body: () => ({ reason: 'x' }) },
  ),
  'GET /api/v1/rulesets/{id}/duty-notices': probe(
    'assessment.read',
    'county',
    (target) => `${rules(target)}/duty-notices`,
  ),
}
