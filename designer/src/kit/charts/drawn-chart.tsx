import { BarChart, LineChart, SankeyChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { ChartProps } from './chart-props.ts'

use([
  AriaComponent,
  BarChart,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  SankeyChart,
  SVGRenderer,
  TooltipComponent,
])

/** Draws an option as SVG, as wide as there is room, and follows its changes. */
export function DrawnChart({ label, option, height = 320 }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const chart = init(element, null, { renderer: 'svg' })
    // Nothing moves: a chart is printed, photographed and read aloud.
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(element).fontFamily },
      aria: { enabled: true, label: { description: label } },
      ...option,
    })
    const watcher = new ResizeObserver(() => {
      chart.resize()
    })
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      chart.dispose()
    }
  }, [label, option])
  return <div ref={box} className="chart" style={{ height }} role="img" aria-label={label} />
}
