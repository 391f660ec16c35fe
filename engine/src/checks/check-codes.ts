import type { Code } from '../model/value.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { type ValueType, valueTypeModules } from '../model/value-types/value-types.ts'

/** What a fact and a parameter say of their codes, in the same words. */
interface Coded {
  readonly path: string
  readonly title: Text
  readonly type: ValueType
  readonly own: readonly Code[] | undefined
  readonly codeSystem: string | undefined
}

/** Where the codes of facts and parameters come from: one list, of a type that takes codes, each code once. Pure. */
export function checkCodes(ruleset: Ruleset): readonly Issue[] {
  return [
    ...ruleset.codeSystems.flatMap(({ id, title, codes }) =>
      duplicates(
        codes.map(({ id: code }) => code),
        title,
        `/codeSystems/${id}`,
      ),
    ),
    ...ruleset.facts.flatMap(({ id, values, ...fact }) =>
      checkCoded({ path: `/facts/${id}`, own: values, codeSystem: undefined, ...fact }),
    ),
    ...ruleset.parameters.flatMap(({ id, codes, values: _dated, ...parameter }) =>
      checkCoded({ path: `/parameters/${id}`, own: codes, codeSystem: undefined, ...parameter }),
    ),
  ]
}

function checkCoded({ path, title, type, own, codeSystem }: Coded): readonly Issue[] {
  const { hasCodes, ordersCodes } = valueTypeModules[type]
  if (codeSystem === undefined)
    return [
      ...(ordersCodes && own === undefined
        ? [createIssue('CODES_UNORDERED', path, { title })]
        : []),
      ...duplicates(own?.map(({ code }) => code) ?? [], title, path),
    ]
  if (own !== undefined) return [createIssue('CODES_TWICE', path, { title })]
  return hasCodes
    ? []
    : [
        createIssue('CODE_SYSTEM_TYPE', `${path}/codeSystem`, {
          title,
          type: valueTypeModules[type].title,
        }),
      ]
}

function duplicates(codes: readonly string[], title: Text, path: string): readonly Issue[] {
  const seen = new Set<string>()
  return codes.flatMap((code) => {
    if (seen.has(code)) return [createIssue('CODE_DUPLICATE', path, { title, code })]
    seen.add(code)
    return []
  })
}

/** The codes a ruleset shares with what it rests on stand in the order they have there: rules compare by it. Pure. */
export function checkCodeOrder(ruleset: Ruleset, parent: Ruleset | undefined): readonly Issue[] {
  if (parent === undefined) return []
  const { codeSystems } = indexRuleset(parent)
  return ruleset.codeSystems.flatMap(({ id, title, codes }) => {
    const places = new Map(codeSystems.get(id)?.codes.map(({ id: code }, at) => [code, at]))
    const shared = codes.filter(({ id: code }) => places.has(code))
    const wrong = shared.findIndex(
      ({ id: code }, at) => at > 0 && placeOf(places, code) < placeOf(places, shared[at - 1]?.id),
    )
    return wrong < 0
      ? []
      : [
          createIssue('CODE_ORDER', `/codeSystems/${id}`, {
            title,
            code: shared[wrong]?.title ?? '',
            before: shared[wrong - 1]?.title ?? '',
          }),
        ]
  })
}

function placeOf(places: ReadonlyMap<string, number>, code: string | undefined): number {
  return places.get(code ?? '') ?? -1
}
