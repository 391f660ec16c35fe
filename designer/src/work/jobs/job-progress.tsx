import type { Job } from '@jieli/server/contracts'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useText } from '../../kit/i18n/use-language.ts'
import { jobPageOf } from './job-page-of.ts'

/** How far a job is, or what it came to, in words. */
export function JobProgress(props: { readonly job: Job }) {
  const { t } = useTranslation()
  const text = useText()
  const { job } = props
  const { status, done, total, result, problem } = job
  const page = jobPageOf(job)
  return (
    <>
      <span className={`job-status job-${status}`}>{t(`jobs.statuses.${status}`)}</span>
      {(status === 'running' || status === 'cancelling') && total !== null && (
        <>
          <span className="quiet">{t('jobs.progress', { done, total })}</span>
          <Progress
            percent={Math.floor((100 * done) / Math.max(1, total))}
            size="small"
            showInfo={false}
            aria-label={t('jobs.progress', { done, total })}
          />
        </>
      )}
      {problem !== null && <p>{text(problem.message)}</p>}
      {status === 'cancelled' && <p className="quiet">{t('jobs.cancelledHint')}</p>}
      {result !== null && (
        <p>
          {page === undefined ? (
            text(result.summary)
          ) : (
            <Link to={page}>{text(result.summary)}</Link>
          )}
        </p>
      )}
    </>
  )
}
