import { useTranslation } from 'react-i18next'
import { ProcedureList } from './procedure-list.tsx'

/** What waits for this person's department, on the first page. */
export function HomeProcedures() {
  const { t } = useTranslation()
  return <ProcedureList mine title={t('procedures.mine')} />
}
