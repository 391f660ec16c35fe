import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'
import type { DutyPart } from './duty-draft.ts'

/** A part of the form, marked while something of it is still to be chosen. */
export function PartField(props: {
  readonly part: DutyPart
  readonly missing: readonly DutyPart[]
  readonly hint?: string
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const lacks = props.missing.includes(props.part)
  return (
    <Field
      title={t(`dutyEditor.parts.${props.part}`)}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      extra={lacks && <span className="duty-missing">{t('dutyEditor.toChoose')}</span>}
    >
      {props.children}
    </Field>
  )
}
