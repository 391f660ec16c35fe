import { parameterAsOf } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../editing/use-document.ts'
import { useText } from '../i18n/use-language.ts'
import { CiteLine } from './cite-line.tsx'
import { useParameterValue } from './use-parameter-value.ts'

/** The thresholds of the clinical pathways, each with how its rate is defined. */
export function RateThresholds(props: { readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const { clinicalPathways, facts } = useRuleset()
  const value = useParameterValue(props.today)
  const factTitle = (id: string): string => text(facts.find((fact) => fact.id === id)?.title, id)
  return (
    <section className="limits" id="clinicalPathways" aria-label={t('parameters.rates')}>
      <h2>{t('parameters.rates')}</h2>
      {clinicalPathways.length === 0 && <p className="quiet">{t('parameters.noRates')}</p>}
      <ul>
        {clinicalPathways.map((rate) => (
          <li className="limit" key={rate.id}>
            <div className="limit-head">
              <strong>
                {rate.threshold === undefined
                  ? text(rate.title)
                  : t(`parameters.${rate.direction}`, {
                      title: text(rate.title),
                      value: value(rate.threshold.parameter),
                    })}
              </strong>
              <span className="quiet">
                <CiteLine cites={rate.cites} />
              </span>
            </div>
            <p>{text(rate.definition)}</p>
            <p className="quiet">
              {t('parameters.quotient', {
                numerator: factTitle(rate.numerator),
                denominator: factTitle(rate.denominator),
              })}
            </p>
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
  const ruleset = useRuleset()
  const value = useParameterValue(props.today)
  const weight = (id: string): string => {
    const parameter = ruleset.parameters.find((known) => known.id === id)
    const dated = parameter && parameterAsOf(parameter, props.today)
    return typeof dated?.value === 'number' ? String(dated.value) : '?'
  }
  const decisionTitle = (id: string): string =>
    text(ruleset.decisions.find((decision) => decision.id === id)?.title, id)
  return (
    <section className="limits" id="funds" aria-label={t('parameters.funds')}>
      <h2>{t('parameters.funds')}</h2>
      {ruleset.funds.length === 0 && <p className="quiet">{t('parameters.noFunds')}</p>}
      <ul>
        {ruleset.funds.map((fund) => (
          <li className="limit" key={fund.id}>
            <div className="limit-head">
              <strong>{text(fund.title)}</strong>
              <span className="quiet">
                <CiteLine cites={fund.cites} />
              </span>
            </div>
            <ul className="limit-checks">
              <li>{t('parameters.budget', { value: value(fund.budgetRate.parameter) })}</li>
              <li>
                {t('parameters.split', {
                  shares: fund.split.shares
                    .map((share) => text(share.title))
                    .join(t('tables.comma')),
                  weights: fund.split.shares
                    .map((share) => weight(share.weight.parameter))
                    .join(' : '),
                })}
              </li>
              <li>{t('parameters.bearer', { value: value(fund.overspend.bearer.parameter) })}</li>
              <li>
                {t('parameters.policyFactorPayer', {
                  value: value(fund.overspend.policyFactorPayer.parameter),
                })}
              </li>
              {fund.distributionRequires.length > 0 && (
                <li>
                  {t('parameters.requires', {
                    decisions: fund.distributionRequires.map(decisionTitle).join(t('tables.comma')),
                  })}
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}
