import type { Issue } from '../model/issue.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import { factsOf } from '../model/references/facts-of.ts'
import { referencesOf } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { expandNamed } from './expand-named.ts'
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
          'implies' in check &&
          factsOf(conditionReferences(expandNamed(check.implies, parent.conditions), '')).has(fact),
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
  const named = [
    ...ruleset.pathways.flatMap((item) => referencesOf('pathways', item)),
    ...ruleset.decisions.flatMap((item) => referencesOf('decisions', item)),
  ]
  return named.flatMap(({ id, path, writes }) => {
    if (writes === undefined) return []
    const [, list = '', item = ''] = path.split('/')
    const owner = `/${list}/${item}`
    return [{ path: owner, fact: id, name: `${owner} ${id} ${JSON.stringify(writes.value)}` }]
  })
}
