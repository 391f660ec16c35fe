import { describeDuty, type Duty } from '@jieli/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { today } from '../../document/editing/today.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { isAbout } from '../parameters/parameter-facts.ts'
import { IssueLines } from '../parameters/issue-lines.tsx'
import { useProblems } from '../problems/use-problems.ts'
import { ItemForm } from '../tables/item-form.tsx'
import { type DutyDraft, draftOf, dutyOf } from './duty-draft.ts'
import { DutyForm } from './duty-form.tsx'

/** A duty of the ruleset: its sentence, what is wrong with it, and its form. What is unfinished waits beside the document. */
export function DutyEditor(props: { readonly duty: Duty; readonly onRemoved: () => void }) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const language = useLanguage()
  const ruleset = useRuleset()
  const { issues } = useProblems()
  const { duty } = props
  // A change that is not finished, of the duty as it then was: undoing that drops it.
  const [unfinished, setUnfinished] = useState<{ readonly of: Duty; readonly draft: DutyDraft }>()
  const pending = unfinished?.of === duty ? unfinished.draft : undefined
  const change = (draft: DutyDraft, field: string): void => {
    const next = dutyOf(draft, duty)
    if (next === undefined) setUnfinished({ of: duty, draft })
    else {
      setUnfinished(undefined)
      run(upsertListItem('duties', next, field))
    }
  }
  return (
    <ItemForm
      list="duties"
      item={duty}
      removeLabel={t('dutyEditor.remove')}
      onRemoved={props.onRemoved}
      className="assessment-form"
      problems={
        <>
          <p className="duty-sentence">{describeDuty(ruleset, duty, today(), language)}</p>
          <IssueLines issues={issues.filter((issue) => isAbout(issue, `/duties/${duty.id}`))} />
          {pending !== undefined && <Notice kind="warning" title={t('dutyEditor.unfinished')} />}
        </>
      }
    >
      <DutyForm draft={pending ?? draftOf(duty)} onChange={change} />
    </ItemForm>
  )
}
