import type { PeriodType } from './assessment-scheme.ts'

/** How many months a period of each type has. */
export const periodMonths: Readonly<Record<PeriodType, number>> = {
  month: 1,
  quarter: 3,
  half: 6,
  year: 12,
}
