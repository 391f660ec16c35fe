import type { ScoreCard } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { rankedCards } from '../assessment/ranked-cards.ts'
import { writtenTarget, writtenValue } from '../assessment/format-result.ts'
import { isScored, type ReadableRun } from '../assessment/use-assessment-run.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** Every unit's card in short: each scored indicator with value, target, verdict and points. */
export function ReportCards(props: ReadableRun) {
  const { t } = useTranslation()
  const { run } = props
  const { community } = run.result
  const cards = [
    ...(community !== null && isScored(props, community) ? [community] : []),
    ...rankedCards(run.result.cards),
  ]
  return (
    <section>
      <h2>{t('report.cards')}</h2>
      {cards.map((card) => (
        <ReportCard key={card.unit?.id ?? ''} {...props} card={card} />
      ))}
    </section>
  )
}

function ReportCard({ titled, card }: ReadableRun & { readonly card: ScoreCard }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { titles } = titled
  return (
    <div className="report-card">
      <h3>
        {card.unit?.title ?? t('assessment.community')}{' '}
        <span>
          {card.scoreShown === null
            ? t('assessment.run.notAssessable')
            : t('assessment.run.points', { points: card.scoreShown })}{' '}
          {titles.grade(card.grade)}
        </span>
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('report.group')}</th>
            <th scope="col">{t('assessment.card.indicator')}</th>
            <th scope="col">{t('assessment.card.value')}</th>
            <th scope="col">{t('assessment.card.target')}</th>
            <th scope="col">{t('assessment.card.verdict')}</th>
            <th scope="col">{t('assessment.card.points')}</th>
          </tr>
        </thead>
        <tbody>
          {card.groups.flatMap(({ group, kind, indicators }) =>
            indicators.map((id) => {
              const result = card.indicators.find(({ indicator }) => indicator === id)
              if (result === undefined) return null
              return (
                <tr key={`${group} ${id}`}>
                  <td>{titles.group(group)}</td>
                  <th scope="row">{titles.indicator(id)}</th>
                  <td>
                    {result.verdict === 'notAssessable'
                      ? '–'
                      : (writtenValue(result, language) ?? '–')}
                  </td>
                  <td>{writtenTarget(result, language) ?? '–'}</td>
                  <td>{t(`assessment.card.verdicts.${result.verdict}`)}</td>
                  <td>{kind === 'gate' ? '–' : (result.pointsShown ?? '–')}</td>
                </tr>
              )
            }),
          )}
        </tbody>
      </table>
    </div>
  )
}
