import { compareValues } from '../decisions/compare-values.ts'
import type { AssessmentScheme } from '../model/assessment-scheme.ts'
import type { Issue } from '../model/issue.ts'
import { jsonEqual } from '../model/json.ts'
import { rulesDays } from '../decisions/rules-days.ts'
import { covers, fewer } from './covers.ts'
import { describeKnown, fractionOf, knownOn, neighbours } from './known-on-day.ts'
import { type RedLineContext, redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'monotone'>['check'] = (context, check) => [
  ...check.items.flatMap((path) => checkItem(context, path)),
  ...notRising(context, check.parameters),
]

function checkItem(context: RedLineContext, path: string): readonly Issue[] {
  const { ruleset, parent } = context
  const schemes = ruleset.assessmentSchemes.filter(
    ({ id }) => path === '/assessmentSchemes' || path === `/assessmentSchemes/${id}`,
  )
  if (schemes.length > 0 || path === '/assessmentSchemes')
    return schemes.flatMap((scheme) => checkScheme(context, scheme))
  const incentive = ruleset.incentives.find(({ id }) => path === `/incentives/${id}`)
  if (incentive === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', path, { item: path })]
  const before = parent?.incentives.find(({ id }) => id === incentive.id)
  const unread = (before?.reads ?? []).filter((fact) => !incentive.reads.includes(fact))
  const amounts = [
    ...incentive.parameters,
    ...(incentive.split ?? []).map(({ weight }) => weight.parameter),
  ]
  return [
    ...unread.map((item) =>
      redLineIssue(context, 'RED_LINE_ITEM_MISSING', path, {
        item: ruleset.facts.find(({ id }) => id === item)?.title ?? item,
      }),
    ),
    ...[...new Set(amounts)].flatMap((id) => notNegative(context, id)),
  ]
}

/** By grade, best first: neither what earns a grade nor what it leads to falls as the grade rises. */
function checkScheme(context: RedLineContext, scheme: AssessmentScheme): readonly Issue[] {
  const orders = [
    scheme.grades.flatMap(({ atLeast }) => atLeast?.parameter ?? []),
    ...(scheme.consequences ?? []).map(({ factors = [] }) =>
      // In the order of the grades, whatever order the factors are written in.
      scheme.grades.flatMap(
        ({ id }) => factors.find((one) => one.id === id)?.factor.parameter ?? [],
      ),
    ),
  ]
  return orders.flatMap((ids) => notRising(context, ids))
}

function notNegative(context: RedLineContext, id: string): readonly Issue[] {
  for (const day of rulesDays(context.ruleset)) {
    const known = knownOn(context.ruleset, id, day)
    const amount = known === undefined ? undefined : fractionOf(known)
    if (known === undefined || amount === undefined || amount.n >= 0n) continue
    return [
      redLineIssue(context, 'RED_LINE_MONOTONE', `/parameters/${id}`, {
        better: describeKnown(known),
        worse: { zh: '零', en: 'zero' },
        from: day,
      }),
    ]
  }
  return []
}

/** Best performance first: none is below the next. */
function notRising(context: RedLineContext, ids: readonly string[]): readonly Issue[] {
  for (const day of rulesDays(context.ruleset))
    for (const [better, worse] of neighbours(context.ruleset, ids, day))
      if (compareValues({ type: better.parameter.type }, 'lessThan', better.value, worse.value))
        return [
          redLineIssue(context, 'RED_LINE_MONOTONE', `/parameters/${better.parameter.id}`, {
            better: describeKnown(better),
            worse: describeKnown(worse),
            from: day,
          }),
        ]
  return []
}

/** `monotone`: nobody earns less for doing better, on any day. */
export const monotone: RedLineKind<'monotone'> = {
  check,
  keeps: (ours, theirs) =>
    covers(ours.items, theirs.items) &&
    (theirs.parameters.length === 0 || jsonEqual(ours.parameters, theirs.parameters)),
  milder: (line) => [
    ...fewer(line.items).map((items) => ({ ...line, items })),
    ...fewer(line.parameters).map((parameters) => ({ ...line, parameters })),
  ],
  describe: ({ items, parameters }, names) => {
    const parts = [names.items(items), names.titles('parameters', parameters)]
    const named = names.list(parts.filter((part) => part !== ''))
    return {
      zh: `做得更好，所得不得更少：${named}`,
      en: `Doing better may not earn less: ${named}`,
    }
  },
}
