import type { CommentAnswer } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { commentOnDraft } from '../../api/approvals.ts'
import { useRequestKey } from '../../api/use-request-key.ts'
import { WordsForm } from './words-form.tsx'

/** Takes a comment on one item of the draft. */
export function CommentForm(props: {
  readonly id: string
  readonly path: string
  readonly label: string
  readonly onDone: () => void
}) {
  const { id, path, label, onDone } = props
  const queryClient = useQueryClient()
  // Kept while one intended comment is retried, so that it is made once.
  const key = useRequestKey()
  const sending = useMutation({
    mutationFn: (remark: CommentAnswer) => commentOnDraft(id, { path, ...remark }, key.read()),
    onError: key.failed,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['case-draft', id] })
      onDone()
    },
  })
  return (
    <WordsForm
      caseId={id}
      label={label}
      send="sendComment"
      pending={sending.isPending}
      error={sending.error}
      onSend={sending.mutate}
      onCancel={onDone}
    />
  )
}
