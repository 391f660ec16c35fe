import { assess } from '../assessment/assess.ts'
import type { AssessedFigures, Figures } from '../assessment/assessment-input.ts'
import type { ScoreCard } from '../assessment/assessment-result.ts'
import { fractionOfExact } from '../assessment/exact-number.ts'
import { formulaTextOf, readFormula } from '../assessment/indicator-formula.ts'
import { type Facts, parseFacts } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { formulaNames } from '../formulas/formula-parts.ts'
import type { AssessmentScheme } from '../model/assessment-scheme.ts'
import type { Bundle } from '../model/bundle.ts'
import { formatFraction } from '../model/exact.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { assessmentMembers, indicatorMembers } from './assessment-members.ts'
import { itemNouns } from '../comparison/item-labels.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { compareMembers, difference, within } from './compare-members.ts'
import type { Difference, Finding } from './finding.ts'
import { type Member, plainFormat } from './member-words.ts'
import { missingItem } from './missing-item.ts'
import { titleOfItem } from './names.ts'
import { wrongFacts } from './with-facts.ts'

type AssessmentScenario = ScenarioOf<'assessment'>

/** What an indicator or a whole scheme makes of the figures of one period. */
export const assessmentScenario: ScenarioKind<ScenarioOf<'assessment'>> = {
  title: { zh: '考核', en: 'assessment' },
  run: runAssessment,
}

/** Works the scenario's indicators or scheme out for one made-up unit and tells what differs. Pure but for `touched`. */
function runAssessment(
  bundle: Bundle,
  scenario: AssessmentScenario,
  touched: Set<string>,
): readonly Finding[] {
  const { scheme: id, expect } = scenario
  const { ruleset } = bundle
  const scheme = bundle.ruleset.assessmentSchemes.find((known) => known.id === id)
  if (id !== undefined && scheme === undefined)
    return [missingItem(itemNouns['assessmentSchemes'] ?? assessmentScenario.title)]
  const parsed = (['facts', 'baseline', 'previous'] as const).map((time) =>
    parseFacts(bundle.ruleset, scenario[time] ?? {}, `/${time}`),
  )
  const named = Object.entries(scenario.years ?? {}).map(
    ([year, facts]) => [year, parseFacts(ruleset, facts, `/years/${year}`)] as const,
  )
  const issues = [...parsed, ...named.map(([, one]) => one)].flatMap((one) => one.issues)
  if (issues.length > 0) return wrongFacts(ruleset, issues)
  const [figures = {}, baseline = {}, previous = {}] = parsed.map(({ facts }) => figuresOf(facts))
  const years = Object.fromEntries(named.map(([year, { facts }]) => [year, figuresOf(facts)]))
  const grades = scenario.grades ?? []
  const assessed: AssessedFigures = { figures, baseline, years, previous, grades }
  const kind = scheme?.unitKinds?.[0]
  const unit = { id: 'sample', title: '样例单位', ...(kind === undefined ? {} : { kind }) }
  const units = [{ ...assessed, unit }]
  const result = assess(bundle, { period: scenario.period, units, community: assessed }, id)
  const card = result.cards[0] ?? result.community
  touchAssessment(bundle, { scheme, indicators: Object.keys(expect.indicators ?? {}) }, touched)
  return [...compareIndicators(ruleset, card, expect), ...compareCard(ruleset, card, expect)]
}

function figuresOf(facts: Facts): Figures {
  return Object.fromEntries(
    Object.entries(facts).map(([id, value]) => [id, { value, source: 'entered' as const }]),
  )
}

function compareIndicators(
  ruleset: Ruleset,
  card: ScoreCard,
  { indicators = {} }: AssessmentScenario['expect'],
): readonly Difference[] {
  return Object.entries(indicators).flatMap(([id, expected]): readonly Difference[] => {
    const found = card.indicators.find(({ indicator }) => indicator === id)
    const title = titleOfItem(ruleset, 'indicators', id)
    if (found === undefined)
      return [difference(['expect', 'indicators', id], { wanted: expected, found }, presence)]
    const members = indicatorMembers(found.unit)
    return within(
      { zh: `“${title.zh}”的`, en: `"${title.en}": ` },
      compareMembers(expected, {
        at: ['expect', 'indicators', id],
        // What is not there cannot be expected: it is left free.
        actual: {
          value: found.shown ?? undefined,
          verdict: found.verdict,
          points: found.pointsShown ?? undefined,
        },
        member: (name) => members[name] ?? { title, format: plainFormat },
      }),
    )
  })
}

const presence: Member = {
  title: { zh: '考核指标', en: 'indicator' },
  format: (_, language) => ({ zh: '有', en: 'there' })[language],
}

function compareCard(
  ruleset: Ruleset,
  card: ScoreCard,
  { indicators: _, consequences, ...expected }: AssessmentScenario['expect'],
): readonly Difference[] {
  const actual = {
    score: card.scoreShown,
    grade: card.grade,
    failedGates: card.failedGates,
    alerts: card.alerts.filter(({ raised }) => raised === true).map(({ alert }) => alert),
  }
  const followed = Object.fromEntries(
    card.consequences.map(({ consequence, factor, follows }) => [
      consequence,
      factor === null ? follows : formatFraction(fractionOfExact(factor), 6),
    ]),
  )
  const { members, consequence } = assessmentMembers(ruleset)
  return [
    ...compareMembers(expected, {
      at: ['expect'],
      actual,
      member: (name) => members[name] ?? { title: assessmentScenario.title, format: plainFormat },
    }),
    ...compareMembers(consequences, {
      at: ['expect', 'consequences'],
      actual: followed,
      member: consequence,
    }),
  ]
}

interface Assessed {
  readonly scheme: AssessmentScheme | undefined
  readonly indicators: readonly string[]
}

/** Notes what an assessment rested on: the scheme, its groups, the indicators, and the facts and parameters they read. */
function touchAssessment(
  bundle: Bundle,
  { scheme, indicators }: Assessed,
  touched: Set<string>,
): void {
  const { ruleset } = bundle
  const index = indexRuleset(ruleset)
  const named = new Set([...(scheme?.groups ?? []), ...(scheme?.gates ?? [])])
  const groups = ruleset.assessmentGroups.filter(
    (group) => named.has(group.id) || group.indicators.some((id) => indicators.includes(id)),
  )
  const parameters: (string | undefined)[] = []
  if (scheme !== undefined) {
    touched.add(`/assessmentSchemes/${scheme.id}`)
    for (const { atLeast } of scheme.grades) parameters.push(atLeast?.parameter)
    for (const { factors = [], after } of scheme.consequences ?? [])
      parameters.push(after?.periods.parameter, ...factors.map(({ factor }) => factor.parameter))
  }
  for (const { id, weight } of groups) {
    touched.add(`/assessmentGroups/${id}`)
    parameters.push(weight?.parameter)
  }
  const worked = new Set([
    ...indicators,
    ...groups.filter(({ id }) => named.has(id)).flatMap((group) => group.indicators),
  ])
  for (const indicator of ruleset.indicators) {
    if (!worked.has(indicator.id)) continue
    touched.add(`/indicators/${indicator.id}`)
    const { target, weight, scoring } = indicator
    parameters.push(target?.parameter, weight?.parameter)
    if (scoring?.method === 'linear') parameters.push(scoring.floor.parameter)
    if (scoring?.method === 'banded')
      for (const band of scoring.bands)
        parameters.push(band.reaches.parameter, band.points.parameter)
    const text = formulaTextOf(indicator)
    const formula = text === undefined ? undefined : readFormula(bundle, text)
    for (const name of formula === undefined ? [] : formulaNames(formula))
      touched.add(
        `/${index.facts.has(name) ? 'facts' : index.parameters.has(name) ? 'parameters' : 'indicators'}/${name}`,
      )
  }
  for (const id of parameters)
    if (id !== undefined && index.parameters.has(id)) touched.add(`/parameters/${id}`)
}
