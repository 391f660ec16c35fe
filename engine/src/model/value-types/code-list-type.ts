import { shortenGiven } from '../describe-given.ts'
import { readCode } from './code-cell.ts'
import { codesToDraw } from './code-choices.ts'
import { codeType } from './code-type.ts'
import { compareText } from './compare-text.ts'
import { codeTitle, formatPlain } from './format-plain.ts'
import type { ValueTypeModule } from './value-type-module.ts'

/** So many codes are written out for people. */
const shownLimit = 8

/** Codes, each once. */
export const codeListType: ValueTypeModule = {
  title: { zh: '代码列表', en: 'list of codes' },
  written: { zh: '代码列表', en: 'a list of codes' },
  fits: (value) =>
    Array.isArray(value) &&
    value.length <= 5000 &&
    value.every((item) => codeType.fits(item)) &&
    new Set(value).size === value.length,
  hint: (value) => {
    if (typeof value !== 'string' || value === '') return undefined
    const listed = JSON.stringify([shortenGiven(value)])
    return { zh: `请写成列表 ${listed}。`, en: `Please send it as a list: ${listed}.` }
  },
  operators: ['contains', 'doesNotContain', 'containsAny', 'containsNone', 'countAtLeast'],
  compare: compareText,
  format: (value, domain, language) => {
    if (!Array.isArray(value)) return formatPlain(value, domain, language)
    const shown = value.slice(0, shownLimit).map((code) => codeTitle(domain, code, language))
    const { length } = value
    const more =
      length <= shownLimit ? '' : { zh: ` 等 ${length} 项`, en: ` … (${length})` }[language]
    const text = shown.join({ zh: '、', en: ', ' }[language]) + more
    return text === '' ? { zh: '（空）', en: '(none)' }[language] : text
  },
  inSentence: false,
  hasCodes: true,
  first: ({ values }) => (values?.[0] === undefined ? [] : [values[0].code]),
  empty: [],
  samples: () => [],
  draw: ({ constants, random }, { values }) => {
    const choices = values?.map(({ code }) => code) ?? [...new Set(codesToDraw(constants))]
    return choices.filter(() => random() < 0.3)
  },
  comparable: (value) => value,
  cell: { zh: '代码，多个之间用分号隔开', en: 'codes, parted by semicolons' },
  readCell: (given, domain) => ({
    value: given
      .split(/[;；、|]/)
      .flatMap((part) => (part.trim() === '' ? [] : [readCode(part.trim(), domain)])),
  }),
  writeCell: (value) => (value as string[]).join(';'),
}
