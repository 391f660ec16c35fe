import { compareValues } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { compareFractions, subtractFractions } from '../model/exact.ts'
import { jsonEqual } from '../model/json.ts'
import { rulesDays } from '../decisions/rules-days.ts'
import { fewer } from './covers.ts'
import { describeKnown, fractionOf, type Known, knownOn, neighbours } from './known-on-day.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'descending'>['check'] = (context, check) => {
  const { ruleset, parent } = context
  for (const day of rulesDays(ruleset))
    for (const [higher, lower] of neighbours(ruleset, check.parameters, day)) {
      const path = `/parameters/${higher.parameter.id}`
      const between = { higher: describeKnown(higher), lower: describeKnown(lower), from: day }
      if (!compareValues({ type: higher.parameter.type }, 'greaterThan', higher.value, lower.value))
        return [redLineIssue(context, 'RED_LINE_ORDER', path, between)]
      const short = [ruleset, parent].flatMap((one) => {
        const id = check.step?.parameter
        const step = one === undefined || id === undefined ? undefined : knownOn(one, id, day)
        return step !== undefined && isShort(higher, lower, step) ? [step] : []
      })[0]
      if (short === undefined) continue
      const { parameter, value } = short
      const step = {
        zh: formatParameter(parameter, value, 'zh'),
        en: formatParameter(parameter, value, 'en'),
      }
      return [redLineIssue(context, 'RED_LINE_STEP', path, { ...between, step })]
    }
  return []
}

/** True when the gap is smaller than the step, compared exactly. */
function isShort(higher: Known, lower: Known, step: Known): boolean {
  const [high, low, least] = [higher, lower, step].map(fractionOf)
  if (high === undefined || low === undefined || least === undefined) return false
  return compareFractions(subtractFractions(high, low), least) < 0
}

/**
 * `descending`: on every day each parameter is above the next, by at least the step the ruleset or its parent gives;
 * one that has no value yet says nothing.
 */
export const descending: RedLineKind<'descending'> = {
  check,
  // A step may be asked for where none was.
  keeps: (ours, theirs) =>
    jsonEqual(ours.parameters, theirs.parameters) && theirs.step === undefined,
  milder: (line) => {
    const { step, ...unstepped } = line
    return [
      ...fewer(line.parameters).map((parameters) => ({ ...line, parameters })),
      ...(step === undefined ? [] : [unstepped]),
    ]
  },
  describe: ({ parameters, step }, { title, titles }) => {
    const named = titles('parameters', parameters)
    if (step === undefined)
      return { zh: `必须逐项递减：${named}`, en: `Each must be above the next: ${named}` }
    const by = title('parameters', step.parameter)
    return {
      zh: `必须逐项递减，每项之差不小于“${by}”：${named}`,
      en: `Each must be above the next, by "${by}" or more: ${named}`,
    }
  },
}
