import { useTranslation } from 'react-i18next'
import { ConsequenceLabel } from '../assessment/consequence-label.tsx'
import { rankedCards } from '../assessment/ranked-cards.ts'
import type { ReadableRun } from '../assessment/use-assessment-run.ts'

/** The ranking as a table on paper. */
export function ReportRanking({ run, titled }: ReadableRun) {
  const { t } = useTranslation()
  const { titles } = titled
  const cards = rankedCards(run.result.cards)
  if (cards.length === 0) return null
  return (
    <section>
      <h2>{t('assessment.run.ranking')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('assessment.run.rank')}</th>
            <th scope="col">{t('assessment.run.unit')}</th>
            <th scope="col">{t('assessment.run.score')}</th>
            <th scope="col">{t('assessment.run.grade')}</th>
            <th scope="col">{t('assessment.run.gates')}</th>
            <th scope="col">{t('assessment.run.consequences')}</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.unit?.id}>
              <td>{card.rank ?? '–'}</td>
              <th scope="row">{card.unit?.title}</th>
              <td>{card.scoreShown ?? t('assessment.run.notAssessable')}</td>
              <td>
                {titles.grade(card.grade) ?? '–'}
                {card.gradeBeforeCap !== null &&
                  card.gradeBeforeCap !== card.grade &&
                  t('report.capped', { grade: titles.grade(card.gradeBeforeCap) })}
              </td>
              <td>
                {card.failedGates.length === 0
                  ? '–'
                  : card.failedGates
                      .map((gate) => titles.group(gate))
                      .join(t('assessment.listSeparator'))}
              </td>
              <td>
                <ConsequenceLabel card={card} titles={titles} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
