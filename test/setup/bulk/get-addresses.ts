/** What the addresses of a filled store are made from. */
export interface FilledNames {
  readonly ruleset: string
  readonly version: string
  readonly case: string
  readonly run: string
  readonly settlement: string
  readonly county: string
  /** A template that the ruleset does not rest on. */
  readonly template: string
  /** A month with cases. */
  readonly month: string
  readonly measure: string
  readonly indicator: string
}

/** For each GET route of the API, the questions to ask it of a filled store. */
const questions: Readonly<Record<string, (of: FilledNames) => readonly string[]>> = {
  '/healthz': () => ['/healthz'],
  '/readyz': () => ['/readyz'],
  '/api/v1/version': () => ['/version'],
  '/api/v1/sign-in': () => ['/sign-in'],
  '/api/v1/me': () => ['/me'],
  '/api/v1/me/sessions': () => ['/me/sessions'],
  // Only of people: a key has none.
  '/api/v1/me/second-factor': () => [],
  '/api/v1/users': () => ['/users'],
  '/api/v1/users/{username}/leaving': () => ['/users/admin/leaving'],
  '/api/v1/users/{username}/sessions': () => ['/users/admin/sessions'],
  '/api/v1/keys': () => ['/keys'],
  '/api/v1/signers': () => ['/signers'],
  '/api/v1/audit': () => ['/audit', '/audit?limit=200'],
  '/api/v1/case-reads': () => ['/case-reads', '/case-reads?patient=patient-1&limit=200'],
  '/api/v1/audit/verification': () => ['/audit/verification'],
  '/api/v1/rulesets': () => ['/rulesets'],
  '/api/v1/templates': () => ['/templates'],
  '/api/v1/matrix': () => ['/matrix'],
  '/api/v1/worklist': () => ['/worklist'],
  '/api/v1/timers/parked': () => ['/timers/parked', '/timers/parked?limit=200'],
  '/api/v1/events': () => ['/events', '/events?limit=100', '/events?after=end'],
  // Its answer has no end.
  '/api/v1/events/stream': () => [],
  '/api/v1/counties/{county}/erasures': ({ county }) => [`/counties/${county}/erasures?limit=50`],
  '/api/v1/counties/{county}/retention': ({ county }) => [`/counties/${county}/retention`],
  '/api/v1/counties/{county}/holds': ({ county }) => [`/counties/${county}/holds?limit=50`],
  '/api/v1/jobs': () => ['/jobs', '/jobs?limit=50'],
  // There is none in the store that is filled.
  '/api/v1/jobs/{id}': () => [],
  '/fhir/metadata': () => ['/fhir/metadata'],
  '/fhir/ServiceRequest': () => ['/fhir/ServiceRequest?_count=50'],
  '/fhir/Task': () => ['/fhir/Task?patient=patient-1'],
  // No county of it takes referrals by FHIR, nor is there a webhook.
  '/fhir/ServiceRequest/{id}': () => [],
  '/fhir/Task/{id}': () => [],
  '/fhir/Subscription/{id}': () => [],
  '/api/v1/code-maps': () => ['/code-maps'],
  // There is none in the store that is filled.
  '/api/v1/code-maps/{id}/entries': () => [],
  '/api/v1/code-map-table': () => ['/code-map-table?format=xlsx'],
  '/api/v1/webhooks': () => ['/webhooks'],
  // There is none in the store that is filled.
  '/api/v1/webhooks/{id}/deliveries': () => [],
  '/api/v1/jurisdictions': () => ['/jurisdictions'],
  '/api/v1/jurisdiction-proposals': () => ['/jurisdiction-proposals'],
  '/api/v1/jurisdictions/{id}': ({ county }) => [`/jurisdictions/${county}`],
  '/api/v1/jurisdictions/{id}/binding': ({ county }) => [`/jurisdictions/${county}/binding`],
  '/api/v1/rulesets/{id}': ({ ruleset }) => [`/rulesets/${ruleset}`],
  '/api/v1/rulesets/{id}/versions/{version}': ({ ruleset, version }) => [
    `/rulesets/${ruleset}/versions/${version}`,
  ],
  '/api/v1/rulesets/{id}/versions/{version}/export': ({ ruleset, version }) => [
    `/rulesets/${ruleset}/versions/${version}/export`,
  ],
  '/api/v1/rulesets/{id}/book': ({ ruleset }) => [`/rulesets/${ruleset}/book`],
  '/api/v1/rulesets/{id}/draft': ({ ruleset }) => [`/rulesets/${ruleset}/draft`],
  '/api/v1/rulesets/{id}/code-tables': ({ ruleset }) => [
    `/rulesets/${ruleset}/code-tables?format=xlsx`,
  ],
  '/api/v1/rulesets/{id}/pilot-units': ({ ruleset }) => [`/rulesets/${ruleset}/pilot-units`],
  '/api/v1/rulesets/{id}/draft/approvals': ({ ruleset }) => [
    `/rulesets/${ruleset}/draft/approvals`,
  ],
  '/api/v1/rulesets/{id}/draft/pull': ({ ruleset }) => [`/rulesets/${ruleset}/draft/pull`],
  '/api/v1/rulesets/{id}/draft/outcomes': ({ ruleset }) => [
    `/rulesets/${ruleset}/draft/outcomes?from=2025-01-01`,
  ],
  '/api/v1/rulesets/{id}/draft/rebase': ({ ruleset, template }) => [
    `/rulesets/${ruleset}/draft/rebase?template=${template}`,
  ],
  '/api/v1/rulesets/{id}/differences': ({ ruleset, version }) => [
    `/rulesets/${ruleset}/differences?from=${version}&to=draft`,
  ],
  '/api/v1/rulesets/{id}/cds-services': ({ ruleset }) => [`/rulesets/${ruleset}/cds-services`],
  '/api/v1/rulesets/{id}/cds-feedback': ({ ruleset }) => [`/rulesets/${ruleset}/cds-feedback`],
  '/api/v1/cases': ({ ruleset }) => [
    '/cases',
    '/cases?limit=200',
    `/cases?ruleset=${ruleset}&from=2024-01-01&limit=200`,
    '/cases?state=draft&limit=1',
    '/cases?patient=patient-1',
  ],
  '/api/v1/duties': () => ['/duties', '/duties?late=true&limit=200'],
  '/api/v1/procedures': () => ['/procedures', '/procedures?mine=true&limit=200'],
  '/api/v1/rulesets/{id}/scheduled-duties': ({ ruleset }) => [
    `/rulesets/${ruleset}/scheduled-duties`,
    `/rulesets/${ruleset}/scheduled-duties?open=false&limit=200`,
  ],
  '/api/v1/rulesets/{id}/duty-notices': ({ ruleset }) => [`/rulesets/${ruleset}/duty-notices`],
  '/api/v1/cases/{id}': (of) => [`/cases/${of.case}`],
  // Of a case about a draft, and these are of patients.
  '/api/v1/cases/{id}/draft': () => [],
  '/api/v1/cases/{id}/approval-record': () => [],
  // One document, streamed: what is filed with a case is bounded.
  '/api/v1/cases/{id}/attachments/{sha256}': () => [],
  '/api/v1/cases/{id}/receipt': (of) => [`/cases/${of.case}/receipt`],
  '/api/v1/cases/{id}/events/available': (of) => [`/cases/${of.case}/events/available`],
  '/api/v1/rulesets/{id}/units': ({ ruleset }) => [`/rulesets/${ruleset}/units`],
  '/api/v1/rulesets/{id}/unit-changes': ({ ruleset }) => [`/rulesets/${ruleset}/unit-changes`],
  '/api/v1/rulesets/{id}/imports': ({ ruleset }) => [`/rulesets/${ruleset}/imports`],
  '/api/v1/rulesets/{id}/import-template': ({ ruleset }) => [
    `/rulesets/${ruleset}/import-template?kind=values&format=xlsx`,
  ],
  '/api/v1/rulesets/{id}/preparation': ({ ruleset, month }) => [
    `/rulesets/${ruleset}/preparation?period=${month}`,
    `/rulesets/${ruleset}/preparation?period=${month.slice(0, 4)}`,
  ],
  '/api/v1/rulesets/{id}/runs': ({ ruleset }) => [`/rulesets/${ruleset}/runs`],
  '/api/v1/runs/{run}': ({ run }) => [`/runs/${run}`],
  '/api/v1/runs/{run}/cases': ({ run, measure }) => [`/runs/${run}/cases?measure=${measure}`],
  '/api/v1/runs/{run}/export': ({ run }) => [
    `/runs/${run}/export?format=xlsx`,
    `/runs/${run}/export?format=measure-report`,
  ],
  '/api/v1/rulesets/{id}/board': ({ ruleset, month }) => [
    `/rulesets/${ruleset}/board`,
    `/rulesets/${ruleset}/board?period=${month}`,
    `/rulesets/${ruleset}/board?period=${month.slice(0, 4)}`,
  ],
  '/api/v1/rulesets/{id}/board/cases': ({ ruleset, month, measure }) => [
    `/rulesets/${ruleset}/board/cases?measure=${measure}&period=${month}`,
  ],
  '/api/v1/rulesets/{id}/notices': ({ ruleset }) => [`/rulesets/${ruleset}/notices`],
  '/api/v1/rulesets/{id}/flows': ({ ruleset, month }) => [
    `/rulesets/${ruleset}/flows?period=${month}`,
    `/rulesets/${ruleset}/flows?period=${month.slice(0, 4)}`,
  ],
  '/api/v1/rulesets/{id}/trends': ({ ruleset, indicator }) => [
    `/rulesets/${ruleset}/trends?indicator=${indicator}`,
  ],
  '/api/v1/rulesets/{id}/settlements': ({ ruleset }) => [`/rulesets/${ruleset}/settlements`],
  '/api/v1/settlements/{settlement}': (of) => [`/settlements/${of.settlement}`],
  '/api/v1/settlements/{settlement}/statements': (of) => [
    `/settlements/${of.settlement}/statements`,
  ],
  '/api/v1/settlements/{settlement}/ledger': (of) => [
    `/settlements/${of.settlement}/ledger?limit=500`,
  ],
  '/api/v1/settlements/{settlement}/open-items': (of) => [
    `/settlements/${of.settlement}/open-items?limit=500`,
  ],
}

/** The API's own description, as far as it is needed here. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/**
 * What to ask of each GET route that the API describes.
 * @throws Error for a route that nobody has thought of
 */
export function getAddresses(api: ApiDescription, of: FilledNames): readonly string[] {
  return Object.entries(api.paths)
    .filter(([, methods]) => 'get' in methods)
    .flatMap(([route]) => {
      const asked = questions[route]
      if (asked === undefined)
        throw new Error(`Nobody has said what to ask of GET ${route}: please add it.`)
      const prefix = route.startsWith('/api/v1') ? '/api/v1' : ''
      return asked(of).map((address) => `${prefix}${address}`)
    })
}
