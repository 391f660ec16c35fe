import type { DraftComment } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'

/** What a comment was answered with; nothing while it is open. */
export function CommentAnswer(props: {
  readonly answer: Pick<NonNullable<DraftComment['answer']>, 'by' | 'at' | 'words'> | undefined
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { answer } = props
  if (answer === undefined) return null
  return (
    <blockquote>
      <span className="quiet">
        {t('approvals.answeredBy', { by: answer.by.title, at: moment(answer.at) })}
      </span>
      <p>{answer.words}</p>
    </blockquote>
  )
}
