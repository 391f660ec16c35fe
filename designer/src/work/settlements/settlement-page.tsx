import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ApiError } from '../../api/api-error.ts'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { ChecksPanel } from './checks-panel.tsx'
import { FundPanel } from './fund-panel.tsx'
import { LedgerPanel } from './ledger-panel.tsx'
import './money.css'
import { OwnStatements } from './own-statements.tsx'
import { PoolPanel } from './pool-panel.tsx'
import { SettlementHeader } from './settlement-header.tsx'
import { StatementsPanel } from './statements-panel.tsx'
import { useSettlement } from './use-settlement.ts'

/** The money of a period: funds, pools, the ledger, each unit's statement, and whether it all adds up. */
export function SettlementPage() {
  const { t } = useTranslation()
  const text = useText()
  const { settlement: id = '' } = useParams()
  const { data, error } = useSettlement(id)
  // Whoever works for single units sees what these get and owe.
  if (error instanceof ApiError && error.code === 'WHOLE_COUNTY_NEEDED')
    return <OwnStatements settlement={id} />
  if (error !== null || data === undefined) return <PageWait error={error} />
  const { settlement, titled } = data
  const { outdated, result } = settlement
  return (
    <main className="page settlement">
      <SettlementHeader {...data} />
      {settlement.replacedBy !== null && (
        <Notice
          kind="warning"
          title={t('money.superseded')}
          action={
            <Link to={`/settlements/${encodeURIComponent(settlement.replacedBy)}`}>
              {t('money.toNewer')}
            </Link>
          }
        />
      )}
      {settlement.problem !== undefined && (
        <Notice kind="warning" title={t('damaged.changesUnknown')}>
          {text(settlement.problem.message)}
        </Notice>
      )}
      {outdated !== null && settlement.replacedBy === null && (
        <Notice
          kind="warning"
          title={t(outdated.runs ? 'money.outdatedRuns' : 'money.outdatedFigures', {
            tables: outdated.tables,
            events: outdated.events,
          })}
        />
      )}
      {(result.needs.length > 0 || result.missingParameters.length > 0) && (
        <Notice kind="info" title={t('money.needs')}>
          {[...result.needs, ...result.missingParameters]
            .map(titled.titles.need)
            .join(t('tables.comma'))}
        </Notice>
      )}
      {result.funds.map((fund) => (
        <FundPanel
          key={`${fund.fund} ${fund.holder ?? ''}`}
          fund={fund}
          titled={titled}
          units={settlement.units}
        />
      ))}
      {result.pools.map((pool) => (
        <PoolPanel key={pool.incentive} pool={pool} titled={titled} units={settlement.units} />
      ))}
      <StatementsPanel statements={result.statements} />
      <LedgerPanel {...data} />
      <ChecksPanel {...data} />
    </main>
  )
}
