import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { RunActions } from './run-actions.tsx'
import { RunStatusTag } from './run-status-tag.tsx'
import type { ReadableRun } from './use-assessment-run.ts'

/** What was assessed, by which rules and data, its status, and what can be done next. */
export function RunHeader(props: ReadableRun) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const periodLabel = usePeriodLabel()
  const { run, titled } = props
  const close = `/assessment/${encodeURIComponent(run.ruleset)}/close?period=${run.period}`
  return (
    <header className="run-header">
      <Link to={close}>{t('assessment.run.back')}</Link>
      <h1 className="page-title">
        {text(run.title)} {t('assessment.run.title', { period: periodLabel(run.period) })}{' '}
        <RunStatusTag run={run} />
      </h1>
      <dl className="facts-line">
        {[
          [
            'assessment.run.scheme',
            titled.titles.scheme(run.scheme) ?? t('assessment.run.noScheme'),
          ],
          ['assessment.run.knownAt', moment(run.knownAt)],
          ['assessment.run.version', run.version],
          ['assessment.run.cases', t('assessment.run.caseCount', { count: run.caseCount })],
          ['assessment.run.by', run.history[0]?.by.title ?? ''],
        ].map(([key = '', value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <RunActions {...props} />
    </header>
  )
}
