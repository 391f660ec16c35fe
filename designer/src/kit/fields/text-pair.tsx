import type { Text } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { CommitInput } from './commit-input.tsx'
import { withWords } from './with-words.ts'

/** A text in both languages. */
export function TextPair(props: {
  readonly label: string
  readonly value: Text
  readonly onCommit: (text: Text) => void
  readonly multiline?: boolean
  readonly disabled?: boolean
}) {
  const { t } = useTranslation()
  const check = (text: string): string | undefined =>
    text.trim() === '' ? t('fields.required') : undefined
  const shared = { multiline: props.multiline ?? false, disabled: props.disabled ?? false, check }
  return (
    <div className="text-pair">
      <CommitInput
        {...shared}
        label={t('fields.inChinese', { label: props.label })}
        value={props.value.zh}
        onCommit={(zh) => props.onCommit({ ...props.value, zh })}
      />
      <CommitInput
        {...shared}
        label={t('fields.inEnglish', { label: props.label })}
        value={props.value.en}
        onCommit={(en) => props.onCommit({ ...props.value, en })}
      />
    </div>
  )
}

/** A text that may be left out. Given in one language only, the other is the same until it is translated. */
export function OptionalTextPair(props: {
  readonly label: string
  readonly value: Text | undefined
  readonly onCommit: (text: Text | undefined) => void
}) {
  const { t } = useTranslation()
  const value = props.value ?? { zh: '', en: '' }
  const commit = (language: 'zh' | 'en') => (words: string) => {
    const filled = withWords(value, language, words)
    props.onCommit(filled.zh === '' ? undefined : filled)
  }
  return (
    <div className="text-pair">
      <CommitInput
        label={t('fields.inChinese', { label: props.label })}
        placeholder={t('fields.chinese')}
        value={value.zh}
        onCommit={commit('zh')}
      />
      <CommitInput
        label={t('fields.inEnglish', { label: props.label })}
        placeholder={t('fields.english')}
        value={value.en}
        onCommit={commit('en')}
      />
    </div>
  )
}
