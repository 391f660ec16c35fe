import { formatMoney, type OrgUnit } from '@jieli/engine'
import type { FundResult } from '@jieli/server/contracts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TitledRuleset } from '../assessment/use-titles.ts'
import { Charted } from '../../kit/charts/charted.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { BlockedReasons } from './blocked-reasons.tsx'
import { MoneySteps } from './money-steps.tsx'
import { PartsTable } from './parts-table.tsx'
import { waterfallOption } from './waterfall-option.ts'

/** One fund: from what was raised down to who gets what, and why nothing may be distributed yet where nothing may. */
export function FundPanel(props: {
  readonly fund: FundResult
  readonly titled: TitledRuleset
  readonly units: readonly OrgUnit[]
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { fund, titled } = props
  const { waterfall } = fund
  const option = useMemo(() => waterfallOption(waterfall, language), [waterfall, language])
  const amount = (fen: number | null): string =>
    fen === null ? t('money.unknown') : formatMoney(fen)
  const definition = titled.ruleset.funds.find(({ id }) => id === fund.fund)
  const parameter = titled.ruleset.parameters.find(
    ({ id }) => id === definition?.overspend.bearer.parameter,
  )
  const bearer = parameter?.codes?.find(({ code }) => code === fund.bearer)
  const overspent = fund.overspend !== null && fund.overspend > 0
  return (
    <section className="panel money-section" aria-label={text(fund.title)}>
      <h2>{text(fund.title)}</h2>
      {!overspent && fund.blockedBy.length > 0 && <BlockedReasons fund={fund} titled={titled} />}
      <Charted
        title={t('money.waterfall', { fund: text(fund.title) })}
        definition={t('money.waterfallHint')}
        option={option}
        height={340}
        open
        data={{
          columns: [t('money.step'), t('money.kind'), t('money.amount')],
          rows: waterfall.map((entry) => [
            text(entry.title),
            t(`money.kinds.${entry.kind}`),
            amount(entry.amount),
          ]),
        }}
      />
      {fund.capitation !== null && (
        <p className="quiet">{t('money.capitation', { amount: fund.capitation })}</p>
      )}
      {overspent && (
        <p>
          {t('money.overspent', {
            amount: amount(fund.overspend),
            bearer: text(bearer?.title, fund.bearer ?? t('money.unknown')),
            borne: amount(fund.borneByBearer),
            policy: amount(fund.borneByPolicyFactorPayer),
          })}
        </p>
      )}
      {fund.parts.length > 0 && (
        <PartsTable
          label={t('money.splitOf', { fund: text(fund.title) })}
          parts={fund.parts}
          whole={fund.surplus}
          titled={titled}
          units={props.units}
        />
      )}
      <MoneySteps explained={fund} />
    </section>
  )
}
