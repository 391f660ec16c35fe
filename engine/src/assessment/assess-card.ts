import { indexRuleset } from '../model/ruleset-index.ts'
import { evaluateFormula } from '../formulas/evaluate-formula.ts'
import type { AssessmentScheme } from '../model/assessment-scheme.ts'
import type { Indicator, IndicatorGroup } from '../model/assessment.ts'
import type { Bundle } from '../model/bundle.ts'
import {
  addFractions,
  divideFractions,
  type Fraction,
  isWithinDigits,
  multiplyFractions,
  sumDigitLimit,
} from '../model/exact.ts'
import type { OrgUnit } from '../model/org-unit.ts'
import type { AssessedFigures } from './assessment-input.ts'
import type { AlertResult, GroupResult, IndicatorResult, ScoreCard } from './assessment-result.ts'
import { assessIndicator } from './assess-indicator.ts'
import { createReader, type FigureReader } from './create-reader.ts'
import { exactNumber, fractionOfExact, shownNumber } from './exact-number.ts'
import { gradeCard } from './grade-card.ts'
import { readFormula } from './indicator-formula.ts'
import { parameterNumber } from './parameter-number.ts'

/** Who a card is for, and by what. */
export interface CardQuestion {
  readonly unit: OrgUnit | null
  readonly assessed: AssessedFigures
  readonly scheme: AssessmentScheme | undefined
  readonly asOf: string
}

/** The score card of one unit, or of the community: every indicator, group, gate, and what follows. No rank yet. Pure. */
export function assessCard(
  bundle: Bundle,
  { unit, assessed, scheme, asOf }: CardQuestion,
): ScoreCard {
  const reader = createReader(bundle, assessed, asOf)
  const indicators = indicatorsOf(bundle, scheme).map((indicator) =>
    assessIndicator(bundle, indicator, reader),
  )
  const results = new Map(indicators.map((result) => [result.indicator, result]))
  const groups = groupsOf(bundle, scheme).map((group) =>
    assessGroup(bundle, group, { results, scheme, asOf }),
  )
  const score = scheme === undefined ? null : scoreOf(groups, scheme)
  return {
    unit,
    indicators,
    groups,
    score: score && exactNumber(score),
    scoreShown: score && shownNumber('score', score),
    ...gradeCard(bundle, { scheme, score, groups, grades: assessed.grades ?? [], asOf }),
    alerts: (scheme?.alerts ?? []).map((alert) => raise(bundle, alert, reader)),
    rank: null,
    needs: score === null ? needsOf(bundle, { groups, results, scheme, asOf }) : [],
  }
}

/** With a scheme, the indicators of its groups and gates, in the ruleset's order; without one, all. */
function indicatorsOf(bundle: Bundle, scheme: AssessmentScheme | undefined): readonly Indicator[] {
  if (scheme === undefined) return bundle.ruleset.indicators
  const named = new Set(groupsOf(bundle, scheme).flatMap(({ indicators }) => indicators))
  return bundle.ruleset.indicators.filter(({ id }) => named.has(id))
}

function groupsOf(bundle: Bundle, scheme: AssessmentScheme | undefined): readonly IndicatorGroup[] {
  if (scheme === undefined) return bundle.ruleset.assessmentGroups
  const named = [...scheme.groups, ...scheme.gates]
  return named.flatMap((id) => bundle.ruleset.assessmentGroups.filter((group) => group.id === id))
}

interface GroupQuestion {
  readonly results: ReadonlyMap<string, IndicatorResult>
  readonly scheme: AssessmentScheme | undefined
  readonly asOf: string
}

function assessGroup(
  bundle: Bundle,
  group: IndicatorGroup,
  { results, scheme, asOf }: GroupQuestion,
): GroupResult {
  const members = group.indicators.flatMap((id) => results.get(id) ?? [])
  const weight =
    group.weight === undefined ? null : parameterNumber(bundle, group.weight.parameter, asOf)
  const isGate = scheme?.gates.includes(group.id) ?? group.kind === 'gate'
  // What is only monitored earns nothing, whatever its indicators would score elsewhere.
  const earns = !isGate && group.kind !== 'monitoring'
  const points = earns ? pointsOfGroup(bundle, members, { scheme, asOf }) : null
  return {
    group: group.id,
    kind: group.kind,
    weight: weight && exactNumber(weight),
    points: points && exactNumber(points),
    pointsShown: points && shownNumber('score', points),
    indicators: group.indicators,
    passed: isGate ? passes(members) : null,
  }
}

/** False as soon as one misses its target; unknown while one cannot be said, for unknown is never false and never true. */
function passes(members: readonly IndicatorResult[]): boolean | null {
  if (members.some(({ verdict }) => verdict === 'notMet')) return false
  return members.length > 0 && members.every(({ verdict }) => verdict === 'met') ? true : null
}

function pointsOfGroup(
  bundle: Bundle,
  members: readonly IndicatorResult[],
  { scheme, asOf }: { readonly scheme: AssessmentScheme | undefined; readonly asOf: string },
): Fraction | null {
  let sum: Fraction = { n: 0n, d: 1n }
  let weights: Fraction = { n: 0n, d: 1n }
  for (const { indicator, points } of members) {
    const definition = indexRuleset(bundle.ruleset).indicators.get(indicator)
    if (definition?.scoring === undefined) continue
    const weight =
      definition.weight === undefined
        ? { n: 1n, d: 1n }
        : parameterNumber(bundle, definition.weight.parameter, asOf)
    if (points === null || weight === null) {
      if (weight !== null && scheme?.notAssessable === 'reweigh') continue
      return null
    }
    sum = addFractions(sum, multiplyFractions(weight, fractionOfExact(points)))
    weights = addFractions(weights, weight)
    if (![sum, weights].every((number) => isWithinDigits(number, sumDigitLimit))) return null
  }
  return weights.n > 0n ? (divideFractions(sum, weights) ?? null) : null
}

/** A monitoring group is told beside the score and earns nothing. */
function countsInScheme({ group, kind }: GroupResult, scheme: AssessmentScheme): boolean {
  return scheme.groups.includes(group) && kind !== 'monitoring'
}

/** The groups' points by weight. Only where the weights are known and sum to one exactly. */
function scoreOf(groups: readonly GroupResult[], scheme: AssessmentScheme): Fraction | null {
  const scored = groups.filter((group) => countsInScheme(group, scheme))
  if (scored.length === 0) return null
  let score: Fraction = { n: 0n, d: 1n }
  let weights: Fraction = { n: 0n, d: 1n }
  for (const { weight, points } of scored) {
    if (weight === null || points === null) return null
    score = addFractions(score, multiplyFractions(fractionOfExact(weight), fractionOfExact(points)))
    weights = addFractions(weights, fractionOfExact(weight))
    if (!isWithinDigits(score, sumDigitLimit)) return null
  }
  return weights.n === weights.d ? score : null
}

interface NeedsQuestion extends GroupQuestion {
  readonly groups: readonly GroupResult[]
}

/** What keeps the score from being given. */
function needsOf(
  bundle: Bundle,
  { groups, results, scheme, asOf }: NeedsQuestion,
): readonly string[] {
  if (scheme === undefined) return []
  const needs = new Set<string>()
  for (const result of groups) {
    if (!countsInScheme(result, scheme)) continue
    const { group, points, weight } = result
    const definition = bundle.ruleset.assessmentGroups.find(({ id }) => id === group)
    if (weight === null) needs.add(definition?.weight?.parameter ?? group)
    if (points !== null) continue
    const members = definition?.indicators ?? []
    const scored = bundle.ruleset.indicators.filter(
      ({ id, scoring }) => members.includes(id) && scoring !== undefined,
    )
    const missing = scored.flatMap(({ id, weight: own }) => {
      const result = results.get(id)
      const unweighed = own !== undefined && parameterNumber(bundle, own.parameter, asOf) === null
      return [
        ...(result?.points === null ? (result.needs.length > 0 ? result.needs : [id]) : []),
        ...(unweighed ? [own.parameter] : []),
      ]
    })
    // Nothing may be missing and the group's points still be too long to be worked out.
    for (const need of missing.length > 0 ? missing : [group]) needs.add(need)
  }
  return [...needs]
}

function raise(
  bundle: Bundle,
  { id, when }: { readonly id: string; readonly when: string },
  reader: FigureReader,
): AlertResult {
  const formula = readFormula(bundle, when)
  if (formula === undefined) return { alert: id, raised: null, needs: [] }
  const outcome = evaluateFormula(formula, reader.read)
  if (outcome.kind === 'value') return { alert: id, raised: outcome.value === true, needs: [] }
  return { alert: id, raised: null, needs: outcome.kind === 'unknown' ? outcome.needs : [] }
}
