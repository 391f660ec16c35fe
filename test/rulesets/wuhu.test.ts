import { checkRuleset, hasErrors, runScenario } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { bundleOf } from './resolve-folder.ts'

const communities = await Promise.all(
  ['wuhu-jiujiang', 'wuhu-jinghu', 'wuhu-yijiang'].map(async (id) => ({
    id,
    loaded: await loadRuleset(id),
    bundle: await bundleOf(id),
  })),
)

describe.each(communities)('$id', ({ loaded: { resolved }, bundle }) => {
  it('resolves and passes every check', { timeout: 120_000 }, () => {
    expect(resolved.issues).toEqual([])
    const found = checkRuleset(bundle.ruleset, { parent: resolved.parent, publishing: true })
    expect(found.filter((issue) => hasErrors([issue]))).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds %s', { timeout: 120_000 }, (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })
})

it.each(['wuhu-jinghu', 'wuhu-yijiang'])('%s takes the six links from Jiujiang', async (id) => {
  const { layer } = await loadRuleset(id)
  expect(Object.keys(layer).toSorted()).toEqual(['manifest', 'scenarios'])
  const { origin } = await bundleOf(id)
  expect(origin['/decisions/contractedPriority']).toBe('wuhu-jiujiang')
})
