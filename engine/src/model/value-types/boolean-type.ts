import { halfWidth } from '../half-width.ts'
import { equality } from '../operator.ts'
import { wrongType } from './cell-reading.ts'
import { compareText } from './compare-text.ts'
import type { ValueTypeModule } from './value-type-module.ts'

const yes = new Set(['true', '是', 'yes'])
const no = new Set(['false', '否', 'no'])

export const booleanType: ValueTypeModule = {
  title: { zh: '是或否', en: 'yes or no' },
  written: { zh: '是或否（true / false）', en: 'true or false' },
  fits: (value) => typeof value === 'boolean',
  hint: (value) =>
    value === 'true' || value === 'false'
      ? { zh: `请去掉引号，写成 ${value}。`, en: `Please send it without quotes: ${value}.` }
      : undefined,
  operators: equality,
  compare: compareText,
  format: (value, _domain, language) =>
    language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no',
  inSentence: false,
  hasCodes: false,
  first: () => true,
  samples: () => [true, false],
  draw: ({ random }) => random() < 0.5,
  comparable: (value) => value,
  cell: { zh: '“是”或“否”（true / false）', en: 'yes or no (true / false)' },
  readCell: (given) => {
    const word = halfWidth(given).toLowerCase()
    if (yes.has(word)) return { value: true }
    return no.has(word) ? { value: false } : wrongType
  },
  writeCell: String,
}
