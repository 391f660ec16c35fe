import { formatMoney, type Language, type WaterfallEntry } from '@jieli/engine'
import type { ChartOption } from '../charts/chart-props.ts'
import { palette } from '../charts/palette.ts'

/** A column of the waterfall: where it begins and ends, in fen. */
export interface WaterfallColumn {
  readonly id: string
  readonly kind: WaterfallEntry['kind']
  readonly from: number
  readonly to: number
}

/**
 * Where the columns stand: a total on the ground, what is taken off hanging from the one before, the parts one on the
 * other until they make up the total they divide. Unknown amounts have no column. Pure.
 */
export function waterfallColumns(entries: readonly WaterfallEntry[]): readonly WaterfallColumn[] {
  const columns: WaterfallColumn[] = []
  let level = 0
  let parts = 0
  for (const { id, kind, amount } of entries) {
    if (amount === null) continue
    if (kind === 'total') {
      columns.push({ id, kind, from: 0, to: amount })
      level = amount
    } else if (kind === 'less') {
      columns.push({ id, kind, from: level, to: level - amount })
      level -= amount
    } else {
      columns.push({ id, kind, from: parts, to: parts + amount })
      parts += amount
    }
  }
  return columns
}

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
