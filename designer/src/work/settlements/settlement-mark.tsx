import type { SettlementSummary } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../kit/notices/mark.tsx'

const tones = { provisional: 'amber', final: 'green', superseded: 'neutral' } as const

/** Where a settlement stands, whether its sums agree, and whether something has changed since. */
export function SettlementMark(props: { readonly settlement: SettlementSummary }) {
  const { t } = useTranslation()
  const { status, reconciles, outdated, problem } = props.settlement
  return (
    <span className="settlement-marks">
      <Mark tone={tones[status]}>{t(`money.statuses.${status}`)}</Mark>
      <Mark tone={reconciles ? 'green' : 'red'}>
        {t(reconciles ? 'money.reconciles' : 'money.doesNotReconcile')}
      </Mark>
      {problem !== undefined && <Mark tone="red">{t('damaged.version')}</Mark>}
      {outdated !== null && status !== 'superseded' && (
        <Mark tone="amber">{t('money.outdated')}</Mark>
      )}
    </span>
  )
}
