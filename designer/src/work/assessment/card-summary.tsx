import type { ScoreCard } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../kit/notices/mark.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { AlertWords } from './alert-words.tsx'
import { ConsequenceWords } from './consequence-words.tsx'
import { usePeriodWords } from './period-words.ts'
import { RunStatusMark } from './run-status-mark.tsx'
import { isScored, type ReadableRun } from './use-run.ts'

/** The heading of a score card: score, grade and why it is capped, gates, what follows, alerts. */
export function CardSummary(props: ReadableRun & { readonly card: ScoreCard }) {
  const { t } = useTranslation()
  const words = usePeriodWords()
  const { run, titled, card } = props
  const { titles } = titled
  const capped = card.gradeBeforeCap !== null && card.gradeBeforeCap !== card.grade
  return (
    <section className="panel run-section" aria-labelledby="card-title">
      <h1 id="card-title" className="page-title">
        {card.unit?.title ?? t('assessment.community')}{' '}
        <span className="quiet">{words(run.period)}</span> <RunStatusMark run={run} />
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
                  <Mark key={gate} tone="red">
                    {titles.group(gate)}
                  </Mark>
                ))}
          </dd>
        </div>
        <div>
          <dt>{t('assessment.run.consequences')}</dt>
          <dd>
            <ConsequenceWords card={card} titles={titles} />
          </dd>
        </div>
        <div>
          <dt>{t('assessment.run.alerts')}</dt>
          <dd>
            <AlertWords card={card} titles={titles} />
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
