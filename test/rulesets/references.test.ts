import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { formulasOf, referencesOf } from '../../engine/src/model/references/references-of.ts'
import { rulesetLists, type RulesetList } from '../../engine/src/model/ruleset-lists.ts'
import { bundleOf } from './resolve-folder.ts'

const folder = path.resolve(import.meta.dirname, '../../rulesets')
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['clauses', 'schema'].includes(entry.name))
  .map(({ name }) => name)
const rulesets = await Promise.all(ids.map(async (id) => (await bundleOf(id)).ruleset))

/** Lists about rules: what they name is looked up where they are checked and run. */
const aboutRules: readonly RulesetList[] = ['redLines', 'scenarios']

/** Every word of an item that is the id of a fact or parameter, but for its own id and what people read. */
function wordsNaming(ruleset: Ruleset, item: { readonly id: string }): ReadonlySet<string> {
  const known = new Set([...ruleset.facts, ...ruleset.parameters].map(({ id }) => id))
  const found = new Set<string>()
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (known.has(value) && key !== 'id') found.add(value)
    } else if (Array.isArray(value)) for (const inner of value) visit(inner, key)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        if (!['title', 'cites', 'reason', 'description', 'contract', 'derivedFrom'].includes(name))
          visit(inner, name)
  }
  visit(item, '')
  return found
}

describe.each(rulesets)('$manifest.id', (ruleset) => {
  it('VE2 every word of a rule that is the name of a fact or parameter is a reference', () => {
    const unseen = rulesetLists
      .filter((list) => !aboutRules.includes(list))
      .flatMap((list) =>
        ruleset[list].flatMap((item) => {
          const named = new Set(referencesOf(list, item as never).map(({ id }) => id))
          return [...wordsNaming(ruleset, item)]
            .filter((word) => !named.has(word))
            .map((word) => `/${list}/${item.id} ${word}`)
        }),
      )
    expect(unseen).toEqual([])
  })

  it('VE2 every reference leads from a place inside its own item', () => {
    for (const list of rulesetLists)
      for (const item of ruleset[list])
        for (const { path: at } of [
          ...referencesOf(list, item as never),
          ...formulasOf(list, item as never),
        ])
          expect(`${at}/`.startsWith(`/${list}/${item.id}/`)).toBe(true)
  })
})
