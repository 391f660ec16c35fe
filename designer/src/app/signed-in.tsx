import type { SignedInUser } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useRoutes } from 'react-router'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { signedInRoutes } from './signed-in-routes.tsx'
import { TopBar } from './top-bar.tsx'

/** Everything after the sign-in: the bar on top and the page below. */
export function SignedIn(props: {
  readonly user: SignedInUser
  /** Why the session could not be looked at again. */
  readonly failure: Error | null
}) {
  const { t } = useTranslation()
  const page = useRoutes(signedInRoutes)
  return (
    <div className="frame">
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <TopBar user={props.user} />
      <div className="frame-content" id="content">
        <FailureNotice error={props.failure} />
        {page}
      </div>
    </div>
  )
}
