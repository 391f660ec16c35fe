import type { Fact } from '@jieli/engine'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'

/** Chooses a fact by its title or its id. */
export function FactPicker(props: {
  readonly label: string
  readonly value: string | undefined
  readonly facts: readonly Fact[]
  readonly onCommit: (fact: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const options = useMemo(
    () =>
      props.facts.map(({ id, title }) => ({
        value: id,
        label: text(title),
        search: `${text(title)} ${id}`,
      })),
    [props.facts, text],
  )
  return (
    <Select<string>
      className="value-input"
      aria-label={props.label}
      placeholder={t('conditions.chooseFact')}
      showSearch={{ optionFilterProp: 'search' }}
      popupMatchSelectWidth={false}
      {...(props.value === undefined ? {} : { value: props.value })}
      options={options}
      onChange={(fact) => props.onCommit(fact)}
    />
  )
}
