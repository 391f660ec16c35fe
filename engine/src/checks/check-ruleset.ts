import type { BindingSet } from '../layers/gather-binding.ts'
import type { Issue } from '../model/issue.ts'
import { nameFindings } from '../model/name-findings.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { checkAccepted } from './check-accepted.ts'
import { checkAssessment } from './check-assessment.ts'
import { checkBinding } from './check-binding.ts'
import { checkCalendar } from './check-calendar.ts'
import { checkCodeOrder, checkCodes } from './check-codes.ts'
import { checkContracts } from './check-contracts.ts'
import { checkCitations } from './check-citations.ts'
import { checkDecisions } from './check-decisions.ts'
import { checkDuties } from './duties/check-duties.ts'
import { checkScheduledDuties } from './duties/check-scheduled-duties.ts'
import { checkEndingValues } from './check-ending-values.ts'
import { checkGoverning, checkGoverningCharts } from './check-governing.ts'
import { checkGuards, checkGuardScenarios } from './check-guard-scenarios.ts'
import { checkIds } from './check-ids.ts'
import { checkHolidayNotices } from './check-holiday-notices.ts'
import { checkMoney } from './check-money.ts'
import { checkParameters } from './check-parameters.ts'
import { checkChartRules } from './chart-rules/check-chart-rules.ts'
import { checkPersonalClasses } from './check-personal-classes.ts'
import { checkPathways } from './check-pathways.ts'
import { checkRedLines } from '../red-lines/check-red-lines.ts'
import { checkSubjects } from './check-subjects.ts'
import { checkReferences } from './check-references.ts'
import { checkRemedies } from './check-remedies.ts'
import { checkTables } from './check-tables.ts'
import { checkTargets } from './check-targets.ts'
import type { Below } from './unusual/comparison.ts'
import { checkUnusual } from './unusual/check-unusual.ts'

export interface CheckOptions {
  /** The ruleset this one is based on, resolved: what may not be weakened. */
  readonly parent?: Ruleset | undefined
  /** The parent without the overlays that lie over it: an overlay may not weaken it either. */
  readonly base?: Ruleset | undefined
  /** What the authorities above its county bind on it, whatever it says it rests on. */
  readonly binding?: BindingSet | undefined
  /** True before publishing: a county ruleset must then have every required parameter. */
  readonly publishing: boolean
  /** The day exceptions must still run on; without it their last day is not looked at. */
  readonly asOf?: string | undefined
}

/** Everything that can be said about a resolved ruleset without running a case. Pure. */
export function checkRuleset(ruleset: Ruleset, options: CheckOptions): readonly Issue[] {
  const names = [...checkIds(ruleset), ...checkReferences(ruleset)]
  return nameFindings([
    ...names,
    ...checkCodes(ruleset),
    ...checkRemedies(ruleset),
    ...checkCitations(ruleset),
    ...checkCalendar(ruleset),
    ...checkHolidayNotices(ruleset, options.asOf),
    ...checkParameters(ruleset, options),
    ...checkDecisions(ruleset),
    ...checkTables(ruleset, names),
    ...checkPathways(ruleset),
    ...checkSubjects(ruleset),
    ...checkGoverningCharts(ruleset),
    ...checkDuties(ruleset),
    ...checkScheduledDuties(ruleset),
    ...(options.publishing ? checkChartRules(ruleset) : []),
    ...checkTargets(ruleset),
    ...checkMoney(ruleset),
    ...checkAssessment(ruleset),
    ...checkGuards(ruleset),
    ...checkEndingValues(ruleset, options.parent),
    ...checkAccepted(ruleset, options.base ?? options.parent),
    ...checkInheritance(ruleset, options),
    ...checkUnusual({ ruleset, below: belowOf(options), asOf: options.asOf }),
  ])
}

/**
 * What the rulesets below forbid, each told once: the parent with its overlays, the parent alone, and every pack that
 * binds from above.
 */
function checkInheritance(
  ruleset: Ruleset,
  { parent, base, binding, asOf }: CheckOptions,
): readonly Issue[] {
  const against = (below: Ruleset | undefined) => [
    ...checkCodeOrder(ruleset, below),
    ...checkRedLines(ruleset, below),
    ...checkContracts(ruleset, below, asOf),
    ...checkGuardScenarios(ruleset, below),
    ...checkGoverning(ruleset, below),
    ...checkPersonalClasses(ruleset, below),
  ]
  // Exemptions are checked once, against everything that is inherited: what lies below it may lack their item.
  const more = [
    ...(base === undefined ? [] : against(base)),
    ...(binding === undefined ? [] : checkBinding(ruleset, binding, asOf)),
  ].filter(({ code }) => !code.startsWith('EXCEPTION_'))
  const found = against(parent)
  const told = new Set(found.map(nameOf))
  const other = more.filter((issue) => {
    const name = nameOf(issue)
    return !told.has(name) && told.add(name)
  })
  return [...found, ...other]
}

/** What a ruleset rests on, each with its title; the template with overlays says so. */
function belowOf({ parent, base, binding }: CheckOptions): readonly Below[] {
  const named = (ruleset: Ruleset): Below => ({ title: ruleset.manifest.title, ruleset })
  const packs = binding?.packs.flatMap(({ ruleset }) => (ruleset === undefined ? [] : [ruleset]))
  return [
    ...(base === undefined ? [] : [named(base)]),
    ...(parent === undefined ? [] : [base === undefined ? named(parent) : withOverlays(parent)]),
    ...(packs ?? []).map(named),
  ]
}

function withOverlays(ruleset: Ruleset): Below {
  const { zh, en } = ruleset.manifest.title
  return { title: { zh: `${zh}及叠加规则`, en: `${en} with its overlays` }, ruleset }
}

function nameOf(issue: Issue): string {
  return JSON.stringify(issue)
}
