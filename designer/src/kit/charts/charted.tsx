import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartOption } from './chart-props.ts'
import { Chart } from './chart.tsx'
import { DataTable, type TableData } from './data-table.tsx'

/** A chart with its title, what its numbers mean, and the table of them. */
export function Charted(props: {
  readonly title: string
  /** What is counted, as the caption of the picture. */
  readonly definition?: ReactNode
  readonly option: ChartOption
  readonly height?: number
  readonly data: TableData
  /** Whether the table is open at first. */
  readonly open?: boolean
}) {
  const { t } = useTranslation()
  const { title, definition, option, height, data, open = false } = props
  return (
    <figure className="charted">
      <figcaption>
        <strong>{title}</strong>
        {definition !== undefined && <span className="quiet">{definition}</span>}
      </figcaption>
      <Chart label={title} option={option} {...(height === undefined ? {} : { height })} />
      <details className="charted-table" open={open}>
        <summary>{t('charts.table')}</summary>
        <DataTable caption={title} data={data} />
      </details>
    </figure>
  )
}
