import { lazy, Suspense } from 'react'
import { Navigate, useLocation } from 'react-router'
import { ApiError } from '../api/api-error.ts'
import { useSession } from '../api/use-session.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { Waiting } from '../kit/notices/waiting.tsx'

const SignedIn = lazy(async () => ({ default: (await import('./signed-in.tsx')).SignedIn }))

/** Lets nobody past who is not signed in, and has everybody else's pages loaded. */
export function SessionGate() {
  const location = useLocation()
  const { data: user, error } = useSession()
  const from = location.pathname + location.search + location.hash
  if (error instanceof ApiError && error.status === 401)
    return <Navigate to="/sign-in" replace state={{ from }} />
  if (user?.passwordChangeNeeded === true)
    return <Navigate to="/password" replace state={{ from }} />
  if (user?.secondFactorNeeded === true)
    return <Navigate to="/second-factor" replace state={{ from }} />
  if (user === undefined && error !== null) return <FailureNotice error={error} />
  if (user === undefined) return <Waiting />
  return (
    <Suspense fallback={<Waiting />}>
      <SignedIn user={user} failure={error} />
    </Suspense>
  )
}
