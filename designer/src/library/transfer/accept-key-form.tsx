import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptSigner } from '../../api/transfer.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** Lets an administrator accept a key, once its fingerprint was compared with whoever holds it. */
export function AcceptKeyForm(props: {
  readonly publicKey: string
  readonly onAccepted: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [title, setTitle] = useState('')
  const [compared, setCompared] = useState(false)
  const accepting = useMutation({
    mutationFn: () => acceptSigner(props.publicKey, title.trim()),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['signers'] })
      props.onAccepted()
    },
  })
  const ready = compared && title.trim() !== ''
  return (
    <form
      className="transfer-accept"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) accepting.mutate()
      }}
    >
      <p>{t('transfer.compare')}</p>
      <label>
        <span>{t('transfer.holder')}</span>
        <Input
          maxLength={200}
          value={title}
          placeholder={t('transfer.holderExample')}
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <Checkbox checked={compared} onChange={(event) => setCompared(event.target.checked)}>
        {t('transfer.compared')}
      </Checkbox>
      <div>
        <Button htmlType="submit" disabled={!ready} loading={accepting.isPending}>
          {t('transfer.accept')}
        </Button>
      </div>
      <FailureNotice error={accepting.error} />
    </form>
  )
}
