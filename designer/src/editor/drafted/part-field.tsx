import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'

/** A part of the form of a kind of items, marked while something of it is still to be chosen. */
export function PartField(props: {
  /** Where the words of the kind stand in the dictionary: `dutyEditor`. */
  readonly words: string
  readonly part: string
  readonly missing: readonly string[]
  readonly hint?: string
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const lacks = props.missing.includes(props.part)
  return (
    <Field
      title={t(`${props.words}.parts.${props.part}`)}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      extra={lacks && <span className="drafted-missing">{t('drafted.toChoose')}</span>}
    >
      {props.children}
    </Field>
  )
}
