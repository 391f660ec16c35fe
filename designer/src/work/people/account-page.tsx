import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSession } from '../../api/use-session.ts'
import { OwnSecondFactor } from './own-second-factor.tsx'
import { OwnSessions } from './own-sessions.tsx'
import './people.css'

/** One's own account: the password, the second factor, and where one is signed in. */
export function AccountPage() {
  const { t } = useTranslation()
  const { data: user } = useSession()
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('account.title')}</h1>
      <p className="quiet">
        {t('account.signedInAs', { title: user?.title ?? '', username: user?.username ?? '' })}
      </p>
      <section className="panel panel-wide people-panel">
        <h2>{t('account.password')}</h2>
        {user?.provider === true ? (
          <p>{t('account.byProvider')}</p>
        ) : (
          <p>
            <Link to="/password" state={{ from: '/account' }}>
              {t('password.title')}
            </Link>
          </p>
        )}
      </section>
      {user !== undefined && user.provider !== true && <OwnSecondFactor />}
      <OwnSessions />
    </main>
  )
}
