import { createHash } from 'node:crypto'
import { checkRuleset, resolveRuleset } from '@jieli/engine'
import { expect, it } from 'vitest'
import { cites, codesOf, layerOf, text } from './make-ruleset.ts'

const publicKey = createHash('sha256').update('some key').digest('hex')

/** What is said of the key of an authority, over a parent that speaks for nobody, with red lines of some. */
function keyed(authority: string, spoken: readonly string[]): readonly string[] {
  const base = layerOf({
    manifest: { id: 'base' },
    redLines: spoken.map((each) => ({
      id: `RL-${each}`,
      title: text(each),
      authority: each,
      cites,
      checks: [{ kind: 'alwaysOpen', event: 'cancel', actors: ['sender'] }],
    })),
  })
  const child = layerOf({
    manifest: {
      id: 'county',
      basedOn: { id: 'base', version: '*' },
      authorityKeys: [{ id: 'own', authority, publicKey }],
    },
  })
  const { ruleset, parent, issues } = resolveRuleset(child, () => base)
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  return codesOf(checkRuleset(ruleset, { parent, publishing: false })).filter(
    (code) => code === 'AUTHORITY_KEY',
  )
}

it('CO8 over a parent that speaks for nobody, keys are of authorities below all its red lines speak for', () => {
  expect(keyed('city', ['nation', 'province'])).toEqual([])
  expect(keyed('province', ['nation', 'province'])).toEqual(['AUTHORITY_KEY'])
  expect(keyed('city', ['nation', 'county'])).toEqual(['AUTHORITY_KEY'])
  expect(keyed('city', [])).toEqual(['AUTHORITY_KEY'])
})
