import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readStatements } from '../../api/settlements.ts'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { SettlementTag } from './settlement-tag.tsx'
import { StatementsPanel } from './statements-panel.tsx'

/** What a settlement gives to and takes from the units somebody works for; the rest is the county's. */
export function OwnStatements({ settlement: id }: { readonly settlement: string }) {
  const { t } = useTranslation()
  const text = useText()
  const periodLabel = usePeriodLabel()
  const { data, error } = useQuery({
    queryKey: ['statements', id],
    queryFn: () => readStatements(id),
  })
  if (error !== null || data === undefined) return <PageWait error={error} />
  const { ruleset, period, items } = data
  return (
    <main className="page settlement">
      <Link to={`/assessment/${encodeURIComponent(ruleset)}/money?period=${period}`}>
        {t('money.back')}
      </Link>
      <h1 className="page-title">
        {text(data.title)} {t('money.of', { period: periodLabel(period) })}{' '}
        <SettlementTag settlement={data} />
      </h1>
      <p className="quiet">{t('money.ownOnly')}</p>
      <StatementsPanel statements={items} />
    </main>
  )
}
