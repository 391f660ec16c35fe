import { describeCondition } from '../decisions/describe-condition.ts'
import { formatParameter } from '../decisions/format-value.ts'
import type { Condition } from '../model/condition.ts'
import { itemAt } from '../model/item-at.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language, Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import { stateAt } from '../model/state-nodes.ts'

type TitledList = 'facts' | 'parameters' | 'decisions' | 'funds' | 'offices' | 'pathways'

/** What the things a red line names are called in one language. A thing that is not there is called by its id. */
export interface RedLineNames {
  readonly ruleset: Ruleset
  readonly text: (text: Text) => string
  readonly list: (names: readonly string[]) => string
  readonly title: (list: TitledList, id: string) => string
  readonly titles: (list: TitledList, ids: readonly string[]) => string
  readonly states: (pathway: string, paths: readonly string[]) => string
  readonly events: (pathway: string, ids: readonly string[]) => string
  /** The titles of what paths such as `/funds/residentFund` point at. */
  readonly items: (paths: readonly string[]) => string
  readonly condition: (condition: Condition) => string
  readonly value: (parameter: string, value: Value) => string
}

/** Pure. */
export function createRedLineNames(ruleset: Ruleset, language: Language): RedLineNames {
  const list = (names: readonly string[]) => names.join({ zh: '、', en: ', ' }[language])
  const titleOf = (item: unknown, id: string) =>
    (item as { readonly title?: Text } | undefined)?.title?.[language] ?? id
  const title = (of: TitledList, id: string) =>
    titleOf(
      (ruleset[of] as readonly { readonly id: string }[]).find((item) => item.id === id),
      id,
    )
  const pathwayOf = (id: string) => ruleset.pathways.find((pathway) => pathway.id === id)
  return {
    ruleset,
    text: (text) => text[language],
    list,
    title,
    titles: (of, ids) => list(ids.map((id) => title(of, id))),
    states: (pathway, paths) => {
      const found = pathwayOf(pathway)
      return list(
        paths.map((path) => titleOf(found && stateAt(found, path.split('.'))?.meta, path)),
      )
    },
    events: (pathway, ids) => {
      const known = pathwayOf(pathway)?.events
      return list(
        ids.map((id) =>
          titleOf(
            known?.find((event) => event.id === id),
            id,
          ),
        ),
      )
    },
    items: (paths) => list(paths.map((path) => titleOf(itemAt(ruleset, path), path))),
    condition: (condition) => describeCondition(ruleset, condition, language),
    value: (id, value) => {
      const parameter = indexRuleset(ruleset).parameters.get(id)
      return parameter === undefined
        ? JSON.stringify(value)
        : formatParameter(parameter, value, language)
    },
  }
}
