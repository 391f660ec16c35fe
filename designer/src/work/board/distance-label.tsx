import type { RateStatus } from '@jieli/engine'
import { useTranslation } from 'react-i18next'

/** Describes how many more cases until a rate crosses its line. Nothing for a rate without a verdict. */
export function DistanceLabel(props: {
  readonly result: RateStatus
  readonly direction: 'atLeast' | 'atMost'
  /** What the numerator counts. */
  readonly numerator: string
}) {
  const { t } = useTranslation()
  const { result, direction, numerator } = props
  const { distance } = result
  if (distance === null) return null
  if (distance.cases === null) return t(`board.never.${distance.side}`)
  return t(`board.distance.${direction}.${distance.side}`, { count: distance.cases, numerator })
}
