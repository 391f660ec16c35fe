import { describeCondition, type Fund, parameterAsOf } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { useParameterValue } from './use-parameter-value.ts'

/** How a contracted fund is budgeted, who bears an overspend, and how a surplus is split. */
export function FundBody(props: { readonly fund: Fund; readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const ruleset = useRuleset()
  const value = useParameterValue(props.today)
  const { fund } = props
  const weight = (id: string): string => {
    const parameter = ruleset.parameters.find((known) => known.id === id)
    const dated = parameter && parameterAsOf(parameter, props.today)
    return typeof dated?.value === 'number' ? String(dated.value) : '?'
  }
  const decisionTitle = (id: string): string =>
    text(ruleset.decisions.find((decision) => decision.id === id)?.title, id)
  const bears = ({ title, part, limit }: NonNullable<Fund['overspend']['shares']>[number]) =>
    part === undefined
      ? t('parameters.bearsRest', { title: text(title) })
      : t(limit === undefined ? 'parameters.bears' : 'parameters.bearsAtMost', {
          title: text(title),
          part: value(part.parameter),
          limit: limit === undefined ? '' : value(limit.parameter),
        })
  const incentiveTitle = (id: string): string =>
    text(ruleset.incentives.find((incentive) => incentive.id === id)?.title, id)
  return (
    <ul className="limit-checks">
      {fund.holders !== undefined && (
        <li>
          {t('parameters.holders', {
            condition: describeCondition(ruleset, fund.holders, language),
          })}
        </li>
      )}
      <li>{t('parameters.budget', { value: value(fund.budgetRate.parameter) })}</li>
      <li>
        {t('parameters.split', {
          shares: fund.split.shares.map((share) => text(share.title)).join(t('tables.comma')),
          weights: fund.split.shares.map((share) => weight(share.weight.parameter)).join(' : '),
        })}
      </li>
      <li>{t('parameters.bearer', { value: value(fund.overspend.bearer.parameter) })}</li>
      {(fund.overspend.shares ?? []).map((share) => (
        <li key={share.id}>{bears(share)}</li>
      ))}
      <li>
        {t('parameters.policyFactorPayer', {
          value: value(fund.overspend.policyFactorPayer.parameter),
        })}
      </li>
      {fund.bonuses !== undefined && (
        <li>
          {t('parameters.bonuses', {
            bonuses: fund.bonuses.map(incentiveTitle).join(t('tables.comma')),
          })}
        </li>
      )}
      {fund.distributionRequires.length > 0 && (
        <li>
          {t('parameters.requires', {
            decisions: fund.distributionRequires.map(decisionTitle).join(t('tables.comma')),
          })}
        </li>
      )}
    </ul>
  )
}
