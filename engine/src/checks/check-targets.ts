import { compareValues, hasOrder } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'

/**
 * A later target that asks for less than an earlier one is more often a slip than a policy; where the indicator says that it
 * may not, it is an error. Pure.
 */
export function checkTargets(ruleset: Ruleset): readonly Issue[] {
  const { parameters } = indexRuleset(ruleset)
  return ruleset.indicators.flatMap(
    ({ title: name, target, direction, targetMayNotSlacken = false }) => {
      const parameter = target === undefined ? undefined : parameters.get(target.parameter)
      if (parameter === undefined || direction === 'metOrNot') return []
      if (!hasOrder(parameter.type)) return []
      const values = parameter.values
        .filter(({ value }) => fitsType(parameter.type, value))
        .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      const slacker = direction === 'higherIsBetter' ? 'lessThan' : 'greaterThan'
      return values.flatMap((later, at) => {
        const earlier = values[at - 1]
        if (earlier === undefined) return []
        if (!compareValues({ type: parameter.type }, slacker, later.value, earlier.value)) return []
        const show = (value: typeof later.value): Text => ({
          zh: formatParameter(parameter, value, 'zh'),
          en: formatParameter(parameter, value, 'en'),
        })
        return [
          createIssue(
            targetMayNotSlacken ? 'TARGET_SANK' : 'TARGET_SLACKENS',
            `/parameters/${parameter.id}/values/${later.from}`,
            {
              name,
              title: parameter.title,
              from: later.from,
              actual: show(later.value),
              before: show(earlier.value),
              earlier: earlier.from,
            },
          ),
        ]
      })
    },
  )
}
