import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { commentOnDraft } from '../../api/approvals.ts'
import { createIdempotencyKey } from '../../api/request.ts'
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
  const key = useRef(createIdempotencyKey())
  const sending = useMutation({
    mutationFn: (words: string) => commentOnDraft(id, { path, words }, key.current),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['case-draft', id] })
      onDone()
    },
  })
  return (
    <WordsForm
      label={label}
      send="sendComment"
      pending={sending.isPending}
      error={sending.error}
      onSend={sending.mutate}
      onCancel={onDone}
    />
  )
}
