import type { ScoreCard } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../kit/notices/tag.tsx'
import type { Titles } from './titles.ts'

/** The alerts of a card that were raised, and those that could not be evaluated. */
export function AlertLabel(props: { readonly card: ScoreCard; readonly titles: Titles }) {
  const { t } = useTranslation()
  const { card, titles } = props
  const shown = card.alerts.filter(({ raised }) => raised !== false)
  if (shown.length === 0) return '–'
  return shown.map(({ alert, raised, needs }) => (
    <div key={alert} className="alert-label">
      {raised === true ? (
        <Tag tone="amber">{titles.alert(alert)}</Tag>
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
