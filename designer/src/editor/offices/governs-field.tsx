import { type GovernedList, governedLists } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'

/** Which kinds of item a procedure governs. */
export function GovernsField(props: {
  readonly value: readonly GovernedList[]
  readonly onChange: (kinds: GovernedList[]) => void
}) {
  const { t } = useTranslation()
  return (
    <Field title={t('approvals.governs')} hint={t('approvals.governsHint')}>
      <Select<GovernedList[]>
        mode="multiple"
        className="value-input"
        aria-label={t('approvals.governs')}
        placeholder={t('approvals.governsNothing')}
        value={[...props.value]}
        options={governedLists.map((value) => ({ value, label: t(`approvals.kinds.${value}`) }))}
        onChange={props.onChange}
      />
    </Field>
  )
}
