import type { CommentAnswer, DraftComment } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answerComment } from '../../api/approvals.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { AnswerOfComment } from './comment-answer.tsx'
import { CommentAttachments } from './comment-attachments.tsx'
import { WordsForm } from './words-form.tsx'

/** What was remarked on the draft, each with its answer; while one is open nobody approves. Nothing where nobody did. */
export function DraftComments(props: {
  readonly id: string
  readonly comments: readonly DraftComment[]
  readonly answers: boolean
}) {
  const { t } = useTranslation()
  const { comments } = props
  if (comments.length === 0) return null
  const open = comments.filter(({ answer }) => answer === undefined).length
  return (
    <>
      <h3>{t('approvals.comments', { count: comments.length })}</h3>
      {open > 0 && <Notice kind="warning" title={t('approvals.openComments', { count: open })} />}
      <ul className="draft-comments">
        {comments.map((comment) => (
          <Comment key={comment.id} {...props} comment={comment} />
        ))}
      </ul>
    </>
  )
}

function Comment(props: {
  readonly id: string
  readonly comment: DraftComment
  readonly answers: boolean
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const queryClient = useQueryClient()
  const [answering, setAnswering] = useState(false)
  const { id, comment } = props
  const { answer } = comment
  const sending = useMutation({
    mutationFn: (remark: CommentAnswer) => answerComment(id, comment.id, remark),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['case-draft', id] }),
  })
  return (
    <li>
      <strong>{text(comment.title)}</strong>{' '}
      <span className="quiet">
        {t('approvals.ofRevision', {
          by: comment.by.title,
          at: moment(comment.at),
          revision: comment.draft.revision,
        })}
      </span>{' '}
      {answer === undefined && <Tag tone="amber">{t('approvals.open')}</Tag>}
      <p>{comment.words}</p>
      <CommentAttachments caseId={id} attachments={comment.attachments} />
      <AnswerOfComment caseId={id} answer={answer} />
      {answer === undefined && props.answers && !answering && (
        <Button
          size="small"
          aria-label={t('approvals.answerTo', { words: comment.words })}
          onClick={() => setAnswering(true)}
        >
          {t('approvals.answer')}
        </Button>
      )}
      {answer === undefined && answering && (
        <WordsForm
          caseId={id}
          label={t('approvals.answerTo', { words: comment.words })}
          send="sendAnswer"
          pending={sending.isPending}
          error={sending.error}
          onSend={sending.mutate}
          onCancel={() => setAnswering(false)}
        />
      )}
    </li>
  )
}
