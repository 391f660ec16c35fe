import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { useAssessmentRun } from '../assessment/use-assessment-run.ts'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import './report.css'
import { PrintTools } from './print-tools.tsx'
import { ReportAlerts } from './report-alerts.tsx'
import { ReportCards } from './report-cards.tsx'
import { ReportObjections } from './report-objections.tsx'
import { ReportRanking } from './report-ranking.tsx'
import { ReportRates } from './report-rates.tsx'
import { ReportSignatures } from './report-signatures.tsx'
import { ReportSummary } from './report-summary.tsx'

/** A run as a report to print and sign: A4, page numbers, nothing that moves. */
export function ReportPage() {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const periodLabel = usePeriodLabel()
  const { run: id = '' } = useParams()
  const { data, error } = useAssessmentRun(id)
  if (error !== null || data === undefined) return <PageWait error={error} />
  const { run, titled } = data
  return (
    <main className="page report-page">
      <PrintTools to={`/runs/${encodeURIComponent(id)}`} back={t('assessment.card.back')} />
      <article className="report">
        <header>
          <h1>{t('report.title', { county: text(run.title), period: periodLabel(run.period) })}</h1>
          <p className="report-basis">
            {t('report.basis', {
              status: t(`assessment.run.statuses.${run.status}`),
              scheme: titled.titles.scheme(run.scheme) ?? t('assessment.run.noScheme'),
              version: run.version,
              at: moment(run.knownAt),
            })}
          </p>
          {run.status !== 'final' && (
            <p className="report-warning">{t(`report.notFinal.${run.status}`)}</p>
          )}
        </header>
        <ReportSummary {...data} />
        <ReportRanking {...data} />
        <ReportRates {...data} />
        <ReportAlerts {...data} />
        <ReportCards {...data} />
        <ReportObjections {...data} />
        <ReportSignatures {...data} />
        <footer className="report-foot">
          <p>{t('report.rounding')}</p>
          <p className="code hash">
            {run.inputHash} · {run.resultHash}
          </p>
        </footer>
      </article>
    </main>
  )
}
