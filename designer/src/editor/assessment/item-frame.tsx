import type { Ruleset } from '@jieli/engine'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isAbout } from '../parameters/parameter-facts.ts'
import { IssueLines } from '../parameters/issue-lines.tsx'
import { useProblems } from '../problems/use-problems.ts'
import { ItemForm } from '../tables/item-form.tsx'
import type { AssessmentList } from './editor-place.ts'

/** An item of the page, with what is wrong with it. */
export function ItemFrame<L extends AssessmentList>(props: {
  readonly list: L
  readonly item: Ruleset[L][number]
  readonly onRemoved: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const { issues } = useProblems()
  const { list, item } = props
  const path = `/${list}/${item.id}`
  const listName: AssessmentList = list
  return (
    <ItemForm
      list={list}
      item={item}
      removeLabel={t(`assessmentEditor.remove.${listName}`)}
      onRemoved={props.onRemoved}
      className="assessment-form"
      problems={<IssueLines issues={issues.filter((issue) => isAbout(issue, path))} />}
    >
      {props.children}
    </ItemForm>
  )
}
