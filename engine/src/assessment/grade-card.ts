import type { AssessmentScheme, GradeConsequence } from '../model/assessment-scheme.ts'
import type { Bundle } from '../model/bundle.ts'
import { compareFractions, type Fraction } from '../model/exact.ts'
import type { ConsequenceResult, GroupResult, ScoreCard } from './assessment-result.ts'
import { exactNumber } from './exact-number.ts'
import { parameterNumber } from './parameter-number.ts'

/** What a grade is given on. */
export interface GradeQuestion {
  readonly scheme: AssessmentScheme | undefined
  readonly score: Fraction | null
  readonly groups: readonly GroupResult[]
  /** Grades of the periods before, the latest last. */
  readonly grades: readonly string[]
  readonly asOf: string
}

/**
 * The grade a score earns, capped where a gate fails, and what follows from it. While a gate cannot be assessed and its
 * cap would matter, there is no grade. Pure.
 */
export function gradeCard(
  bundle: Bundle,
  { scheme, score, groups, grades, asOf }: GradeQuestion,
): Pick<ScoreCard, 'grade' | 'gradeBeforeCap' | 'failedGates' | 'consequences'> {
  const gates = groups.filter(({ group }) => scheme?.gates.includes(group) ?? false)
  const failedGates = gates.filter(({ passed }) => passed === false).map(({ group }) => group)
  if (scheme === undefined)
    return { grade: null, gradeBeforeCap: null, failedGates, consequences: [] }
  const earned = score === null ? null : gradeOf(bundle, scheme, { score, asOf })
  const order = scheme.grades.map(({ id }) => id)
  const cap = scheme.gateCap
  const capMatters =
    earned !== null && cap !== undefined && order.indexOf(earned) < order.indexOf(cap)
  const open = failedGates.length === 0 && gates.some(({ passed }) => passed === null)
  const capped = capMatters && failedGates.length > 0
  const grade = capMatters && open ? null : capped ? cap : earned
  return {
    grade,
    gradeBeforeCap: capped ? earned : null,
    failedGates,
    consequences: (scheme.consequences ?? []).map((consequence) =>
      follow(bundle, consequence, { grade, grades, order, asOf }),
    ),
  }
}

/** The best grade whose mark the score reaches; `null` while a mark that could matter is not set. */
function gradeOf(
  bundle: Bundle,
  scheme: AssessmentScheme,
  { score, asOf }: { readonly score: Fraction; readonly asOf: string },
): string | null {
  for (const { id, atLeast } of scheme.grades) {
    if (atLeast === undefined) return id
    const mark = parameterNumber(bundle, atLeast.parameter, asOf)
    if (mark === null) return null
    if (compareFractions(score, mark) >= 0) return id
  }
  return null
}

interface FollowQuestion {
  readonly grade: string | null
  readonly grades: readonly string[]
  readonly order: readonly string[]
  readonly asOf: string
}

function follow(
  bundle: Bundle,
  { id, factors, after }: GradeConsequence,
  { grade, grades, order, asOf }: FollowQuestion,
): ConsequenceResult {
  const entry = factors?.find((one) => one.id === grade)
  const factor = entry && parameterNumber(bundle, entry.factor.parameter, asOf)
  if (after === undefined)
    return {
      consequence: id,
      factor: factor ? exactNumber(factor) : null,
      follows: grade === null ? null : entry !== undefined || factors === undefined,
    }
  const periods = parameterNumber(bundle, after.periods.parameter, asOf)
  if (grade === null || periods === null) return { consequence: id, factor: null, follows: null }
  const at = (one: string) => order.indexOf(one) >= order.indexOf(after.grade)
  let inARow = 0
  for (const one of [grade, ...grades.toReversed()]) {
    if (!at(one)) break
    inARow += 1
  }
  const follows = compareFractions({ n: BigInt(inARow), d: 1n }, periods) >= 0
  return { consequence: id, factor: follows && factor ? exactNumber(factor) : null, follows }
}
