import { formatParameter, parameterAsOf, type RedLine, type RedLineCheck } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRuleset } from '../document/use-document.ts'
import { useLanguage, useText } from '../i18n/use-language.ts'
import { useProblems } from '../problems/use-problems.ts'
import { Mark } from '../shell/mark.tsx'
import { CiteLine } from './cite-line.tsx'
import { IssueLines } from './issue-lines.tsx'
import { isAbout } from './parameter-facts.ts'
import { useParameterValue } from './use-parameter-value.ts'

/** The red lines: what no ruleset based on this one may weaken, and who said so. */
export function RedLines() {
  const { t } = useTranslation()
  const { redLines } = useRuleset()
  return (
    <section className="limits" id="redLines" aria-label={t('parameters.redLines')}>
      <h2>{t('parameters.redLines')}</h2>
      <p className="quiet">{t('parameters.redLinesHint')}</p>
      {redLines.length === 0 && <p>{t('parameters.noRedLines')}</p>}
      <ul>
        {redLines.map((line) => (
          <RedLineItem key={line.id} line={line} />
        ))}
      </ul>
    </section>
  )
}

function RedLineItem(props: { readonly line: RedLine }) {
  const { t } = useTranslation()
  const text = useText()
  const { issues } = useProblems()
  const { line } = props
  return (
    <li className="limit">
      <div className="limit-head">
        <span className="code">{line.id}</span>
        <strong>{text(line.title)}</strong>
        <Mark tone="red">{t(`parameters.authorities.${line.authority}`)}</Mark>
        <span className="quiet">
          <CiteLine cites={line.cites} />
        </span>
      </div>
      <ul className="limit-checks">
        {line.checks.map((check, index) => (
          <li key={index}>
            <RedLineCheckText check={check} />
          </li>
        ))}
      </ul>
      <IssueLines issues={issues.filter((issue) => isAbout(issue, `/redLines/${line.id}`))} />
    </li>
  )
}

function RedLineCheckText(props: { readonly check: RedLineCheck }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const ruleset = useRuleset()
  const { check } = props
  if (check.kind === 'requiredRules') {
    const decision = ruleset.decisions.find(({ id }) => id === check.decision)
    const lines = decision?.kind === 'table' ? decision.rows : (decision?.rules ?? [])
    const titles = check.rules.map((id) => text(lines.find((line) => line.id === id)?.title, id))
    return (
      <>
        {t('parameters.requiredRules', { rules: titles.join(t('tables.comma')) })}{' '}
        <Link
          to={{
            pathname: '../decisions',
            search: `?at=/decisions/${check.decision}/rules/${check.rules[0] ?? ''}`,
          }}
          relative="path"
        >
          {text(decision?.title, check.decision)}
        </Link>
      </>
    )
  }
  const parameter = ruleset.parameters.find(({ id }) => id === check.parameter)
  return (
    <>
      {t(`parameters.${check.kind}`, {
        title: text(parameter?.title, check.parameter),
        bound:
          parameter === undefined
            ? JSON.stringify(check.bound)
            : formatParameter(parameter, check.bound, language),
      })}
    </>
  )
}

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
                {t(`parameters.${rate.direction}`, {
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
    return dated === undefined ? '?' : String(dated.value)
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
