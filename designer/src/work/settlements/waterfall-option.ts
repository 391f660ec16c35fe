import { formatMoney, type Language, type WaterfallEntry } from '@jieli/engine'
import type { ChartOption } from '../../kit/charts/chart-props.ts'
import { palette } from '../../kit/charts/palette.ts'
import { waterfallColumns } from './waterfall-columns.ts'

const colours = { total: palette.series[0], less: palette.series[1], part: palette.series[2] }

/** The waterfall as a chart. Fen are drawn as yuan; labels are exact. Pure. */
export function waterfallOption(
  entries: readonly WaterfallEntry[],
  language: Language,
): ChartOption {
  const known = entries.filter(({ amount }) => amount !== null)
  const columns = waterfallColumns(entries)
  const low = columns.map(({ from, to }) => Math.min(from, to) / 100)
  return {
    grid: { left: 12, right: 16, top: 34, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category',
      data: known.map(({ title }) => title[language]),
      axisLabel: { interval: 0, width: 110, overflow: 'break', color: palette.ink },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLabel: { color: palette.ink },
      splitLine: { lineStyle: { color: palette.grid } },
    },
    series: [
      {
        type: 'bar',
        stack: 'money',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: low,
      },
      {
        type: 'bar',
        stack: 'money',
        barMaxWidth: 64,
        label: {
          show: true,
          position: 'top',
          color: palette.ink,
          fontSize: 11,
          formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
            formatMoney(known[dataIndex]?.amount ?? 0),
        },
        data: columns.map(({ kind, from, to }) => ({
          value: Math.abs(to - from) / 100,
          itemStyle: { color: colours[kind] },
        })),
      },
    ],
  }
}
