import { parameterNumber } from '../assessment/parameter-number.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { AssessmentScheme } from '../model/assessment-scheme.ts'
import { addFractions, compareFractions, formatFraction, type Fraction } from '../model/exact.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import { formulaIssues } from './formula-issues.ts'

/** Grades, weights and consequences of every scheme. Pure. */
export function checkAssessmentSchemes(ruleset: Ruleset): readonly Issue[] {
  return ruleset.assessmentSchemes.flatMap((scheme) => [
    ...checkParts(scheme),
    ...checkWeights(ruleset, scheme),
    ...checkGates(ruleset, scheme),
    ...checkGrades(ruleset, scheme),
    ...(scheme.alerts ?? []).flatMap(({ id, when }) =>
      formulaIssues(ruleset, when, {
        path: `${pathOf(scheme)}/alerts/${id}/when`,
        expected: 'boolean',
      }),
    ),
  ])
}

function pathOf({ id }: AssessmentScheme): string {
  return `/assessmentSchemes/${id}`
}

/** Grades that a scheme names and does not have, and gates that lead to nothing. */
function checkParts(scheme: AssessmentScheme): readonly Issue[] {
  const path = pathOf(scheme)
  const known = scheme.grades.map(({ id }) => id)
  const named = [
    { id: scheme.gateCap, at: `${path}/gateCap` },
    ...(scheme.consequences ?? []).flatMap(({ id, factors = [], after }) =>
      [...factors.map((factor) => factor.id), after?.grade].map((grade) => ({
        id: grade,
        at: `${path}/consequences/${id}`,
      })),
    ),
  ]
  const issues: Issue[] = named.flatMap(({ id, at }) =>
    id === undefined || known.includes(id)
      ? []
      : [
          createIssue('REFERENCE_UNKNOWN', at, {
            kind: { zh: '等次', en: 'grade' },
            id,
            suggestion: suggest(id, known),
          }),
        ],
  )
  if (scheme.gates.length > 0 && scheme.grades.length > 0 && scheme.gateCap === undefined)
    issues.push(createIssue('SCHEME_GATE_WITHOUT_CAP', path, { title: scheme.title }))
  for (const id of scheme.groups.filter((group) => scheme.gates.includes(group)))
    issues.push(createIssue('SCHEME_GATE_SCORED', path, { title: scheme.title, group: id }))
  return issues
}

/** On every day a weight changes, the weights of the scored groups sum to one exactly, or one of them is still open. */
function checkWeights(ruleset: Ruleset, scheme: AssessmentScheme): readonly Issue[] {
  const groups = scheme.groups.flatMap((id) =>
    ruleset.assessmentGroups.filter((group) => group.id === id && group.kind !== 'monitoring'),
  )
  const weightless = groups.filter(({ weight }) => weight === undefined)
  if (weightless.length > 0)
    return weightless.map(({ id, title }) =>
      createIssue('SCHEME_WEIGHT_MISSING', `/assessmentGroups/${id}`, {
        title,
        scheme: scheme.title,
      }),
    )
  const parameters = groups.flatMap(({ weight }) =>
    weight === undefined ? [] : [weight.parameter],
  )
  const days = daysOf(ruleset, parameters)
  const bundle = { ruleset, hash: '', origin: {} }
  for (const day of days) {
    const weights = parameters.map((id) => parameterNumber(bundle, id, day))
    if (weights.some((weight) => weight === null)) continue
    const sum = (weights as Fraction[]).reduce(addFractions, { n: 0n, d: 1n })
    if (sum.n !== sum.d)
      return [
        createIssue('SCHEME_WEIGHTS_SUM', pathOf(scheme), {
          title: scheme.title,
          from: day,
          sum: formatFraction(sum, 6),
        }),
      ]
  }
  return []
}

function daysOf(ruleset: Ruleset, parameters: readonly string[]): readonly string[] {
  const { parameters: index } = indexRuleset(ruleset)
  const days = parameters.flatMap((id) => (index.get(id)?.values ?? []).map(({ from }) => from))
  return [...new Set(days)].toSorted((a, b) => (a < b ? -1 : 1))
}

/** A gate whose indicator has no target can never be passed. */
function checkGates(ruleset: Ruleset, scheme: AssessmentScheme): readonly Issue[] {
  return ruleset.assessmentGroups
    .filter(({ id }) => scheme.gates.includes(id))
    .flatMap((group) =>
      group.indicators.flatMap((id) => {
        const indicator = indexRuleset(ruleset).indicators.get(id)
        if (indicator === undefined || indicator.target !== undefined) return []
        if (indicator.direction === 'metOrNot') return []
        return [
          createIssue('GATE_WITHOUT_TARGET', `/indicators/${id}`, {
            title: indicator.title,
            group: group.title,
          }),
        ]
      }),
    )
}

/** Marks go down from the best grade to the worst on every day, and only the last has none. */
function checkGrades(ruleset: Ruleset, scheme: AssessmentScheme): readonly Issue[] {
  const path = `${pathOf(scheme)}/grades`
  const open = scheme.grades.findIndex(({ atLeast }) => atLeast === undefined)
  if (open !== -1 && open < scheme.grades.length - 1)
    return [
      createIssue('SCHEME_GRADE_UNREACHABLE', path, {
        title: scheme.grades[open + 1]?.title ?? '',
      }),
    ]
  const marked = scheme.grades.flatMap(({ title, atLeast }) =>
    atLeast === undefined ? [] : [{ title, parameter: atLeast.parameter }],
  )
  const bundle = { ruleset, hash: '', origin: {} }
  for (const day of daysOf(
    ruleset,
    marked.map(({ parameter }) => parameter),
  ))
    for (const [at, worse] of marked.entries()) {
      const better = marked[at - 1]
      if (better === undefined) continue
      const [high, low] = [better, worse].map(({ parameter }) =>
        parameterNumber(bundle, parameter, day),
      )
      if (!high || !low || compareFractions(high, low) > 0) continue
      return [
        createIssue('SCHEME_GRADES_ORDER', path, {
          better: better.title,
          worse: worse.title,
          from: day,
          high: shown(ruleset, better.parameter, day),
          low: shown(ruleset, worse.parameter, day),
        }),
      ]
    }
  return []
}

function shown(ruleset: Ruleset, id: string, day: string): string {
  const parameter = indexRuleset(ruleset).parameters.get(id)
  const dated = parameter?.values.filter(({ from }) => from <= day).at(-1)
  return parameter && dated ? formatParameter(parameter, dated.value, 'en') : id
}
