import type { CommentAnswer } from '@jieli/server/contracts'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AttachmentField } from '../attachments/attachment-field.tsx'
import { attachmentsInput, useUploads } from '../attachments/use-uploads.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** A few words to be sent, with the documents that go with them: a comment, or the answer to one. */
export function WordsForm(props: {
  readonly caseId: string
  readonly label: string
  readonly send: 'sendComment' | 'sendAnswer'
  readonly pending: boolean
  readonly error: Error | null
  readonly onSend: (remark: CommentAnswer) => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const uploads = useUploads(props.caseId)
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
      <AttachmentField uploads={uploads} />
      <div className="words-form-buttons">
        <Button
          type="primary"
          size="small"
          loading={props.pending}
          disabled={words.trim() === '' || !uploads.whole}
          onClick={() => props.onSend({ words: words.trim(), ...attachmentsInput(uploads) })}
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
