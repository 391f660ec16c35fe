import { maxWhole, readNumberCell, wholeReading, wrongType } from './cell-reading.ts'
import type { ValueTypeModule } from './value-type-module.ts'
import { wholeNumber } from './whole-number.ts'

export const integerType: ValueTypeModule = {
  ...wholeNumber,
  title: { zh: '整数', en: 'whole number' },
  written: { zh: '整数', en: 'a whole number' },
  cell: { zh: '整数，例如 1234', en: 'a whole number, such as 1234' },
  readCell: (given) =>
    readNumberCell(given, (text) =>
      /^-?\d+$/.test(text) ? wholeReading(BigInt(text), maxWhole) : wrongType,
    ),
  writeCell: String,
}
