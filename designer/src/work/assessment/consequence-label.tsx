import { fractionOfExact, writtenNumber } from '@jieli/engine'
import type { ScoreCard } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import type { Titles } from './titles.ts'

/** What follows from a card's grade: a factor, or that something follows. */
export function ConsequenceLabel(props: { readonly card: ScoreCard; readonly titles: Titles }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { card, titles } = props
  const shown = card.consequences.filter(
    ({ factor, follows }) => factor !== null || follows === true,
  )
  if (shown.length === 0) return '–'
  return shown.map(({ consequence, factor }) => (
    <div key={consequence}>
      {titles.consequence(consequence)}
      {factor !== null &&
        t('assessment.run.factor', {
          factor: writtenNumber('number', fractionOfExact(factor), language),
        })}
    </div>
  ))
}
