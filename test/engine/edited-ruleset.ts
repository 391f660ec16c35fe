import type { Ruleset } from '@jieli/engine'
import fc from 'fast-check'
import { bundleOf } from '../rulesets/resolve-folder.ts'
import { text } from './make-ruleset.ts'

/** A real ruleset that rests on nothing. */
export async function provincialSample(): Promise<Ruleset> {
  const { ruleset } = await bundleOf('provincial-sample')
  const { basedOn: _basedOn, ...manifest } = ruleset.manifest
  return { ...ruleset, manifest }
}

/** One edit somebody might make: which item, counted round, and what is done to it. */
export interface Edit {
  readonly list: 'facts' | 'parameters' | 'pathwayRates' | 'indicators'
  readonly at: number
  readonly what: 'title' | 'cites' | 'remove' | 'add' | 'value' | 'swap'
  readonly word: string
}
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    list: fc.constantFrom('facts', 'parameters', 'pathwayRates', 'indicators'),
    at: fc.nat(40),
    what: fc.constantFrom('title', 'cites', 'remove', 'add', 'value', 'swap'),
    word: fc.constantFrom('one', 'two', 'three'),
  }) as fc.Arbitrary<Edit>,
  { maxLength: 8 },
)

/** A ruleset after some edits. */
export function edited(ruleset: Ruleset, list: readonly Edit[]): Ruleset {
  const draft = structuredClone(ruleset)
  for (const { list: name, at, what, word } of list) {
    const items = draft[name] as { id: string; title: unknown; cites?: unknown; values?: unknown }[]
    const index = items.length === 0 ? 0 : at % items.length
    const item = items[index]
    if (what === 'add') {
      const made = { ...structuredClone(item), id: `added-${word}`, title: text(word) }
      if (item !== undefined && items.every(({ id }) => id !== made.id))
        items.splice(index, 0, made)
    } else if (item === undefined) continue
    else if (what === 'title') item.title = text(word)
    else if (what === 'cites') item.cites = [`plan#DP-0${word.length}`]
    else if (what === 'remove') items.splice(index, 1)
    else if (what === 'swap') items.push(...items.splice(index, 1))
    else if (name === 'parameters') item.values = [{ from: '2030-01-01', value: word }]
  }
  return draft
}

/** A county that says what its parent says. */
export const childOf = (parent: Ruleset): Ruleset => ({
  ...parent,
  manifest: {
    ...parent.manifest,
    id: 'county',
    kind: 'county',
    basedOn: { id: parent.manifest.id, version: '*' },
  },
})
