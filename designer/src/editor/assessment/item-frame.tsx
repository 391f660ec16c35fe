import type { Ruleset, Text } from '@jieli/engine'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { removeListItem } from '../../document/commands/remove-list-item.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { ListItemProvenance } from '../../document/editing/list-item-provenance.tsx'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { isAbout } from '../parameters/parameter-facts.ts'
import { IssueLines } from '../parameters/issue-lines.tsx'
import { useProblems } from '../problems/use-problems.ts'
import type { AssessmentList } from './editor-place.ts'

/** An item of the page: its title, where it comes from, what is wrong with it, and its fields. */
export function ItemFrame<L extends AssessmentList>(props: {
  readonly list: L
  readonly item: Ruleset[L][number]
  readonly onRemoved: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const { issues } = useProblems()
  const { list, item } = props
  const path = `/${list}/${item.id}`
  const locked = useLockedBy()(path) !== undefined
  const title: Text = item.title
  const listName: AssessmentList = list
  return (
    <article className="decision-editor assessment-form" aria-label={text(title)}>
      <header className="decision-head">
        <h2>{text(title)}</h2>
        <span className="quiet code">{item.id}</span>
        <span className="spacer" />
        <Button
          danger
          type="text"
          disabled={locked}
          onClick={() => {
            run(removeListItem(list, item.id))
            props.onRemoved()
          }}
        >
          {t(`assessmentEditor.remove.${listName}`)}
        </Button>
      </header>
      <ListItemProvenance list={list} item={item} />
      <IssueLines issues={issues.filter((issue) => isAbout(issue, path))} />
      <LockedFields locked={locked}>{props.children}</LockedFields>
    </article>
  )
}
