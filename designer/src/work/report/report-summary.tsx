import { useTranslation } from 'react-i18next'
import type { ReadableRun } from '../assessment/use-assessment-run.ts'

/** The month in a few sentences. */
export function ReportSummary({ run, titled }: ReadableRun) {
  const { t } = useTranslation()
  const { cards } = run.result
  const scored = cards.filter(({ score }) => score !== null)
  const grades = Map.groupBy(
    cards.filter(({ grade }) => grade !== null),
    ({ grade }) => titled.titles.grade(grade) ?? '',
  )
  const gated = cards.filter(({ failedGates }) => failedGates.length > 0)
  const alerts = cards.flatMap((card) => card.alerts.filter(({ raised }) => raised === true))
  const unscored = cards.length - scored.length
  return (
    <section>
      <h2>{t('report.summary')}</h2>
      <ul className="report-list">
        <li>{t('report.scored', { units: cards.length, scored: scored.length })}</li>
        {unscored > 0 && <li>{t('report.unscored', { count: unscored })}</li>}
        {grades.size > 0 && (
          <li>
            {t('report.grades', {
              list: [...grades]
                .map(([grade, some]) => t('report.gradeCount', { grade, count: some.length }))
                .join(t('assessment.listSeparator')),
            })}
          </li>
        )}
        {gated.length > 0 && (
          <li>
            {t('report.gated', {
              count: gated.length,
              list: gated.map(({ unit }) => unit?.title ?? '').join(t('assessment.listSeparator')),
            })}
          </li>
        )}
        <li>{t('report.alertCount', { count: alerts.length })}</li>
        <li>{t('report.caseCount', { count: run.caseCount })}</li>
        <li>
          {t('report.objectionCount', {
            count: run.objections.length,
            accepted: run.objections.filter(({ answer }) => answer?.accepted === true).length,
          })}
        </li>
        {run.corrects !== null && <li>{t('assessment.run.corrects')}</li>}
      </ul>
    </section>
  )
}
