import type { ScoreCard } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../kit/notices/mark.tsx'
import type { Titles } from './titles.ts'

/** The alerts of a card that were raised, and those nobody could judge. */
export function AlertWords(props: { readonly card: ScoreCard; readonly titles: Titles }) {
  const { t } = useTranslation()
  const { card, titles } = props
  const shown = card.alerts.filter(({ raised }) => raised !== false)
  if (shown.length === 0) return '–'
  return shown.map(({ alert, raised, needs }) => (
    <div key={alert} className="alert-words">
      {raised === true ? (
        <Mark tone="amber">{titles.alert(alert)}</Mark>
      ) : (
        <span
          className="quiet"
          title={needs.map((need) => titles.need(need)).join(t('assessment.listSeparator'))}
        >
          {t('assessment.run.alertUnknown')}
        </span>
      )}
    </div>
  ))
}
