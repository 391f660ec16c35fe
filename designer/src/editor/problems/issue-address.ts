/** The page of the editor that shows what an issue's path points at. */
const pages: Readonly<Record<string, string>> = {
  pathways: 'pathways',
  layout: 'pathways',
  decisions: 'decisions',
  conditions: 'decisions',
  facts: 'decisions',
  codeSystems: 'code-lists',
  duties: 'duties',
  scheduledDuties: 'scheduled-duties',
  scenarios: 'scenarios',
  measures: 'assessment',
  indicators: 'assessment',
  assessmentGroups: 'assessment',
  assessmentSchemes: 'assessment',
  pathwayRates: 'assessment',
  funds: 'assessment',
  reimbursement: 'assessment',
}

/**
 * Where to go for an issue: `/rulesets/<id>/decisions?at=/decisions/<id>/rows/<row>`. `visit` makes a second jump to
 * the same place a new one. Pure.
 */
export function addressOfIssue(ruleset: string, path: string, visit: number): string {
  const list = path.split('/')[1] ?? ''
  const page = path.startsWith('/manifest/calendar') ? 'calendar' : (pages[list] ?? 'parameters')
  const search = new URLSearchParams({ at: path, jump: String(visit) })
  return `/rulesets/${encodeURIComponent(ruleset)}/${page}?${search.toString()}`
}
