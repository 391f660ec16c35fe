import type { Indicator } from '../model/assessment.ts'
import { compareFractions, type Fraction } from '../model/exact.ts'

/** Whether a value is as good as a mark or better; the mark itself is enough. Pure. */
export function reaches({ direction }: Indicator, value: Fraction, mark: Fraction): boolean {
  const order = compareFractions(value, mark)
  return direction === 'lowerIsBetter' ? order <= 0 : order >= 0
}
