import type { RunAction } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import type { ReadableRun } from '../assessment/use-assessment-run.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'

const lines = [
  ['report.computedBy', ['start', 'correct']],
  ['report.reviewedBy', ['review']],
  ['report.finalisedBy', ['finalise']],
] as const satisfies readonly (readonly [string, readonly RunAction['action'][]])[]

/** Who computed, reviewed and approved, and the lines to sign on. */
export function ReportSignatures({ run }: ReadableRun) {
  const { t } = useTranslation()
  const moment = useMoment()
  return (
    <section className="report-signatures">
      <h2>{t('report.signatures')}</h2>
      <dl>
        {lines.map(([label, actions]) => {
          const entry = run.history.findLast(({ action }) =>
            (actions as readonly string[]).includes(action),
          )
          return (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd>{entry === undefined ? ' ' : `${entry.by.title}  ${moment(entry.at)}`}</dd>
              <dd className="report-line">{t('report.sign')}</dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
