import type { ParkedTimer } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { retryTimers } from '../../api/timers.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'

/** Parked timers of one version that fail alike: what is wrong, what to do, and the cases. */
export function ParkedGroup(props: { readonly timers: readonly ParkedTimer[] }) {
  const { t } = useTranslation()
  const text = useText()
  const queries = useQueryClient()
  const heading = useId()
  const retry = useMutation({
    mutationFn: retryTimers,
    onSettled: () => queries.invalidateQueries({ queryKey: ['parked-timers'] }),
  })
  const [first] = props.timers
  if (first === undefined) return null
  const { ruleset, version, title, problem } = first
  // A version's problem is shown once, a case's with each case.
  const ofVersion = problem.code === 'BUNDLE_DAMAGED'
  return (
    <section className="panel panel-wide parked-group" aria-labelledby={heading}>
      <h2 id={heading}>
        {text(title)} <span className="code">{version}</span>
        <Tag tone="red">{t('timers.waiting', { count: props.timers.length })}</Tag>
      </h2>
      {ofVersion && <p>{text(problem.message)}</p>}
      <p>
        <strong>{t('timers.todo')}</strong>{' '}
        {t(ofVersion ? 'timers.todoVersion' : 'timers.todoCase')}
      </p>
      {props.timers.some(({ mayRetry }) => mayRetry) && (
        <Button
          loading={retry.isPending}
          aria-label={t('timers.retryAllNamed', { title: text(title), version })}
          onClick={() => retry.mutate({ ruleset, version })}
        >
          {t('timers.retryAll')}
        </Button>
      )}
      <FailureNotice error={retry.error} />
      {retry.data !== undefined && (
        <p role="status" className="quiet">
          {t('timers.retried', { count: retry.data.retried })}
        </p>
      )}
      <table className="plain-table parked-timers">
        <thead>
          <tr>
            <th scope="col">{t('timers.case')}</th>
            <th scope="col">{t('timers.due')}</th>
            <th scope="col">{t('timers.since')}</th>
            <th scope="col">{t('timers.tries')}</th>
            <th scope="col">{t('timers.retry')}</th>
          </tr>
        </thead>
        <tbody>
          {props.timers.map((timer) => (
            <ParkedRow
              key={timer.case}
              timer={timer}
              problem={ofVersion ? undefined : text(timer.problem.message)}
              busy={retry.isPending}
              onRetry={() => retry.mutate({ case: timer.case })}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ParkedRow(props: {
  readonly timer: ParkedTimer
  /** What is wrong with this case alone. */
  readonly problem: string | undefined
  readonly busy: boolean
  readonly onRetry: () => void
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { timer } = props
  const { details } = timer
  return (
    <tr>
      <th scope="row">
        {details === null ? (
          <span className="code">{timer.case}</span>
        ) : (
          <>
            <Link to={`/cases/${encodeURIComponent(timer.case)}`}>
              {details.patient ?? timer.case}
            </Link>
            <span className="quiet">
              {t('timers.between', {
                from: details.fromUnit ?? '–',
                to: details.toUnit ?? '–',
              })}
            </span>
          </>
        )}
        {props.problem !== undefined && <p>{props.problem}</p>}
      </th>
      <td>
        <time dateTime={timer.dueAt}>{moment(timer.dueAt)}</time>
      </td>
      <td>
        <time dateTime={timer.since}>{moment(timer.since)}</time>
      </td>
      <td>{timer.tries}</td>
      <td>
        {timer.mayRetry ? (
          <Button
            size="small"
            disabled={props.busy}
            aria-label={t('timers.retryNamed', { name: details?.patient ?? timer.case })}
            onClick={props.onRetry}
          >
            {t('timers.retryOne')}
          </Button>
        ) : (
          t('timers.notYours')
        )}
      </td>
    </tr>
  )
}
