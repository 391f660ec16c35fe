import type { ScoreCard } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../kit/notices/tag.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { AlertLabel } from './alert-label.tsx'
import { ConsequenceLabel } from './consequence-label.tsx'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { RunStatusTag } from './run-status-tag.tsx'
import { isScored, type ReadableRun } from './use-assessment-run.ts'

/** The heading of a score card: score, grade and why it is capped, gates, what follows, alerts. */
export function CardSummary(props: ReadableRun & { readonly card: ScoreCard }) {
  const { t } = useTranslation()
  const periodLabel = usePeriodLabel()
  const { run, titled, card } = props
  const { titles } = titled
  const capped = card.gradeBeforeCap !== null && card.gradeBeforeCap !== card.grade
  return (
    <section className="panel run-section" aria-labelledby="card-title">
      <h1 id="card-title" className="page-title">
        {card.unit?.title ?? t('assessment.community')}{' '}
        <span className="quiet">{periodLabel(run.period)}</span> <RunStatusTag run={run} />
      </h1>
      {!isScored(props, card) && <p className="quiet">{t('assessment.card.reported')}</p>}
      <dl className="facts-line card-facts" hidden={!isScored(props, card)}>
        <div>
          <dt>{t('assessment.run.score')}</dt>
          <dd className="card-score">
            {card.scoreShown === null
              ? t('assessment.run.notAssessable')
              : t('assessment.run.points', { points: card.scoreShown })}
          </dd>
        </div>
        <div>
          <dt>{t('assessment.run.grade')}</dt>
          <dd>
            {titles.grade(card.grade) ?? '–'}
            {capped && (
              <div className="quiet">
                {t('assessment.run.capped', { grade: titles.grade(card.gradeBeforeCap) })}
              </div>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('assessment.run.rank')}</dt>
          <dd>
            {card.rank === null
              ? '–'
              : t('assessment.card.rankOf', {
                  rank: card.rank,
                  all: run.result.cards.filter(({ rank }) => rank !== null).length,
                })}
          </dd>
        </div>
        <div>
          <dt>{t('assessment.run.gates')}</dt>
          <dd>
            {card.failedGates.length === 0
              ? '–'
              : card.failedGates.map((gate) => (
                  <Tag key={gate} tone="red">
                    {titles.group(gate)}
                  </Tag>
                ))}
          </dd>
        </div>
        <div>
          <dt>{t('assessment.run.consequences')}</dt>
          <dd>
            <ConsequenceLabel card={card} titles={titles} />
          </dd>
        </div>
        <div>
          <dt>{t('assessment.run.alerts')}</dt>
          <dd>
            <AlertLabel card={card} titles={titles} />
          </dd>
        </div>
      </dl>
      {isScored(props, card) && card.scoreShown === null && card.needs.length > 0 && (
        <Notice
          kind="warning"
          title={t('assessment.run.lacks', {
            list: card.needs.map((need) => titles.need(need)).join(t('assessment.listSeparator')),
          })}
        />
      )}
    </section>
  )
}
