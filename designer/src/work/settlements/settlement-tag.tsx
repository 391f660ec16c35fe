import type { SettlementSummary } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../kit/notices/tag.tsx'

const tones = { provisional: 'amber', final: 'green', superseded: 'neutral' } as const

/** The status of a settlement, whether its sums agree, and whether something has changed since. */
export function SettlementTag(props: { readonly settlement: SettlementSummary }) {
  const { t } = useTranslation()
  const { status, reconciles, outdated, problem } = props.settlement
  return (
    <span className="settlement-tags">
      <Tag tone={tones[status]}>{t(`money.statuses.${status}`)}</Tag>
      <Tag tone={reconciles ? 'green' : 'red'}>
        {t(reconciles ? 'money.reconciles' : 'money.doesNotReconcile')}
      </Tag>
      {problem !== undefined && <Tag tone="red">{t('damaged.version')}</Tag>}
      {outdated !== null && status !== 'superseded' && (
        <Tag tone="amber">{t('money.outdated')}</Tag>
      )}
    </span>
  )
}
