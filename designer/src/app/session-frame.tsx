import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation } from 'react-router'
import { ApiError } from '../api/api-error.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { TopBar } from './top-bar.tsx'
import { useSession } from '../api/use-session.ts'
import { Waiting } from '../kit/notices/waiting.tsx'

/** Everything after the sign-in: the bar on top and the page below. */
export function SessionFrame() {
  const { t } = useTranslation()
  const location = useLocation()
  const session = useSession()
  const from = location.pathname + location.search + location.hash
  if (session.error instanceof ApiError && session.error.status === 401)
    return <Navigate to="/sign-in" replace state={{ from }} />
  if (session.data?.passwordChangeNeeded === true)
    return <Navigate to="/password" replace state={{ from }} />
  if (session.data?.secondFactorNeeded === true)
    return <Navigate to="/second-factor" replace state={{ from }} />
  return (
    <div className="frame">
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <TopBar user={session.data} />
      <div className="frame-content" id="content">
        {session.isPending && <Waiting />}
        <FailureNotice error={session.error} />
        {session.data !== undefined && <Outlet />}
      </div>
    </div>
  )
}
