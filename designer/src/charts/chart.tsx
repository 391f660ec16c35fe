import { Spin } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import './charts.css'

export type ChartOption = EChartsCoreOption

export interface ChartProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string
  /** Kept the same while nothing changes (`useMemo`), for the chart is drawn anew with it. */
  readonly option: ChartOption
  /** In pixels. */
  readonly height?: number
}

const Drawn = lazy(async () => ({ default: (await import('./drawn-chart.tsx')).DrawnChart }))

/** A chart. Whatever it says is also in a table beside it: see `Charted`. */
export function Chart(props: ChartProps) {
  const { t } = useTranslation()
  return (
    <Suspense
      fallback={
        <div className="chart-wait" style={{ height: props.height ?? 320 }}>
          <Spin aria-label={t('charts.drawing')} />
        </div>
      }
    >
      <Drawn {...props} />
    </Suspense>
  )
}
