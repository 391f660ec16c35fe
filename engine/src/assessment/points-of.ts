import type { Indicator } from '../model/assessment.ts'
import type { Bundle } from '../model/bundle.ts'
import { compareFractions, divideFractions, type Fraction } from '../model/exact.ts'
import { parameterNumber } from './parameter-number.ts'
import { reaches } from './reaches.ts'

const none: Fraction = { n: 0n, d: 1n }
const full: Fraction = { n: 100n, d: 1n }

/** What points are worked out from. */
export interface PointsQuestion {
  readonly value: Fraction
  readonly target: Fraction | null
  readonly asOf: string
}

/** Between 0 and 100, exact; `null` with what is missing, or where the indicator is not scored. Pure. */
export function pointsOf(
  bundle: Bundle,
  indicator: Indicator,
  { value, target, asOf }: PointsQuestion,
): { readonly points: Fraction | null; readonly needs: readonly string[] } {
  const { scoring, direction } = indicator
  if (scoring === undefined) return { points: null, needs: [] }
  const good = (a: Fraction, b: Fraction) => reaches(indicator, a, b)
  const parameter = (id: string) => parameterNumber(bundle, id, asOf)

  if (scoring.method === 'banded') {
    const missing = scoring.bands
      .flatMap((one) => [one.reaches.parameter, one.points.parameter])
      .filter((id) => parameter(id) === null)
    if (missing.length > 0) return { points: null, needs: missing }
    const band = scoring.bands.find((one) => good(value, parameter(one.reaches.parameter) ?? none))
    return { points: clamped(band ? (parameter(band.points.parameter) ?? none) : none), needs: [] }
  }
  // Met or not is a mark of its own: a yes earns everything.
  const mark = target ?? (direction === 'metOrNot' ? { n: 1n, d: 1n } : null)
  if (mark === null) return { points: null, needs: [indicator.target?.parameter ?? indicator.id] }
  if (scoring.method === 'passFail') return { points: good(value, mark) ? full : none, needs: [] }
  const floor = parameter(scoring.floor.parameter)
  if (floor === null) return { points: null, needs: [scoring.floor.parameter] }
  if (good(value, mark)) return { points: full, needs: [] }
  if (!good(value, floor)) return { points: none, needs: [] }
  // Between the floor and the target, the span is not zero: the value lies below the one and not below the other.
  const reached = difference(value, floor)
  const span = difference(mark, floor)
  return {
    points: clamped(divideFractions({ n: reached.n * 100n, d: reached.d }, span) ?? none),
    needs: [],
  }
}

function difference(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d - b.n * a.d, d: a.d * b.d }
}

function clamped(points: Fraction): Fraction {
  if (points.n < 0n) return none
  return compareFractions(points, full) > 0 ? full : points
}
