import { PlusOutlined } from '@ant-design/icons'
import { indexRuleset, type TableDecision } from '@jieli/engine'
import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { moveDecisionLine } from '../../document/commands/move-decision-line.ts'
import { upsertDecisionLine } from '../../document/commands/upsert-decision-line.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useDocument, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { newRow } from './edit-line.ts'
import { cellOf, focusCell } from './grid-focus.ts'
import { AddInputColumn, InputColumnHead } from './input-column-head.tsx'
import { lineProvenance, parentLines } from './line-provenance.ts'
import { RemovedLines } from './removed-lines.tsx'
import type { DecisionIssues } from './use-decision-issues.ts'
import { TableRowView } from './table-row.tsx'

/** A decision table. Enter and Shift+Enter move through its columns, Enter below the last row adds one, Alt+arrows move a row. */
export function DecisionTable(props: {
  readonly decision: TableDecision
  /** Id of the row the address points at. */
  readonly selected: string | undefined
  readonly issues: DecisionIssues
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const { decision, selected } = props
  const { key: visit } = useLocation()
  const grid = useRef<HTMLTableElement>(null)
  const wanted = useRef<{ row: number; column: string }>(undefined)
  const { facts } = indexRuleset(ruleset)
  const theirs = useMemo(() => parentLines(parent, decision.id), [parent, decision.id])

  // A row that was just added or moved is there with the rows it made. An effect after painting may belong to what was
  // rendered before them and still be to come: it would look for the row too early, and not again.
  useLayoutEffect(() => {
    const { current: place } = wanted
    wanted.current = undefined
    if (place !== undefined) focusCell(grid.current, place.row, place.column)
  }, [decision.rows])
  useEffect(() => {
    if (selected === undefined) return
    const row = grid.current?.querySelector(`tr[data-line="${CSS.escape(selected)}"]`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector<HTMLElement>('td button, td select')?.focus()
    // Another visit of the same address jumps again.
  }, [selected, visit])

  const onKeyDown = (event: KeyboardEvent): void => {
    const cell = cellOf(event.target)
    if (cell === undefined || event.nativeEvent.isComposing) return
    const last = decision.rows.length - 1
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const row = decision.rows[cell.row]
      const to = cell.row + (event.key === 'ArrowUp' ? -1 : 1)
      if (row === undefined || to < 0 || to > last || disabled()) return
      event.preventDefault()
      wanted.current = { ...cell, row: to }
      run(moveDecisionLine(decision.id, row.id, to))
      return
    }
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return
    // A list of choices that is open takes Enter for itself.
    if (event.target instanceof HTMLElement && event.target.ariaExpanded === 'true') return
    event.preventDefault()
    if (event.shiftKey) focusCell(grid.current, cell.row - 1, cell.column)
    else if (cell.row < last) focusCell(grid.current, cell.row + 1, cell.column)
    else if (!disabled()) {
      if (event.target instanceof HTMLElement) event.target.blur()
      wanted.current = { row: last + 1, column: cell.column }
      run(upsertDecisionLine(decision.id, newRow(decision)))
    }
  }

  return (
    <>
      <div className="decision-grid" tabIndex={-1}>
        <table ref={grid} onKeyDown={onKeyDown} aria-label={text(decision.title)}>
          <thead>
            <tr>
              <th scope="col" className="row-head">
                #
              </th>
              {decision.inputs.map((column, index) => (
                <th key={column.id} scope="col">
                  <InputColumnHead decision={decision} index={index} />
                </th>
              ))}
              <th scope="col" className="head-then">
                {t('tables.outcome')}
              </th>
              {(decision.outputs ?? []).map((column) => (
                <th key={column.id} scope="col" className="head-then">
                  {text(column.title)}
                </th>
              ))}
              <th scope="col" className="head-then">
                {t('tables.reason')}
              </th>
              <th scope="col">{t('tables.cites')}</th>
              <th scope="col">{t('tables.more')}</th>
              {parent !== undefined && <th scope="col">{t('tables.origin')}</th>}
            </tr>
          </thead>
          <tbody>
            {decision.rows.map((row, index) => (
              <TableRowView
                key={row.id}
                decision={decision}
                row={row}
                index={index}
                facts={facts}
                provenance={lineProvenance(row, theirs)}
                selected={row.id === selected}
                issues={props.issues.ofLine(row.id)}
                current={props.issues.current}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="decision-grid-foot">
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => {
            wanted.current = {
              row: decision.rows.length,
              column: decision.inputs[0]?.id ?? '-outcome',
            }
            run(upsertDecisionLine(decision.id, newRow(decision)))
          }}
        >
          {t('tables.addRow')}
        </Button>
        <AddInputColumn decision={decision} />
        <span className="quiet">{t('tables.keys')}</span>
      </div>
      <RemovedLines decision={decision} theirs={theirs} />
    </>
  )
}
