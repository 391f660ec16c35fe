import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DecisionLine } from '../../document/commands/decision-lines.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'

/** What can be done with a row, a rule or a column as a whole. */
export function LineMenu(props: {
  readonly label: string
  readonly actions: readonly {
    readonly key: string
    readonly label: string
    readonly disabled?: boolean
    readonly danger?: boolean
    readonly run: () => void
  }[]
}) {
  return (
    <LockedFields locked={false}>
      <Dropdown
        trigger={['click']}
        menu={{
          items: props.actions.map(({ run, ...action }) => ({ ...action, onClick: run })),
        }}
      >
        <Button
          type="text"
          size="small"
          icon={<MoreOutlined aria-hidden />}
          aria-label={props.label}
        />
      </Dropdown>
    </LockedFields>
  )
}

/** The common actions on a line of a list: insert, duplicate, move, remove. */
export function useLineActions(line: {
  readonly index: number
  readonly count: number
  /** True when it must stay as it is. */
  readonly locked: boolean
  /** True when the whole list must stay as it is. */
  readonly fixed: boolean
  readonly insert: (index: number) => void
  readonly duplicate: () => void
  readonly move: (to: number) => void
  readonly remove: () => void
  /** The parent's line that this one overrides. */
  readonly backTo: DecisionLine | undefined
  readonly reset: (line: DecisionLine) => void
}) {
  const { t } = useTranslation()
  const { index, count, backTo, fixed } = line
  return [
    ...(backTo === undefined
      ? []
      : [
          {
            key: 'back',
            label: t('ruleBook.backToTemplate'),
            run: () => line.reset(backTo),
          },
        ]),
    {
      key: 'above',
      label: t('tables.insertAbove'),
      disabled: fixed,
      run: () => line.insert(index),
    },
    {
      key: 'below',
      label: t('tables.insertBelow'),
      disabled: fixed,
      run: () => line.insert(index + 1),
    },
    { key: 'duplicate', label: t('tables.duplicate'), disabled: fixed, run: line.duplicate },
    {
      key: 'up',
      label: t('tables.moveUp'),
      disabled: fixed || index === 0,
      run: () => line.move(index - 1),
    },
    {
      key: 'down',
      label: t('tables.moveDown'),
      disabled: fixed || index === count - 1,
      run: () => line.move(index + 1),
    },
    {
      key: 'remove',
      label: t('tables.remove'),
      danger: true,
      disabled: fixed || line.locked,
      run: line.remove,
    },
  ]
}
