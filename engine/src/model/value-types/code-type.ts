import { equality } from '../operator.ts'
import { readCode } from './code-cell.ts'
import { codesToDraw } from './code-choices.ts'
import { compareText } from './compare-text.ts'
import { codeTitle, plainText } from './format-plain.ts'
import { quotingHint } from './quoting-hint.ts'
import type { ValueTypeModule } from './value-type-module.ts'

/** One code of a list or of an open code system. */
export const codeType: ValueTypeModule = {
  title: { zh: '代码', en: 'code' },
  written: { zh: '代码（文字）', en: 'a code (text)' },
  fits: (value) =>
    typeof value === 'string' && value !== '' && value.length <= 200 && value.isWellFormed(),
  hint: quotingHint,
  operators: [...equality, 'in', 'notIn'],
  compare: compareText,
  format: (value, domain, language) => codeTitle(domain, plainText(value), language),
  inSentence: true,
  hasCodes: true,
  first: ({ values }) => values?.[0]?.code ?? '',
  empty: '',
  samples: ({ values }) => values?.slice(0, 2).map(({ code }) => code) ?? ['a'],
  draw: ({ constants, pick }, { values }) =>
    pick(values?.map(({ code }) => code) ?? codesToDraw(constants)),
  comparable: (value) => value,
  readCell: (given, domain) => ({ value: readCode(given, domain) }),
  writeCell: String,
}
