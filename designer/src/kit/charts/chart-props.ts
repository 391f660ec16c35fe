import type { EChartsCoreOption } from 'echarts/core'

export type ChartOption = EChartsCoreOption

export interface ChartProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string
  /** Kept the same while nothing changes (`useMemo`), for the chart is drawn anew with it. */
  readonly option: ChartOption
  /** In pixels. */
  readonly height?: number
}
