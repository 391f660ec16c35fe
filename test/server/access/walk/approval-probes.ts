import { type Probe, probe } from './probe.ts'

/** What a draft goes through before it is published. */
export const approvalProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/rulesets/{id}/draft/outcomes': probe(
    'drafts.read',
    'county',
    (target) => `/v1/rulesets/${target.ruleset}/draft/outcomes`,
  ),
  'GET /api/v1/rulesets/{id}/draft/approvals': probe(
    'drafts.read',
    'county',
    (target) => `/v1/rulesets/${target.ruleset}/draft/approvals`,
  ),
  // The case is about no draft: the request ends there once its rights are known to suffice.
  'GET /api/v1/cases/{id}/draft': probe(
    'cases.read',
    'unit',
    (target) => `/v1/cases/${target.case}/draft`,
  ),
  'GET /api/v1/cases/{id}/approval-record': probe(
    'cases.read',
    'unit',
    (target) => `/v1/cases/${target.case}/approval-record`,
  ),
  'GET /api/v1/cases/{id}/receipt': probe(
    'cases.sensitive',
    'unit',
    (target) => `/v1/cases/${target.case}/receipt`,
  ),
  'POST /api/v1/cases/{id}/comments': probe(
    'cases.step',
    'unit',
    (target) => `/v1/cases/${target.case}/comments`,
    { body: () => ({ path: '/parameters/none', words: 'x' }) },
  ),
  'POST /api/v1/cases/{id}/comments/{comment}/answer': probe(
    'cases.step',
    'unit',
    (target) => `/v1/cases/${target.case}/comments/none/answer`,
    { body: () => ({ words: 'x' }) },
  ),
}
