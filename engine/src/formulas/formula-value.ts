import {
  decimalPattern,
  fractionOfDecimal,
  fractionOfRatio,
  reduceFraction,
} from '../model/exact.ts'
import { ratioSchema, type Value } from '../model/value.ts'
import type { FormulaSignature } from './formula.ts'
import type { FormulaValue } from './formula-result.ts'

/**
 * A fact's or parameter's value as formulas count it: money in fen, a ratio of 1 as the whole, 3 percentage points
 * as 0.03. Nothing for unknown, for types formulas do not read, and for a value not written as its type asks. Pure.
 */
export function formulaValue(
  { type, unit }: FormulaSignature,
  value: Value | null,
): FormulaValue | undefined {
  const scale = unit === 'percentagePoint' ? 100n : 1n
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'integer':
    case 'money':
      return Number.isSafeInteger(value)
        ? reduceFraction({ n: BigInt(value as number), d: scale })
        : undefined
    case 'decimal': {
      if (typeof value !== 'string' || !decimalPattern.test(value)) return undefined
      const { n, d } = fractionOfDecimal(value)
      return reduceFraction({ n, d: d * scale })
    }
    case 'ratio': {
      const ratio = ratioSchema.safeParse(value)
      return ratio.success ? reduceFraction(fractionOfRatio(ratio.data)) : undefined
    }
    case 'code':
    case 'codeList':
    case 'date':
    case 'dateTime':
    case 'duration':
    case 'text':
      return undefined
  }
}
