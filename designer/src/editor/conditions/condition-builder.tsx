import { PlusOutlined } from '@ant-design/icons'
import { type Condition, describeCondition } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { addTo, groupKind } from './condition-tree.ts'
import { ConditionNode } from './condition-node.tsx'
import { leafOf, leafKinds } from './leaf-kind.ts'
import './conditions.css'

/** Builds a condition of nested groups, with the sentence it makes above it. It never holds an empty group. */
export function ConditionBuilder(props: {
  readonly label: string
  readonly value: Condition | undefined
  readonly onCommit: (condition: Condition | undefined) => void
  /** The id of the decision or named condition being edited: it may not ask itself. */
  readonly within?: string | undefined
  /** A rule cannot do without a condition; `appliesWhen` can. */
  readonly required: boolean
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const language = useLanguage()
  const ruleset = useRuleset()
  const { value, within } = props
  const leaf = leafKinds.map((kind) => leafOf(ruleset, kind, within)).find((found) => found)
  const change = (next: Condition | undefined): void => {
    // The last part of a required condition is renewed instead of taken away.
    if (next !== undefined || !props.required) props.onCommit(next)
    else if (leaf !== undefined) props.onCommit(leaf)
  }
  return (
    <div className="condition-builder" role="group" aria-label={props.label}>
      <p className="condition-sentence" aria-live="polite">
        {value === undefined ? t('conditions.none') : describeCondition(ruleset, value, language)}
      </p>
      {value !== undefined && (
        <ConditionNode root={value} path={[]} part={value} within={within} onChange={change} />
      )}
      {(value === undefined || groupKind(value) === undefined) && (
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          disabled={disabled(leaf === undefined)}
          onClick={() => {
            if (leaf !== undefined) change(value === undefined ? leaf : addTo(value, [], leaf))
          }}
        >
          {t('conditions.add')}
        </Button>
      )}
    </div>
  )
}
