import { parameterAsOf } from '../decisions/parameter-value.ts'
import { textHash } from '../model/content-hash.ts'
import { indexRuleset, type RulesetIndex } from '../model/ruleset-index.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Reference } from '../model/references/reference.ts'
import type { Ruleset } from '../model/ruleset.ts'

/**
 * Everything an answer can rest on: the decisions, named conditions, facts and parameter values that some references
 * lead to, one through another, as a short text for each. Two rulesets that agree on it give the same answers. Pure.
 */
export function contributingRules(
  ruleset: Ruleset,
  asOf: string,
  from: readonly Reference[],
): readonly string[] {
  const index = indexRuleset(ruleset)
  const found = new Map<string, string>()
  for (const { list, id } of reachReferences(ruleset, from, ['conditions', 'decisions'])) {
    if (list !== 'decisions' && list !== 'conditions' && list !== 'facts' && list !== 'parameters')
      continue
    const name = `${list}/${id}`
    if (!found.has(name)) found.set(name, `${name} ${meaningOf(index, list, id, asOf)}`)
  }
  return [...found.values()]
}

function meaningOf(
  index: RulesetIndex,
  list: 'decisions' | 'conditions' | 'facts' | 'parameters',
  id: string,
  asOf: string,
): string {
  if (list === 'parameters') return valueBehind(index.parameters.get(id), asOf)
  const item = index[list].get(id)
  if (item === undefined) return ''
  const system = 'codeSystem' in item ? index.codeSystems.get(item.codeSystem ?? '') : undefined
  // The codes of a system are long, and shared by all that name it.
  if (system !== undefined) return `${hashOf(item, { ...item, values: [] })} ${hashOf(system)}`
  return hashOf(item)
}

function valueBehind(parameter: Parameter | undefined, asOf: string): string {
  const value = parameter === undefined ? undefined : parameterAsOf(parameter, asOf)?.value
  return JSON.stringify({ type: parameter?.type, value: value ?? null })
}

/** Found once for each item: it is never changed in place. */
const hashes = new WeakMap<object, string>()

/** Not canonical: a different order of keys only means that something is proved twice. */
function hashOf(item: object, content = item): string {
  let hash = hashes.get(item)
  if (hash === undefined) hashes.set(item, (hash = textHash(JSON.stringify(content))))
  return hash
}
