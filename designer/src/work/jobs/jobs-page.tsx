import type { Job } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { listJobs } from '../../api/jobs.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { JobCancel } from './job-cancel.tsx'
import { JobUndo } from './job-undo.tsx'
import { JobProgress } from './job-progress.tsx'
import { hasEnded } from './use-job.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './jobs.css'

/** Long work that is to be done, is done, or was: one's own, and that of the counties one does such work for. */
export function JobsPage() {
  const { t } = useTranslation()
  const jobs = useInfiniteQuery({
    queryKey: ['jobs'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await listJobs(pageParam),
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((job) => !hasEnded(job))) === true
        ? 1000
        : 10_000,
  })
  const items = (jobs.data?.pages ?? []).flatMap((page) => page.items)
  return (
    <main className="page">
      <h1 className="page-title">{t('jobs.title')}</h1>
      <p className="quiet">{t('jobs.hint')}</p>
      {jobs.isPending && <Waiting />}
      <FailureNotice error={jobs.error} />
      {jobs.isSuccess && items.length === 0 && <Empty description={t('jobs.none')} />}
      {items.length > 0 && (
        <table className="plain-table jobs-table">
          <thead>
            <tr>
              <th scope="col">{t('jobs.columns.what')}</th>
              <th scope="col">{t('jobs.columns.by')}</th>
              <th scope="col">{t('jobs.columns.state')}</th>
              <th scope="col">{t('jobs.columns.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </tbody>
        </table>
      )}
      {jobs.hasNextPage && (
        <Button loading={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
          {t('jobs.more')}
        </Button>
      )}
    </main>
  )
}

function JobRow(props: { readonly job: Job }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { job } = props
  const name = `${t(`jobs.kinds.${job.kind}`)} ${job.about}`.trim()
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="quiet">{text(job.title)}</span>
      </th>
      <td>
        {job.by.title}
        <span className="quiet">
          <time dateTime={job.createdAt}>{moment(job.createdAt)}</time>
        </span>
      </td>
      <td>
        <JobProgress job={job} />
        {job.endedAt !== null && (
          <span className="quiet">
            {t('jobs.ended')} <time dateTime={job.endedAt}>{moment(job.endedAt)}</time>
          </span>
        )}
      </td>
      <td>
        <JobCancel job={job} name={name} />
        <JobUndo job={job} name={name} />
      </td>
    </tr>
  )
}
