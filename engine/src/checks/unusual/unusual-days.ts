import { formatParameter } from '../../decisions/format-value.ts'
import { createIssue, type Issue } from '../../model/issue.ts'
import type { DatedValue, Parameter } from '../../model/parameter.ts'
import type { Text } from '../../model/text.ts'
import { type Comparison, type ParameterBelow, parametersBelow, sourceOf } from './comparison.ts'
import { conventions } from './conventions.ts'
import { ownValues, valuesBelow } from './own-values.ts'
import { yearsLater } from './years-later.ts'

/** Values that begin years after the version does, or years before all it rests on. Pure. */
export function unusualDays({ ruleset, below, asOf }: Comparison): readonly Issue[] {
  if (asOf === undefined) return []
  const earliest = below
    .flatMap((under) => under.ruleset.parameters.flatMap(({ values }) => values))
    .reduce<string | undefined>(
      (first, { from }) => (first === undefined || from < first ? from : first),
      undefined,
    )
  const { yearsAhead, yearsBack, yearsBackAlone } = conventions
  const latest = yearsLater(asOf, yearsAhead)
  const first =
    earliest === undefined ? yearsLater(asOf, -yearsBackAlone) : yearsLater(earliest, -yearsBack)
  return ruleset.parameters.flatMap((parameter) => {
    const same = parametersBelow(parameter, below)
    return ownValues(parameter, same).flatMap((dated) => {
      if (dated.from > latest)
        return [told('VALUE_FAR_AHEAD', parameter, { dated, same, years: yearsAhead })]
      if (dated.from < first)
        return [
          told('VALUE_FAR_BACK', parameter, {
            dated,
            same,
            years: earliest === undefined ? yearsBackAlone : yearsBack,
          }),
        ]
      return []
    })
  })
}

function told(
  code: 'VALUE_FAR_AHEAD' | 'VALUE_FAR_BACK',
  parameter: Parameter,
  {
    dated: { from, value },
    same,
    years,
  }: {
    readonly dated: DatedValue
    readonly same: readonly ParameterBelow[]
    readonly years: number
  },
): Issue {
  return createIssue(code, `/parameters/${parameter.id}/values/${from}`, {
    title: parameter.title,
    from,
    years,
    actual: {
      zh: formatParameter(parameter, value, 'zh'),
      en: formatParameter(parameter, value, 'en'),
    },
    usual: usualOn(from, same),
  })
}

/** What holds below on a day, as a sentence of its own. */
function usualOn(day: string, same: readonly ParameterBelow[]): Text {
  const dated = valuesBelow(same)
    .filter(({ from }) => from <= day)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  if (dated === undefined)
    return { zh: '上级规则没有给出当日的值。', en: 'What it rests on gives no value for that day.' }
  const { parameter, title } = dated.source
  const source = sourceOf(title, dated.cites ?? parameter.cites)
  return {
    zh: `${source.zh}当日的值是${formatParameter(parameter, dated.value, 'zh')}。`,
    en: `In ${source.en} the value on that day is ${formatParameter(parameter, dated.value, 'en')}.`,
  }
}
