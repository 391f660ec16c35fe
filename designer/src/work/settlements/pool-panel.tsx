import { formatMoney, type OrgUnit } from '@jieli/engine'
import type { PoolResult } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import type { TitledRuleset } from '../assessment/use-titles.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { MoneySteps } from './money-steps.tsx'
import { PartsTable } from './parts-table.tsx'

/** A pool that an incentive splits: pay by 5-4-1. */
export function PoolPanel(props: {
  readonly pool: PoolResult
  readonly titled: TitledRuleset
  readonly units: readonly OrgUnit[]
}) {
  const { t } = useTranslation()
  const text = useText()
  const { pool, titled } = props
  return (
    <section className="panel money-section" aria-label={text(pool.title)}>
      <h2>{text(pool.title)}</h2>
      {pool.applies === false && <p className="quiet">{t('money.poolNotApplied')}</p>}
      <p>
        {t('money.poolIs', {
          amount: pool.pool === null ? t('money.unknown') : formatMoney(pool.pool),
        })}
      </p>
      {pool.parts.length > 0 && (
        <PartsTable
          label={t('money.splitOf', { fund: text(pool.title) })}
          parts={pool.parts}
          whole={pool.pool}
          titled={titled}
          units={props.units}
        />
      )}
      <MoneySteps explained={pool} />
    </section>
  )
}
