import { Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartProps } from './chart-props.ts'
import './charts.css'

const Drawn = lazy(async () => ({ default: (await import('./drawn-chart.tsx')).DrawnChart }))

/** A chart. Its numbers are also in a table beside it: see `Charted`. */
export function Chart(props: ChartProps) {
  const { t } = useTranslation()
  return (
    <Suspense
      fallback={
        <div
          className="chart-wait"
          role="status"
          aria-label={t('charts.drawing')}
          style={{ height: props.height ?? 320 }}
        >
          <Spin />
        </div>
      }
    >
      <Drawn {...props} />
    </Suspense>
  )
}
