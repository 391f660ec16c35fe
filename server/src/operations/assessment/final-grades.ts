import { type Period, periodOf, previousPeriod } from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import type { RunDocument } from '../../documents/assessment-documents.ts'
import { findRuns } from './find-runs.ts'

/** Before this many periods nothing is asked after. */
const maxPeriods = 24

/** The grades of each unit in the periods just before, by final runs alone and without a gap, the latest last. */
export async function finalGrades(
  context: OperationContext,
  query: { readonly ruleset: string; readonly scheme: string; readonly before: Period },
): Promise<Map<string, string[]>> {
  const { ruleset, scheme, before } = query
  const runs = (await findRuns(context, ruleset)).filter(
    (run) => run.scheme === scheme && run.status === 'final',
  )
  const byPeriod = new Map<string, RunDocument>(runs.map((run) => [run.period, run]))
  const grades = new Map<string, string[]>()
  const broken = new Set<string>()
  let period: Period | undefined = periodOf(before.text)
  for (let step = 0; step < maxPeriods && period !== undefined; step++) {
    period = previousPeriod(period)
    const run = byPeriod.get(period.text)
    if (run === undefined) break
    for (const [unit, grade] of Object.entries(run.grades)) {
      if (grade === null) broken.add(unit)
      else if (!broken.has(unit)) grades.set(unit, [grade, ...(grades.get(unit) ?? [])])
    }
  }
  return grades
}
