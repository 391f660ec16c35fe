import type { DraftComment } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { CommentAttachments } from './comment-attachments.tsx'

/** What a comment was answered with; nothing while it is open. */
export function AnswerOfComment(props: {
  /** Whose documents are opened from here; undefined in print, where they are named. */
  readonly caseId: string | undefined
  readonly answer:
    | Pick<NonNullable<DraftComment['answer']>, 'by' | 'at' | 'words' | 'attachments'>
    | undefined
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { caseId, answer } = props
  if (answer === undefined) return null
  return (
    <blockquote>
      <span className="quiet">
        {t('approvals.answeredBy', { by: answer.by.title, at: moment(answer.at) })}
      </span>
      <p>{answer.words}</p>
      <CommentAttachments caseId={caseId} attachments={answer.attachments} />
    </blockquote>
  )
}
