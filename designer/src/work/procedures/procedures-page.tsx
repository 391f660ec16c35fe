import { may } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { BeginProcedure } from './begin-procedure.tsx'
import { ProcedureList } from './procedure-list.tsx'

/** The procedures and phases of the community: begun here, and followed each on its own page. */
export function ProceduresPage() {
  const { t } = useTranslation()
  const grants = useSession().data?.grants ?? []
  return (
    <main className="page">
      <h1 className="page-title">{t('procedures.title')}</h1>
      <p className="quiet">{t('procedures.hint')}</p>
      {may({ grants }, 'cases.start') && <BeginProcedure />}
      <ProcedureList mine title={t('procedures.mine')} />
      <ProcedureList mine={false} title={t('procedures.all')} />
    </main>
  )
}
