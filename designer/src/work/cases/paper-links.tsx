import { may } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSession } from '../../api/use-session.ts'

/** The ways to what is for the time the system is down, for whoever enters cases. */
export function PaperLinks() {
  const { t } = useTranslation()
  const grants = useSession().data?.grants ?? []
  if (!may({ grants }, 'cases.correct')) return null
  return (
    <nav className="paper-links" aria-label={t('paper.nav')}>
      <Link to="/cases/sheets">{t('paper.sheets')}</Link>
      <Link to="/cases/paper">{t('paper.title')}</Link>
    </nav>
  )
}
