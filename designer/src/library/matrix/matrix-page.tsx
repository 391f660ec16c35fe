import type { Matrix, MatrixRow, MatrixRuleset } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Empty, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readMatrix } from '../../api/comparisons.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { DamagedNotice } from '../../kit/notices/damaged-notice.tsx'
import { CopyDialog, type CopySource } from './copy-dialog.tsx'
import { MatrixCellView } from './matrix-cell.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './matrix.css'

/** Parameter values in force in many rulesets, side by side, with differences highlighted. */
export function MatrixPage() {
  const { t } = useTranslation()
  const matrix = useQuery({ queryKey: ['matrix'], queryFn: readMatrix })
  return (
    <main className="page">
      <h1 className="page-title">{t('matrix.title')}</h1>
      <p className="quiet">{t('matrix.hint')}</p>
      <FailureNotice error={matrix.error} />
      {matrix.isPending && <Waiting />}
      {matrix.data !== undefined && <MatrixTable matrix={matrix.data} />}
    </main>
  )
}

function MatrixTable(props: { readonly matrix: Matrix }) {
  const { t } = useTranslation()
  const text = useText()
  const { matrix } = props
  const usual = matrix.rulesets.filter(({ kind }) => kind === 'county' || kind === 'template')
  const [shown, setShown] = useState(usual.map(({ id }) => id))
  const [search, setSearch] = useState('')
  const [onlyUnlike, setOnlyUnlike] = useState(false)
  const [copying, setCopying] = useState<CopySource>()
  const rulesets = matrix.rulesets.filter(({ id }) => shown.includes(id))
  const rows = matrix.parameters.filter(
    (row) =>
      text(row.title).includes(search.trim()) &&
      row.cells.some((cell) => shown.includes(cell.ruleset) && cell.state !== 'unknown') &&
      (!onlyUnlike || isUnlike(row, shown)),
  )
  return (
    <>
      <DamagedNotice
        entries={matrix.damaged}
        title={t('damaged.missing', { count: matrix.damaged.length })}
      />
      <div className="matrix-bar">
        <Select
          mode="multiple"
          aria-label={t('matrix.rulesets')}
          value={shown}
          onChange={setShown}
          maxTagCount={4}
          options={matrix.rulesets.map(({ id, title }) => ({ value: id, label: text(title) }))}
        />
        <Input
          aria-label={t('matrix.search')}
          placeholder={t('matrix.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Checkbox checked={onlyUnlike} onChange={(event) => setOnlyUnlike(event.target.checked)}>
          {t('matrix.onlyUnlike')}
        </Checkbox>
        <span role="status" className="quiet">
          {t('matrix.rows', { count: rows.length, day: matrix.asOf })}
        </span>
      </div>
      <ul className="matrix-legend">
        <li>
          <span aria-hidden>▲</span> {t('matrix.unlikeMost')}
        </li>
        <li>
          <span aria-hidden>◇</span> {t('matrix.unlikeTemplate')}
        </li>
      </ul>
      {rows.length === 0 ? (
        <Empty description={t('matrix.none')} />
      ) : (
        // The table is wider than the page where there are many counties; the keyboard scrolls it too.
        <div
          className="matrix-scroll panel"
          tabIndex={0}
          role="group"
          aria-label={t('matrix.title')}
        >
          <table className="matrix">
            <thead>
              <tr>
                <th scope="col">{t('matrix.parameter')}</th>
                {rulesets.map((ruleset) => (
                  <ColumnHead key={ruleset.id} ruleset={ruleset} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{text(row.title)}</th>
                  {rulesets.map(({ id, title }) => {
                    const cell = row.cells.find((other) => other.ruleset === id)
                    return (
                      <td key={id}>
                        {cell !== undefined && (
                          <MatrixCellView
                            cell={cell}
                            copyLabel={t('matrix.copyNamed', {
                              title: text(row.title),
                              ruleset: text(title),
                            })}
                            onCopy={() => setCopying({ row, cell })}
                          />
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {copying !== undefined && (
        <CopyDialog
          source={copying}
          rulesets={matrix.rulesets}
          today={matrix.asOf}
          onClose={() => setCopying(undefined)}
        />
      )}
    </>
  )
}

function isUnlike(row: MatrixRow, shown: readonly string[]): boolean {
  return row.cells.some(
    (cell) => shown.includes(cell.ruleset) && (cell.unlikeMost || cell.template !== undefined),
  )
}

function ColumnHead(props: { readonly ruleset: MatrixRuleset }) {
  const { t } = useTranslation()
  const text = useText()
  const { id, title, version, behind, sample, templateProblem } = props.ruleset
  return (
    <th scope="col">
      <Link to={`/rulesets/${encodeURIComponent(id)}`}>{text(title)}</Link>
      <span className="matrix-version">{version}</span>
      {sample && <Tag tone="neutral">{t('matrix.sample')}</Tag>}
      {behind > 0 && <Tag tone="amber">{t('matrix.behind', { count: behind })}</Tag>}
      {templateProblem !== undefined && (
        <Tag tone="red">
          <span title={text(templateProblem.message)}>{t('damaged.template')}</span>
        </Tag>
      )}
    </th>
  )
}
