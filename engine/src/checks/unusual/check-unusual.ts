import type { Issue } from '../../model/issue.ts'
import type { Comparison, UnusualCheck } from './comparison.ts'
import { unusualCalendar } from './unusual-calendar.ts'
import { unusualDays } from './unusual-days.ts'
import { unusualDeadlines } from './unusual-deadlines.ts'
import { unusualFigures } from './unusual-figures.ts'
import { unusualShares } from './unusual-shares.ts'
import { unusualTitles } from './unusual-titles.ts'

/** Every kind of what is unusual, in the order it is told. */
const kinds: readonly UnusualCheck[] = [
  unusualDeadlines,
  unusualDays,
  unusualCalendar,
  unusualShares,
  unusualFigures,
  unusualTitles,
]

/** What is allowed but rare, and has to be acknowledged in words before it is published. Pure. */
export function checkUnusual(comparison: Comparison): readonly Issue[] {
  return kinds.flatMap((kind) => kind(comparison))
}
