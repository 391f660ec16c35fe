import type { DraftComment } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { FiledAttachments } from '../attachments/filed-attachments.tsx'

/** The documents of a comment or an answer: to be opened, or in print named with their hashes. */
export function CommentAttachments(props: {
  readonly caseId: string | undefined
  readonly attachments: DraftComment['attachments']
}) {
  const { t } = useTranslation()
  const { caseId, attachments = [] } = props
  if (attachments.length === 0) return null
  if (caseId !== undefined) return <FiledAttachments caseId={caseId} attachments={attachments} />
  return (
    <ul aria-label={t('attachments.title')}>
      {attachments.map(({ sha256, name }) => (
        <li key={sha256}>
          {name} <span className="quiet">{t('attachments.fingerprint', { hash: sha256 })}</span>
        </li>
      ))}
    </ul>
  )
}
