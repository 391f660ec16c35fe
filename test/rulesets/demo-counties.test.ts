import { checkRuleset, hasErrors, runScenario } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { bundleOf } from './resolve-folder.ts'

const ids = [
  'demo-mountain-county',
  'demo-plain-county',
  'demo-urban-district',
  'demo-closing-county',
]
const counties = await Promise.all(
  ids.map(async (id) => ({ id, loaded: await loadRuleset(id), bundle: await bundleOf(id) })),
)

describe.each(counties)('$id', ({ id, loaded: { folder, layer, resolved }, bundle }) => {
  it('can be published as it is', { timeout: 120_000 }, () => {
    expect(resolved.issues).toEqual([])
    const found = checkRuleset(bundle.ruleset, { parent: resolved.parent, publishing: true })
    expect(found.filter((issue) => hasErrors([issue]))).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds %s', { timeout: 120_000 }, (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it('is made of values and scenarios, and of the bonus its fund pays first where it has one', () => {
    const lists = Object.keys(layer).filter((list) => list !== 'funds')
    expect(lists.toSorted()).toEqual(['manifest', 'parameters', 'scenarios'])
    expect(layer['funds'] ?? []).toEqual(
      id === 'demo-closing-county' ? [{ id: 'residentFund', bonuses: ['excellenceBonus'] }] : [],
    )
  })

  // The closing county supplies all that assessment and money need as well; the others show the least a county writes.
  if (id !== 'demo-closing-county')
    it('is made of under 280 lines', () => {
      expect(linesIn(folder)).toBeLessThan(280)
    })

  it('labels every value it adds as a sample', () => {
    const added = bundle.ruleset.parameters.flatMap(({ id, values }) =>
      values.filter(
        ({ from }) =>
          bundle.origin[`/parameters/${id}/values/${from}`] === bundle.ruleset.manifest.id,
      ),
    )
    expect(added.length).toBeGreaterThan(10)
    expect(added.filter(({ sample }) => sample !== true)).toEqual([])
  })
})

function linesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => {
    const file = join(folder, name)
    const lines = statSync(file).isDirectory()
      ? linesIn(file)
      : readFileSync(file, 'utf8').split('\n').length - 1
    return sum + lines
  }, 0)
}
