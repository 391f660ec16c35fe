import { PaperClipOutlined } from '@ant-design/icons'
import type { FiledAttachment } from '@jieli/server/contracts'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { readAttachment } from '../../api/attachments.ts'
import { saveFile } from '../../kit/fields/save-file.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import './attachments.css'
import { describeAttachment } from './attachments.ts'

/** The documents that were filed with a step or a comment, each to be opened by its name. */
export function FiledAttachments(props: {
  readonly caseId: string
  readonly attachments: readonly FiledAttachment[]
}) {
  const { t } = useTranslation()
  const opening = useMutation({
    mutationFn: async ({ sha256, name }: FiledAttachment) => {
      saveFile(await readAttachment(props.caseId, sha256), name ?? sha256)
    },
  })
  return (
    <>
      <ul className="filed-attachments" aria-label={t('attachments.title')}>
        {props.attachments.map((attachment) => (
          <li key={attachment.sha256}>
            {attachment.name === null ? (
              <span className="quiet">{t('attachments.erased')}</span>
            ) : (
              <Button
                type="link"
                size="small"
                icon={<PaperClipOutlined aria-hidden />}
                title={t('attachments.fingerprint', { hash: attachment.sha256 })}
                loading={opening.isPending && opening.variables.sha256 === attachment.sha256}
                onClick={() => opening.mutate(attachment)}
              >
                {attachment.name}
              </Button>
            )}
            <span className="quiet">{describeAttachment(attachment)}</span>
          </li>
        ))}
      </ul>
      <FailureNotice error={opening.error} />
    </>
  )
}
