import { Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import type { ReadableRun } from './use-assessment-run.ts'

/** Who did what with a run and when, and the fingerprints that seal it. */
export function RunHistory({ run }: ReadableRun) {
  const { t } = useTranslation()
  const moment = useMoment()
  return (
    <section className="panel run-section" aria-labelledby="run-history">
      <h2 id="run-history">{t('assessment.run.history')}</h2>
      <Timeline
        items={run.history.map(({ at, by, action, reason }) => ({
          key: `${at} ${action}`,
          content: (
            <>
              <strong>{t(`assessment.run.actions.${action}`)}</strong>{' '}
              <span className="quiet">
                {by.title} · {moment(at)}
              </span>
              {reason !== undefined && <p>{reason}</p>}
            </>
          ),
        }))}
      />
      <details>
        <summary>{t('assessment.run.details')}</summary>
        <dl className="run-hashes">
          {(['inputHash', 'resultHash'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`assessment.run.${name}`)}</dt>
              <dd className="code hash">{run[name]}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}
