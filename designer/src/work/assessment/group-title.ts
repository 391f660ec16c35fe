import type { RateGroup } from '@jieli/engine'
import { type ReadableRun, titleOfUnit } from './use-assessment-run.ts'

/** What a group of cases is called. Pure. */
export function groupTitle(
  { by }: RateGroup,
  { run, titled }: Pick<ReadableRun, 'run' | 'titled'>,
  t: (key: string) => string,
): string {
  const [entry] = Object.entries(by)
  if (entry === undefined) return t('assessment.run.allCases')
  const [fact, value] = entry
  if (value === null) return t('assessment.run.unknownGroup')
  return fact === 'unit' ? titleOfUnit(run, value) : titled.titles.code(fact, value)
}
