import { useTranslation } from 'react-i18next'
import { ListItemProvenance } from '../../document/editing/list-item-provenance.tsx'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { CiteLine } from './cite-line.tsx'
import { FundBody } from './fund-body.tsx'
import { RateBody, RateTitle } from './rate-body.tsx'

/** The thresholds of the clinical pathways, each with how its rate is defined. */
export function RateThresholds(props: { readonly today: string }) {
  const { t } = useTranslation()
  const { pathwayRates } = useRuleset()
  return (
    <section className="limits" id="pathwayRates" aria-label={t('parameters.rates')}>
      <h2>{t('parameters.rates')}</h2>
      {pathwayRates.length === 0 && <p className="quiet">{t('parameters.noRates')}</p>}
      <ul>
        {pathwayRates.map((rate) => (
          <li className="limit" key={rate.id}>
            <div className="limit-head">
              <strong>
                <RateTitle rate={rate} today={props.today} />
              </strong>
              <span className="quiet">
                <CiteLine cites={rate.cites} />
              </span>
            </div>
            <ListItemProvenance list="pathwayRates" item={rate} />
            <RateBody rate={rate} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How each contracted fund is budgeted, who bears an overspend, and how a surplus is split. */
export function Funds(props: { readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const { funds } = useRuleset()
  return (
    <section className="limits" id="funds" aria-label={t('parameters.funds')}>
      <h2>{t('parameters.funds')}</h2>
      {funds.length === 0 && <p className="quiet">{t('parameters.noFunds')}</p>}
      <ul>
        {funds.map((fund) => (
          <li className="limit" key={fund.id}>
            <div className="limit-head">
              <strong>{text(fund.title)}</strong>
              <span className="quiet">
                <CiteLine cites={fund.cites} />
              </span>
            </div>
            <ListItemProvenance list="funds" item={fund} />
            <FundBody fund={fund} today={props.today} />
          </li>
        ))}
      </ul>
    </section>
  )
}
