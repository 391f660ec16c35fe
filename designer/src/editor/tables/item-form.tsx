import type { Ruleset, RulesetList, Text } from '@jieli/engine'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { removeListItem } from '../../document/commands/remove-list-item.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { ListItemProvenance } from '../../document/editing/list-item-provenance.tsx'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** An item of a list: its title, the way to remove it, where it comes from, and its fields, locked with it. */
export function ItemForm<L extends RulesetList>(props: {
  readonly list: L
  readonly item: Ruleset[L][number]
  /** Written on the button that removes it. */
  readonly removeLabel: string
  readonly onRemoved: () => void
  readonly className?: string
  /** Shown above the fields: what is wrong with it. */
  readonly problems?: ReactNode
  readonly children: ReactNode
}) {
  const text = useText()
  const run = useRunCommand()
  const { list, item, className } = props
  const title: Text = item.title
  const locked = useLockedBy()(`/${list}/${item.id}`) !== undefined
  return (
    <article
      className={className === undefined ? 'decision-editor' : `decision-editor ${className}`}
      aria-label={text(title)}
    >
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
          {props.removeLabel}
        </Button>
      </header>
      <ListItemProvenance list={list} item={item} />
      {props.problems}
      <LockedFields locked={locked}>{props.children}</LockedFields>
    </article>
  )
}
