import { describeDuty, type Duty } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import type { DraftedKind } from '../drafted/drafted-kind.ts'
import { DraftedPage } from '../drafted/drafted-page.tsx'
import './duties.css'
import { type DutyDraft, draftOf, dutyOf, emptyDuty, missingParts } from './duty-draft.ts'
import { DutyForm } from './duty-form.tsx'
import { useDutyFacts } from './use-duty-facts.ts'

const duties: DraftedKind<'duties', DutyDraft> = {
  list: 'duties',
  words: 'dutyEditor',
  prefix: 'duty',
  empty: emptyDuty,
  draftOf,
  itemOf: (draft, rest: Pick<Duty, 'id'> & Partial<Duty>) => dutyOf(draft, rest),
  missingParts,
  describe: describeDuty,
  Form: DutyForm,
}

/** What somebody has to do in a case. */
export function DutiesPage() {
  const { t } = useTranslation()
  return <DraftedPage kind={duties} title={t('editor.pages.duties')} factsOf={useDutyFacts()} />
}
