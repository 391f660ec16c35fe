import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'

/** One of a few choices, labelled by keys of the dictionary: `prefix.value`. */
export function ChoiceField<T extends string>(props: {
  readonly label: string
  readonly value: T | undefined
  readonly options: readonly T[]
  readonly labels: string
  readonly onChoose: (value: T) => void
  readonly onClear?: () => void
}) {
  const { t } = useTranslation()
  const clear = useClear()
  const disabled = useDisabled()
  const labelOf = (value: string): string => t(`${props.labels}.${value}`)
  return (
    <Select<T | undefined>
      className="value-input"
      aria-label={props.label}
      placeholder={t('fields.notFilled')}
      allowClear={props.onClear === undefined ? false : clear}
      disabled={disabled()}
      value={props.value}
      options={props.options.map((value) => ({ value, label: labelOf(value) }))}
      onChange={(value) => (value === undefined ? props.onClear?.() : props.onChoose(value))}
    />
  )
}

/** Several items by their titles, in the order chosen. */
export function ItemsField(props: {
  readonly label: string
  readonly value: readonly string[]
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onCommit: (ids: string[]) => void
}) {
  const disabled = useDisabled()
  return (
    <Select<string[]>
      mode="multiple"
      className="value-input"
      aria-label={props.label}
      disabled={disabled()}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...props.value]}
      options={[...props.options]}
      onChange={(ids) => props.onCommit(ids)}
    />
  )
}
