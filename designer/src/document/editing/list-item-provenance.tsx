import type { Ruleset, RulesetList } from '@jieli/engine'
import { upsertListItem } from '../commands/upsert-list-item.ts'
import { provenanceOf } from './provenance.ts'
import { ProvenanceLine } from './provenance-line.tsx'
import { useDocument, useRunCommand } from './use-document.ts'

/** The provenance of an item in one of the ruleset's lists, as a whole. */
export function ListItemProvenance<L extends RulesetList>(props: {
  readonly list: L
  readonly item: Ruleset[L][number]
}) {
  const run = useRunCommand()
  const parent = useDocument((state) => state.parent)
  const { list, item } = props
  const known: readonly Ruleset[L][number][] = parent?.[list] ?? []
  const theirs = known.find(({ id }) => id === item.id)
  return (
    <ProvenanceLine
      path={`/${list}/${item.id}`}
      provenance={provenanceOf(theirs, item)}
      onReset={() => {
        if (theirs !== undefined) run(upsertListItem(list, theirs))
      }}
    />
  )
}
