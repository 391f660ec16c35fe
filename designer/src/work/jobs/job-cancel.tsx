import type { Job } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { cancelJob } from '../../api/jobs.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** Gives a job up, once somebody has confirmed it. */
export function JobCancel(props: { readonly job: Job; readonly name: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { job } = props
  const cancelling = useMutation({
    mutationFn: async () => await cancelJob(job.id),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['jobs'] })
      await queries.invalidateQueries({ queryKey: ['job', job.id] })
    },
  })
  if (job.status !== 'waiting' && job.status !== 'running') return null
  return (
    <>
      <Popconfirm
        title={t('jobs.cancelSure')}
        okText={t('jobs.cancel')}
        cancelText={t('jobs.keep')}
        onConfirm={() => cancelling.mutate()}
      >
        <Button
          size="small"
          loading={cancelling.isPending}
          aria-label={t('jobs.cancelNamed', { name: props.name })}
        >
          {t('jobs.cancel')}
        </Button>
      </Popconfirm>
      <FailureNotice error={cancelling.error} />
    </>
  )
}
