import type { RunSummary } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../kit/notices/mark.tsx'

const tones = {
  provisional: 'amber',
  reviewed: 'blue',
  final: 'green',
  superseded: 'neutral',
} as const

/** Where a run stands between computed and final. */
export function RunStatusMark(props: { readonly run: Pick<RunSummary, 'status' | 'open'> }) {
  const { t } = useTranslation()
  const { status, open } = props.run
  return (
    <>
      <Mark tone={tones[status]}>{t(`assessment.run.statuses.${status}`)}</Mark>
      {open && status !== 'superseded' && (
        <Mark tone="neutral">{t('assessment.run.openPeriod')}</Mark>
      )}
    </>
  )
}
