import { describeScheduledDuty, type ScheduledDuty } from '@jieli/engine/scheduled-duties'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useCitationText } from '../../kit/fields/use-citation-text.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import type { DraftedKind } from '../drafted/drafted-kind.ts'
import { DraftedPage } from '../drafted/drafted-page.tsx'
import '../duties/duties.css'
import {
  draftOf,
  emptyScheduled,
  missingParts,
  type ScheduledDraft,
  scheduledOf,
} from './scheduled-draft.ts'
import { ScheduledDutyForm } from './scheduled-duty-form.tsx'
import './scheduled-duties.css'

const scheduledDuties: DraftedKind<'scheduledDuties', ScheduledDraft> = {
  list: 'scheduledDuties',
  words: 'scheduledEditor',
  prefix: 'scheduled',
  empty: emptyScheduled,
  draftOf,
  itemOf: (draft, rest: Pick<ScheduledDuty, 'id'> & Partial<ScheduledDuty>) =>
    scheduledOf(draft, rest),
  missingParts,
  describe: describeScheduledDuty,
  Form: ScheduledDutyForm,
}

/** What has to be done in each period, or by a day. */
export function ScheduledDutiesPage() {
  const { t } = useTranslation()
  const text = useText()
  const { manifest, offices } = useRuleset()
  const citationText = useCitationText()
  const factsOf = (duty: ScheduledDuty | undefined): string => {
    if (duty === undefined) return ''
    const { owedBy, schedule, cites } = duty
    const who =
      owedBy.of === 'units'
        ? t('scheduledEditor.debtorWays.units')
        : text(offices.find(({ id }) => id === owedBy.office)?.title, owedBy.office)
    const clause = cites.length === 0 ? undefined : citationText(cites, manifest.sources)
    return [who, t(`scheduledEditor.everyTypes.${schedule.every}`), clause]
      .filter(Boolean)
      .join(' · ')
  }
  return (
    <DraftedPage
      kind={scheduledDuties}
      title={t('editor.pages.scheduled-duties')}
      factsOf={factsOf}
    />
  )
}
