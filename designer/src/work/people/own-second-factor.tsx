import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readSecondFactor } from '../../api/second-factor.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** Whether a code is asked for beside one's password, and the way to set it up. */
export function OwnSecondFactor() {
  const { t } = useTranslation()
  const moment = useMoment()
  const heading = useId()
  const status = useQuery({ queryKey: ['second-factor'], queryFn: readSecondFactor })
  const { data } = status
  return (
    <section className="panel panel-wide people-panel" aria-labelledby={heading}>
      <h2 id={heading}>{t('secondFactor.title')}</h2>
      {status.isPending && <Waiting />}
      <FailureNotice error={status.error} />
      {data !== undefined && (
        <p>
          {data.since === null
            ? t('secondFactor.off')
            : t('secondFactor.since', { at: moment(data.since), count: data.recoveryCodes })}
        </p>
      )}
      <p>
        <Link to="/second-factor" state={{ from: '/account' }}>
          {t(data?.since === null ? 'secondFactor.setUp' : 'secondFactor.setUpAnew')}
        </Link>
      </p>
    </section>
  )
}
