import { jsonEqual, type Ratio } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import type { BearerDraft } from './bearers-said.ts'

/** Who bears it, and which part. */
export function BearerFields(props: {
  readonly label: string
  readonly value: BearerDraft
  readonly onChange: (draft: BearerDraft) => void
}) {
  const { t } = useTranslation()
  const { label, value } = props
  const named = (field: string): string => t('newFund.of', { label, field: t(`newFund.${field}`) })
  return (
    <div className="assessment-columns">
      <Field title={label}>
        <OptionalTextPair
          label={named('bearer')}
          value={value.title}
          onCommit={(title) => {
            const { title: _before, ...rest } = value
            props.onChange(title === undefined ? rest : { ...rest, title })
          }}
        />
      </Field>
      <Field title={t('newFund.part')} hint={t('newFund.partHint')}>
        <ValueInput
          definition={{ type: 'ratio' }}
          label={named('part')}
          value={value.part ?? null}
          onCommit={(next) => {
            const { part: before, ...rest } = value
            if (next === null) props.onChange(rest)
            else if (!jsonEqual(next, before ?? null))
              props.onChange({ ...rest, part: next as Ratio })
          }}
        />
      </Field>
    </div>
  )
}
