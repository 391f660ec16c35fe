import type { BoardGroup } from '@jieli/server/contracts'
import { palette } from '../../kit/charts/palette.ts'

const width = 88
const height = 22

/** The last months of a rate as one small line. Its numbers are in the chart and table below; here it is decoration. */
export function Sparkline(props: { readonly trend: BoardGroup['trend']; readonly rate: string }) {
  const shares = props.trend.map(({ rates }) => {
    const rate = rates.find(({ id }) => id === props.rate)
    if (rate === undefined || rate.numerator === null || rate.denominator === null) return undefined
    return rate.denominator > 0 ? rate.numerator / rate.denominator : undefined
  })
  const first = shares.findIndex((share) => share !== undefined)
  const known = shares.slice(Math.max(0, first))
  const step = known.length > 1 ? width / (known.length - 1) : 0
  const points = known.flatMap((share, at) =>
    share === undefined ? [] : [`${at * step},${height - 2 - Math.min(1, share) * (height - 4)}`],
  )
  if (points.length < 2) return null
  return (
    <svg className="sparkline" width={width} height={height} aria-hidden="true">
      <polyline points={points.join(' ')} fill="none" stroke={palette.quiet} strokeWidth="1.5" />
    </svg>
  )
}
