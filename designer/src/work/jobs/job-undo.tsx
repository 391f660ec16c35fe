import { may, type Job } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { undoMigration } from '../../api/migrations.ts'
import { useSession } from '../../api/use-session.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** In milliseconds; the server decides. */
const day = 86_400_000

/** Has the cases put back that a job has moved, within a day and with a reason. */
export function JobUndo(props: { readonly job: Job; readonly name: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const grants = useSession().data?.grants ?? []
  const [reason, setReason] = useState('')
  const [now] = useState(() => Date.now())
  const { job } = props
  const undoing = useMutation({
    mutationFn: async () => await undoMigration(job, reason.trim()),
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['jobs'] }),
  })
  const { kind, endedAt, county } = job
  const open = endedAt !== null && now - Date.parse(endedAt) < day
  if (kind !== 'migrate-cases' || !open || !may({ grants }, 'rulesets.publish', { county }))
    return null
  return (
    <>
      <Popconfirm
        title={t('jobs.undoSure')}
        description={
          <Input
            aria-label={t('migration.reason')}
            placeholder={t('migration.reason')}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        }
        okText={t('jobs.undo')}
        okButtonProps={{ disabled: reason.trim() === '' }}
        cancelText={t('jobs.keep')}
        onConfirm={() => undoing.mutate()}
      >
        <Button
          size="small"
          loading={undoing.isPending}
          aria-label={t('jobs.undoNamed', { name: props.name })}
        >
          {t('jobs.undo')}
        </Button>
      </Popconfirm>
      <FailureNotice error={undoing.error} />
    </>
  )
}
