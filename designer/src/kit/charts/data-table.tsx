import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeClipboard } from '../clipboard.ts'

/** Texts and numbers as they are shown. The first cell of a row names it. */
export interface TableData {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A plain table for screen readers that can be copied into a spreadsheet. */
export function DataTable(props: { readonly caption: string; readonly data: TableData }) {
  const { t } = useTranslation()
  const { caption, data } = props
  const [copied, setCopied] = useState(false)
  const lines = [data.columns, ...data.rows].map((cells) => cells.join('\t'))
  return (
    <div className="data-table">
      <div className="data-table-scroll" tabIndex={0} role="group" aria-label={caption}>
        <table>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {data.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((cells) => (
              <tr key={cells.join('\t')}>
                {cells.map((cell, at) =>
                  at === 0 ? (
                    <th key={data.columns[at]} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={data.columns[at]}>{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button
        size="small"
        icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
        onClick={() => void writeClipboard(lines.join('\n')).then(setCopied)}
      >
        {t(copied ? 'charts.copied' : 'charts.copy')}
      </Button>
    </div>
  )
}
