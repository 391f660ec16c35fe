import type { Job } from '@jieli/server/contracts'
import { Spin } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { JobCancel } from './job-cancel.tsx'
import { JobProgress } from './job-progress.tsx'
import { hasEnded, useJob } from './use-job.ts'
import './jobs.css'

/** A job that this page has started: how far it is. Whoever leaves finds it among the jobs. */
export function FollowedJob(props: {
  readonly job: Job
  /** Called once it has come to its end as it should. */
  readonly onDone: (job: Job) => void
}) {
  const { t } = useTranslation()
  const { onDone } = props
  const followed = useJob(props.job)
  const job = followed.data
  useEffect(() => {
    if (job.status === 'done') onDone(job)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, whatever the page renders again
  }, [job.status])
  return (
    <section className="followed-job" aria-live="polite">
      {!hasEnded(job) && <Spin size="small" aria-label={t('shell.loading')} />}
      <JobProgress job={job} />
      {!hasEnded(job) && (
        <span className="quiet">
          {t('jobs.mayLeave')} <Link to="/jobs">{t('jobs.title')}</Link>
        </span>
      )}
      <JobCancel job={job} name={t(`jobs.kinds.${job.kind}`)} />
      <FailureNotice error={followed.error} />
    </section>
  )
}
