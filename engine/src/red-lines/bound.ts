import { compareValues, hasOrder } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { createIssue } from '../model/issue.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

const check: RedLineKind<'floor' | 'ceiling'>['check'] = (context, check) => {
  const { parameters } = indexRuleset(context.ruleset)
  const path = `/redLines/${context.line.id}`
  const parameter = parameters.get(check.parameter)
  if (parameter === undefined)
    return [
      createIssue('REFERENCE_UNKNOWN', path, {
        kind: { zh: '参数', en: 'parameter' },
        id: check.parameter,
        suggestion: suggest(check.parameter, parameters.keys()),
      }),
    ]
  const { type } = parameter
  if (!fitsType(type, check.bound) || !hasOrder(type))
    return [createIssue('VALUE_TYPE', path, { type, detail: { zh: '红线界限', en: 'the bound' } })]
  const show = (value: typeof check.bound): Text => ({
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  })
  const crossed = check.kind === 'floor' ? 'lessThan' : 'greaterThan'
  return parameter.values
    .filter(
      ({ value }) => fitsType(type, value) && compareValues({ type }, crossed, value, check.bound),
    )
    .map(({ from, value }) =>
      redLineIssue(
        context,
        check.kind === 'floor' ? 'RED_LINE_FLOOR' : 'RED_LINE_CEILING',
        `/parameters/${parameter.id}/values/${from}`,
        { title: parameter.title, from, actual: show(value), bound: show(check.bound) },
      ),
    )
}

/** `floor` and `ceiling`: no dated value of the parameter may cross the bound. */
export const bound: RedLineKind<'floor' | 'ceiling'> = {
  check,
  keeps: (ours, theirs, ruleset) => {
    if (ours.parameter !== theirs.parameter) return false
    const type = indexRuleset(ruleset).parameters.get(theirs.parameter)?.type
    if (type === undefined || !hasOrder(type)) return false
    if (!fitsType(type, ours.bound) || !fitsType(type, theirs.bound)) return false
    const milder = theirs.kind === 'floor' ? 'lessThan' : 'greaterThan'
    return !compareValues({ type }, milder, ours.bound, theirs.bound)
  },
  milder: (line, { parameters }) => {
    const type = parameters.find(({ id }) => id === line.parameter)?.type
    const by = line.kind === 'floor' ? -10 : 10
    const shifted = type && valueTypeModules[type].shift?.(line.bound, by)
    return shifted === undefined ? [] : [{ ...line, bound: shifted }]
  },
  describe: ({ kind, parameter, bound: least }, { title, value }) => {
    const [named, shown] = [title('parameters', parameter), value(parameter, least)]
    return kind === 'floor'
      ? { zh: `${named}不得低于 ${shown}`, en: `${named}: not below ${shown}` }
      : { zh: `${named}不得高于 ${shown}`, en: `${named}: not above ${shown}` }
  },
}
