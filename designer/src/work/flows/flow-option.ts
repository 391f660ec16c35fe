import type { FlowChart } from '@jieli/server/contracts'
import type { ChartOption } from '../../kit/charts/chart-props.ts'
import { palette } from '../../kit/charts/palette.ts'

const colours: Readonly<Record<string, string>> = {
  up: palette.series[1],
  down: palette.series[0],
}

/**
 * Senders on the left, receivers on the right: a unit that sends and receives is on both sides, for referrals go
 * round and a Sankey cannot. Pure.
 */
export function flowOption(chart: FlowChart, nameOf: (id: string) => string): ChartOption {
  const sides = [
    ...new Set(chart.links.map(({ from }) => `from ${from}`)),
    ...new Set(chart.links.map(({ to }) => `to ${to}`)),
  ]
  const shown = (side: string): string => nameOf(side.slice(side.indexOf(' ') + 1))
  return {
    tooltip: { trigger: 'item' },
    series: [
      {
        type: 'sankey',
        left: 8,
        right: 160,
        top: 8,
        bottom: 8,
        draggable: false,
        nodeAlign: 'justify',
        data: sides.map((side) => ({
          name: side,
          itemStyle: { color: palette.quiet },
          label: { formatter: shown(side), color: palette.ink },
        })),
        links: chart.links.map(({ from, to, direction, count }) => ({
          source: `from ${from}`,
          target: `to ${to}`,
          value: count,
          lineStyle: { color: colours[direction ?? ''] ?? palette.quiet, opacity: 0.4 },
        })),
        tooltip: {
          formatter: ({
            data,
            name,
          }: {
            data: { source?: string; target?: string; value?: number }
            name: string
          }) =>
            data.source === undefined || data.target === undefined
              ? shown(name)
              : `${shown(data.source)} → ${shown(data.target)}: ${String(data.value)}`,
        },
      },
    ],
  }
}
