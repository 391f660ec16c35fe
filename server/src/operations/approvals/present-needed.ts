import type { Ruleset, Text } from '@jieli/engine'
import type { NeededProcedure as ShownProcedure } from '../../contracts/approval.ts'
import type { NeededProcedure } from './needed-procedures.ts'

/** A procedure as the world sees it, what it governs by its titles. Pure. */
export function presentNeeded(
  candidate: Ruleset,
  { ruleset, pathway, changed, standing, case: id }: NeededProcedure,
): ShownProcedure {
  return {
    ruleset,
    pathway: pathway.id,
    title: pathway.title,
    offices: pathway.events
      .filter(({ role }) => role === 'approve' || role === 'file')
      .flatMap(({ title, actors }) =>
        pathway.parties
          .filter((party) => actors.includes(party.id))
          .map((party) => ({ title: party.title, event: title })),
      ),
    changed: changed.map(({ list, id: item }) => ({
      path: `/${list}/${item}`,
      title: titleOf(candidate, list, item),
    })),
    standing,
    ...(id !== undefined && { case: id }),
  }
}

function titleOf(ruleset: Ruleset, list: string, id: string): Text {
  const items = ruleset[list as 'facts'] as readonly {
    readonly id: string
    readonly title?: Text
  }[]
  return items.find((each) => each.id === id)?.title ?? { zh: id, en: id }
}
