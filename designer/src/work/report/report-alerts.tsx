import { useTranslation } from 'react-i18next'
import { writtenTarget, writtenValue } from '../assessment/format-result.ts'
import { cardsOf, type ReadableRun } from '../assessment/use-assessment-run.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** Alerts that were raised, and gates that were failed by which indicator. */
export function ReportAlerts({ run, titled }: ReadableRun) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { titles } = titled
  const alerts = cardsOf(run).flatMap(({ unit, alerts: all }) =>
    all
      .filter(({ raised }) => raised === true)
      .map(({ alert }) => ({
        key: `${unit?.id ?? ''} ${alert}`,
        label: t('assessment.run.objectionOf', {
          unit: unit?.title ?? t('assessment.community'),
          indicator: titles.alert(alert),
        }),
      })),
  )
  const gates = run.result.cards.flatMap((card) =>
    card.failedGates.flatMap((gate) =>
      card.indicators
        .filter(
          ({ indicator, verdict }) =>
            verdict === 'notMet' &&
            card.groups.find(({ group }) => group === gate)?.indicators.includes(indicator) ===
              true,
        )
        .map((result) => ({
          key: `${card.unit?.id ?? ''} ${gate} ${result.indicator}`,
          label: t('report.gateFailed', {
            unit: card.unit?.title,
            gate: titles.group(gate),
            indicator: titles.indicator(result.indicator),
            value: writtenValue(result, language) ?? t('assessment.card.verdicts.notMet'),
            target: writtenTarget(result, language) ?? '–',
          }),
        })),
    ),
  )
  return (
    <section>
      <h2>{t('report.alerts')}</h2>
      {alerts.length + gates.length === 0 ? (
        <p>{t('assessment.run.noAlerts')}</p>
      ) : (
        <ul className="report-list">
          {[...alerts, ...gates].map(({ key, label }) => (
            <li key={key}>{label}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
