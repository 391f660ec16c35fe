import { equality } from '../operator.ts'
import { codeType } from './code-type.ts'
import { compareText } from './compare-text.ts'
import { formatPlain } from './format-plain.ts'
import { quotingHint } from './quoting-hint.ts'
import type { ValueTypeModule } from './value-type-module.ts'

/** Free text. */
export const textType: ValueTypeModule = {
  title: { zh: '文字', en: 'text' },
  written: { zh: '文字', en: 'text' },
  fits: (value) => typeof value === 'string' && value.length <= 2000 && value.isWellFormed(),
  hint: quotingHint,
  operators: equality,
  compare: compareText,
  format: formatPlain,
  inSentence: false,
  hasCodes: false,
  first: () => '',
  empty: '',
  samples: codeType.samples,
  draw: ({ constants, pick }) =>
    pick([...constants.filter((value) => typeof value === 'string'), 'a', 'b']),
  comparable: (value) => value,
  readCell: (given) => ({ value: given }),
  writeCell: String,
}
