import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** A few words to be sent: a comment, or the answer to one. */
export function WordsForm(props: {
  readonly label: string
  readonly send: 'sendComment' | 'sendAnswer'
  readonly pending: boolean
  readonly error: Error | null
  readonly onSend: (words: string) => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  return (
    <div className="words-form">
      <Input.TextArea
        aria-label={props.label}
        autoFocus
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <div className="words-form-buttons">
        <Button
          type="primary"
          size="small"
          loading={props.pending}
          disabled={words.trim() === ''}
          onClick={() => props.onSend(words.trim())}
        >
          {t(`approvals.${props.send}`)}
        </Button>
        <Button size="small" onClick={props.onCancel}>
          {t('approvals.cancel')}
        </Button>
      </div>
      <FailureNotice error={props.error} />
    </div>
  )
}
