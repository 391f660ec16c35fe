import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons'
import { attachmentLimits } from '@jieli/server/contracts'
import { Button, Progress } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { describeFailure } from '../../api/api-error.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import './attachments.css'
import { acceptedEnds, describeAttachment } from './attachments.ts'
import type { Upload, Uploads } from './use-uploads.ts'

/** The documents that go with what is sent: chosen, listed with how far each is, and taken out again before it is sent. */
export function AttachmentField(props: { readonly uploads: Uploads }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const { list, add, remove } = props.uploads
  const room = attachmentLimits.ofStep - list.length
  return (
    <div className="attachments">
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={acceptedEnds}
        aria-label={t('attachments.add')}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])].slice(0, room)
          target.value = ''
          add(files)
        }}
      />
      <ul className="attachment-list" aria-live="polite">
        {list.map((upload) => (
          <ChosenAttachment key={upload.id} upload={upload} onRemove={() => remove(upload.id)} />
        ))}
      </ul>
      <Button
        size="small"
        icon={<PaperClipOutlined aria-hidden />}
        disabled={room <= 0}
        onClick={() => input.current?.click()}
      >
        {t('attachments.add')}
      </Button>
      <span className="quiet attachment-hint">{t('attachments.hint')}</span>
    </div>
  )
}

function ChosenAttachment(props: { readonly upload: Upload; readonly onRemove: () => void }) {
  const { t } = useTranslation()
  const text = useText()
  const { name, sent, done, error } = props.upload
  return (
    <li>
      <span className="attachment-name">{name}</span>
      {done !== undefined && <span className="quiet">{describeAttachment(done)}</span>}
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('attachments.remove', { name })}
        onClick={props.onRemove}
      />
      {error !== undefined && (
        <p className="attachment-problem" role="alert">
          {text(describeFailure(error))} {t('attachments.takeOut')}
        </p>
      )}
      {done === undefined && error === undefined && (
        <Progress
          size="small"
          // Sent, it is looked at: that it is there is said when it is.
          percent={Math.min(99, Math.round(sent * 100))}
          aria-label={t('attachments.sending', { name })}
        />
      )}
    </li>
  )
}
