import { formatParameter, parameterAsOf, reasonAsOf, type Text, tellableTypes } from '@jieli/engine'
import { Select } from 'antd'
import { type SyntheticEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '../../document/editing/today.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { insertName } from './insert-name.ts'
import { useReasonNames } from './use-reason-names.ts'

/** A reason in both languages. A parameter it tells is chosen by title, and shown with today's value below. */
export function ReasonField(props: {
  readonly value: Text
  readonly onCommit: (reason: Text) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const ruleset = useRuleset()
  const disabled = useDisabled()()
  const names = useReasonNames()
  const { value } = props
  const shown = names.byTitles(value)
  const box = useRef<HTMLDivElement>(null)
  const caret = useRef<{ readonly field: number; readonly at: number }>(undefined)
  const noteCaret = ({ target }: SyntheticEvent): void => {
    const fields = [...(box.current?.querySelectorAll('textarea') ?? [])]
    const field = fields.indexOf(target as HTMLTextAreaElement)
    if (field >= 0) caret.current = { field, at: fields[field]?.selectionStart ?? 0 }
  }
  const insert = (id: string): void => {
    const name = names.byTitles({ zh: `{${id}}`, en: `{${id}}` })
    const { field, at } = caret.current ?? {}
    props.onCommit(
      names.byIds({
        zh: insertName(shown.zh, name.zh, field === 0 ? at : undefined),
        en: insertName(shown.en, name.en, field === 1 ? at : undefined),
      }),
    )
  }
  const offered = ruleset.parameters.filter(({ type }) => tellableTypes.includes(type))
  const day = today()
  const read = reasonAsOf(ruleset, value, day)
  return (
    <div ref={box} className="reason-field" onSelect={noteCaret}>
      <TextPair
        label={t('tables.reason')}
        multiline
        value={shown}
        onCommit={(reason) => props.onCommit(names.byIds(reason))}
      />
      {read !== value && <p className="quiet">{t('tables.readsToday', { words: text(read) })}</p>}
      <Select
        aria-label={t('tables.insertParameter')}
        placeholder={t('tables.insertParameter')}
        size="small"
        showSearch
        popupMatchSelectWidth={false}
        disabled={disabled}
        value={null}
        optionFilterProp="label"
        options={offered.map((parameter) => {
          const held = parameterAsOf(parameter, day)?.value
          const told = held === undefined ? '' : ` · ${formatParameter(parameter, held, language)}`
          return { value: parameter.id, label: `${text(parameter.title)}${told}` }
        })}
        onChange={(id: string | null) => {
          if (id !== null) insert(id)
        }}
      />
    </div>
  )
}
