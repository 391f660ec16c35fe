import type { Ruleset, RulesetList } from '@jieli/engine'
import { upsertListItem } from '../commands/upsert-list-item.ts'
import { standingTo } from './provenance.ts'
import { StandingLine } from './provenance-line.tsx'
import { useDocument, useRun } from './use-document.ts'

/** How an item of one of the ruleset's lists stands to the template's, as a whole. */
export function ListItemStanding<L extends RulesetList>(props: {
  readonly list: L
  readonly item: Ruleset[L][number]
}) {
  const run = useRun()
  const parent = useDocument((state) => state.parent)
  const { list, item } = props
  const known: readonly Ruleset[L][number][] = parent?.[list] ?? []
  const theirs = known.find(({ id }) => id === item.id)
  return (
    <StandingLine
      path={`/${list}/${item.id}`}
      standing={standingTo(theirs, item)}
      onTakeBack={() => {
        if (theirs !== undefined) run(upsertListItem(list, theirs))
      }}
    />
  )
}
