import { PlusOutlined } from '@ant-design/icons'
import type { Fact, TableDecision } from '@jieli/engine'
import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { duplicateInputColumn } from '../../document/commands/duplicate-input-column.ts'
import { setInputColumns } from '../../document/commands/set-input-columns.ts'
import { FactPicker } from '../conditions/fact-picker.tsx'
import { freshId } from '../../document/state/fresh-id.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { LineMenu } from './line-menu.tsx'

/** The head of an input column: the fact it asks for, and what can be done with the column. */
export function InputColumnHead(props: {
  readonly decision: TableDecision
  readonly index: number
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const { facts } = useRuleset()
  const { decision, index } = props
  const column = decision.inputs[index]
  if (column === undefined) return null
  const fact = facts.find((known) => known.id === column.fact)
  const title = text(fact?.title, column.fact)
  const move = (to: number): void => {
    const inputs = decision.inputs.filter((_, place) => place !== index)
    inputs.splice(to, 0, column)
    run(setInputColumns(decision.id, inputs))
  }
  const actions = [
    {
      key: 'left',
      label: t('tables.moveLeft'),
      disabled: index === 0,
      run: () => move(index - 1),
    },
    {
      key: 'right',
      label: t('tables.moveRight'),
      disabled: index === decision.inputs.length - 1,
      run: () => move(index + 1),
    },
    {
      key: 'duplicate',
      label: t('tables.duplicateColumn'),
      run: () => run(duplicateInputColumn(decision.id, column.id, columnId(decision, column.fact))),
    },
    {
      key: 'remove',
      label: t('tables.removeColumn'),
      danger: true,
      // A table without any input column is no table.
      disabled: decision.inputs.length === 1,
      run: () =>
        run(
          setInputColumns(
            decision.id,
            decision.inputs.filter((_, place) => place !== index),
          ),
        ),
    },
  ]
  return (
    <div className="column-head">
      <span title={column.fact}>{title}</span>
      <LineMenu label={t('tables.columnMenu', { title })} actions={actions} />
    </div>
  )
}

/** Adds a column that asks for another fact. */
export function AddInputColumn(props: { readonly decision: TableDecision }) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const { facts } = useRuleset()
  const [open, setOpen] = useState(false)
  const { decision } = props
  const add = (fact: Fact['id']): void => {
    setOpen(false)
    run(setInputColumns(decision.id, [...decision.inputs, { id: columnId(decision, fact), fact }]))
  }
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="cell-editor">
          <FactPicker
            label={t('tables.columnFact')}
            facts={facts}
            value={undefined}
            onCommit={add}
          />
        </div>
      }
    >
      <Button icon={<PlusOutlined aria-hidden />}>{t('tables.addColumn')}</Button>
    </Popover>
  )
}

function columnId(decision: TableDecision, fact: string): string {
  const base = fact.split('.').at(-1) ?? fact
  return freshId(
    base,
    decision.inputs.map((column) => column.id),
  )
}
