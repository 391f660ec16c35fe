import type { RunSummary } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../kit/notices/tag.tsx'

const tones = {
  provisional: 'amber',
  reviewed: 'blue',
  final: 'green',
  superseded: 'neutral',
} as const

/** The status of a run, from computed to final. */
export function RunStatusTag(props: { readonly run: Pick<RunSummary, 'status' | 'open'> }) {
  const { t } = useTranslation()
  const { status, open } = props.run
  return (
    <>
      <Tag tone={tones[status]}>{t(`assessment.run.statuses.${status}`)}</Tag>
      {open && status !== 'superseded' && (
        <Tag tone="neutral">{t('assessment.run.openPeriod')}</Tag>
      )}
    </>
  )
}
