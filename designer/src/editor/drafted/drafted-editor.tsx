import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { today } from '../../document/editing/today.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { IssueLines } from '../parameters/issue-lines.tsx'
import { isAbout } from '../parameters/parameter-facts.ts'
import { useProblems } from '../problems/use-problems.ts'
import { ItemForm } from '../tables/item-form.tsx'
import type { DraftedItem, DraftedKind, DraftedList } from './drafted-kind.ts'

/** An item of the ruleset: its sentence, what is wrong with it, and its form. What is unfinished waits beside the document. */
export function DraftedEditor<L extends DraftedList, Draft>(props: {
  readonly kind: DraftedKind<L, Draft>
  readonly item: DraftedItem<L>
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const language = useLanguage()
  const ruleset = useRuleset()
  const { issues } = useProblems()
  const { kind, item } = props
  const { list, words, Form } = kind
  // A change that is not finished, of the item as it then was: undoing that drops it.
  const [unfinished, setUnfinished] = useState<{
    readonly of: DraftedItem<L>
    readonly draft: Draft
  }>()
  const pending = unfinished?.of === item ? unfinished.draft : undefined
  const change = (draft: Draft, field: string): void => {
    const next = kind.itemOf(draft, item)
    if (next === undefined) setUnfinished({ of: item, draft })
    else {
      setUnfinished(undefined)
      run(upsertListItem(list, next, field))
    }
  }
  return (
    <ItemForm
      list={list}
      item={item}
      removeLabel={t(`${words}.remove`)}
      onRemoved={props.onRemoved}
      className="assessment-form"
      problems={
        <>
          <p className="drafted-sentence">{kind.describe(ruleset, item, today(), language)}</p>
          <IssueLines issues={issues.filter((issue) => isAbout(issue, `/${list}/${item.id}`))} />
          {pending !== undefined && <Notice kind="warning" title={t('drafted.unfinished')} />}
        </>
      }
    >
      <Form draft={pending ?? kind.draftOf(item)} onChange={change} />
    </ItemForm>
  )
}
