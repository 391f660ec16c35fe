import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { rulesetLists } from '../../model/ruleset-lists.ts'
import { statesOf, transitionsOf, pathwayRoot } from '../../model/state-nodes.ts'
import type { Text } from '../../model/text.ts'

/** Words that people read of a thing, by the thing's path. */
export type Titled = ReadonlyMap<string, Text>

/** Things that are told apart by their titles: the codes of a fact, the events of a pathway. By a name of the group. Pure. */
export function titledGroups(ruleset: Ruleset): ReadonlyMap<string, Titled> {
  const groups = new Map<string, Titled>()
  const add = (path: string, things: readonly (readonly [string, Text | undefined])[]) => {
    const titled = things.flatMap(([id, title]) =>
      title === undefined ? [] : [[`${path}/${id}`, title] as const],
    )
    groups.set(path, new Map(titled))
  }
  const byId = (things: readonly { readonly id: string; readonly title?: Text | undefined }[]) =>
    things.map(({ id, title }) => [id, title] as const)
  for (const list of rulesetLists) {
    const items = ruleset[list] as
      | readonly { readonly id: string; readonly title?: Text }[]
      | undefined
    if (list !== 'scenarios') add(`/${list}`, byId(items ?? []))
  }
  for (const { id, values = [] } of indexRuleset(ruleset).facts.values())
    add(
      `/facts/${id}/values`,
      values.map(({ code, title }) => [code, title]),
    )
  for (const { id, codes = [] } of ruleset.parameters)
    add(
      `/parameters/${id}/codes`,
      codes.map(({ code, title }) => [code, title]),
    )
  for (const decision of ruleset.decisions) {
    const [list, lines] =
      decision.kind === 'table' ? ['rows', decision.rows] : ['rules', decision.rules]
    add(
      `/decisions/${decision.id}/${list as string}`,
      byId(lines as readonly { id: string; title?: Text }[]),
    )
  }
  for (const pathway of ruleset.pathways) {
    const path = `/pathways/${pathway.id}`
    add(`${path}/parties`, byId(pathway.parties))
    add(`${path}/events`, byId(pathway.events))
    add(`${path}/delays`, byId(pathway.delays))
    const nodes = statesOf(pathway)
    add(
      `${path}/machine`,
      nodes.map(({ path: steps, state }) => [
        steps.map((key) => `states/${key}`).join('/'),
        state.meta.title,
      ]),
    )
    const transitions = [pathwayRoot(pathway), ...nodes].flatMap(({ state }) =>
      transitionsOf(state),
    )
    add(
      `${path}/transitions`,
      transitions.map(({ transition: { meta } }) => [meta.id, meta.title]),
    )
  }
  for (const fund of ruleset.funds) add(`/funds/${fund.id}/split/shares`, byId(fund.split.shares))
  return groups
}
