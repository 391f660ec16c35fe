import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import './assessment.css'
import './run.css'
import { ObjectionsPanel } from './objections-panel.tsx'
import { RankingPanel } from './ranking-panel.tsx'
import { RatesPanel } from './rates-panel.tsx'
import { RunHeader } from './run-header.tsx'
import { RunHistory } from './run-history.tsx'
import { useAssessmentRun } from './use-assessment-run.ts'

/** One assessment of a period: its status, the ranking, the rates, objections and what was done with it. */
export function RunPage() {
  const { t } = useTranslation()
  const text = useText()
  const { run: id = '' } = useParams()
  const { data, error } = useAssessmentRun(id)
  if (error !== null || data === undefined) return <PageWait error={error} />
  const { run } = data
  return (
    <main className="page run">
      <RunHeader {...data} />
      {run.correctedBy !== null && (
        <Notice
          kind="warning"
          title={t('assessment.run.superseded')}
          action={
            <Link to={`/runs/${encodeURIComponent(run.correctedBy)}`}>
              {t('assessment.run.toNewer')}
            </Link>
          }
        />
      )}
      {run.corrects !== null && (
        <Notice
          kind="info"
          title={t('assessment.run.corrects')}
          action={
            <Link to={`/runs/${encodeURIComponent(run.corrects)}`}>
              {t('assessment.run.toOlder')}
            </Link>
          }
        />
      )}
      {run.problem !== undefined && (
        <Notice kind="warning" title={t('damaged.lateUnknown')}>
          {text(run.problem.message)}
        </Notice>
      )}
      {run.late !== null && run.late > 0 && run.correctedBy === null && (
        <Notice kind="warning" title={t('assessment.run.late', { count: run.late })} />
      )}
      {run.lateCases !== null && run.lateCases > 0 && run.correctedBy === null && (
        <Notice kind="warning" title={t('assessment.run.lateCases', { count: run.lateCases })} />
      )}
      <div className="run-body">
        <RankingPanel {...data} />
        <RatesPanel {...data} />
        <ObjectionsPanel {...data} />
        <RunHistory {...data} />
      </div>
    </main>
  )
}
