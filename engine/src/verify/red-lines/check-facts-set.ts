import type { Issue } from '../../model/issue.ts'
import { isJsonObject } from '../../model/json.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { expandNamed, factsIn } from './expand-named.ts'
import { redLineIssue } from './red-line-context.ts'

/**
 * What a red line asks of a case has to come from the people in it: a child may not have its charts or decisions
 * write such a fact where the parent's do not. Pure.
 */
export function checkFactsSet(ruleset: Ruleset, parent: Ruleset | undefined): readonly Issue[] {
  if (parent === undefined) return []
  const known = new Set(setsOf(parent).map(({ name }) => name))
  const added = setsOf(ruleset).filter(({ name }) => !known.has(name))
  return added.flatMap(({ fact, path }) => {
    const line = parent.redLines.find((one) =>
      one.checks.some(
        (check) =>
          (check.kind === 'implication' || check.kind === 'appliesOnlyWhere') &&
          factsIn(expandNamed(check.implies, parent.conditions)).has(fact),
      ),
    )
    if (line === undefined) return []
    const title = ruleset.facts.find(({ id }) => id === fact)?.title ?? fact
    return [redLineIssue({ ruleset, parent, line }, 'RED_LINE_FACT_SET', path, { fact: title })]
  })
}

interface FactSet {
  readonly path: string
  readonly fact: string
  /** Tells apart what is written where. */
  readonly name: string
}

/** Every place where a chart or a decision writes a fact. */
function setsOf(ruleset: Ruleset): readonly FactSet[] {
  const found: FactSet[] = []
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const inner of value) visit(inner, path)
    if (!isJsonObject(value)) return
    if (value['type'] === 'set') {
      const { fact, value: written } = isJsonObject(value['params']) ? value['params'] : value
      if (typeof fact === 'string')
        found.push({ path, fact, name: `${path} ${fact} ${JSON.stringify(written)}` })
    }
    for (const inner of Object.values(value)) visit(inner, path)
  }
  for (const list of ['pathways', 'decisions'] as const)
    for (const item of ruleset[list]) visit(item, `/${list}/${item.id}`)
  return found
}
