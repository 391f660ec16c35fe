import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const tables = ({ ruleset }: Target) => `/v1/rulesets/${ruleset}/code-tables?format=csv`

/** The routes that read and write tables of codes. */
export const codeTableProbes: Readonly<Record<string, Probe>> = {
  'POST /api/v1/rulesets/{id}/code-tables': probe('drafts.write', 'county', tables, {
    body: () => 'code,name\nA,a\n',
    headers: { 'content-type': 'text/csv' },
  }),
  'GET /api/v1/rulesets/{id}/code-tables': probe('drafts.read', 'county', tables),
}
