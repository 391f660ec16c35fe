import type { Text } from '../text.ts'
import type { Value } from '../value.ts'
import { ordering } from '../operator.ts'
import { codeType } from './code-type.ts'
import type { ValueDomain, ValueTypeModule } from './value-type-module.ts'

const writtenAsCode: Text = {
  zh: '层级等有序代码须写代码，不写序号',
  en: 'an ordered code is written as its code, not as a number',
}

/**
 * A code of a list whose order counts, the lowest first: the tier of a unit. What comes before what is said by the list
 * alone, so that a county may add a tier between two others without touching a rule.
 */
export const orderedCodeType: ValueTypeModule = {
  ...codeType,
  title: { zh: '有序代码', en: 'ordered code' },
  written: { zh: '有序代码（文字）', en: 'an ordered code (text)' },
  hint: (value) => (typeof value === 'number' ? writtenAsCode : codeType.hint?.(value)),
  operators: [...ordering, 'in', 'notIn'],
  compare: (a, b, domain) => rankOf(a, domain) - rankOf(b, domain),
  samples: ({ values }) => values?.map(({ code }) => code) ?? ['a'],
  ordersCodes: true,
  // A reason tells parameters, and no parameter is one.
  inSentence: false,
  comparable: rankOf,
}

/** The place of a code in its list, from 0; a code that is not listed lies below all. */
function rankOf(value: Value, { values = [] }: ValueDomain): number {
  return values.findIndex(({ code }) => code === value)
}
