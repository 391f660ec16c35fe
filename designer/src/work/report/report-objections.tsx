import { useTranslation } from 'react-i18next'
import { type ReadableRun, titleOfUnit } from '../assessment/use-assessment-run.ts'

/** Objections to numbers, and what came of it. */
export function ReportObjections({ run, titled }: ReadableRun) {
  const { t } = useTranslation()
  if (run.objections.length === 0) return null
  return (
    <section>
      <h2>{t('report.objections')}</h2>
      <ul className="report-list">
        {run.objections.map(({ id, unit, indicator, reason, answer }) => (
          <li key={id}>
            {t('assessment.run.objectionOf', {
              unit: titleOfUnit(run, unit),
              indicator: titled.titles.indicator(indicator),
            })}
            <p>{reason}</p>
            <p>
              {answer === undefined
                ? t('assessment.run.openObjection')
                : `${t(answer.accepted ? 'assessment.run.accepted' : 'assessment.run.rejected')}: ${answer.words}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
