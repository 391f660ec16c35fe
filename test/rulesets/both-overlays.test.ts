import { resolveRuleset } from '@jieli/engine'
import {
  bundledRulesetsFolder,
  listRulesetFolders,
  loadRulesetFolder,
} from '@jieli/server/rulesets'
import { expect, it } from 'vitest'

it('the Sanming practice and amoeba accounting lie over one county side by side', async () => {
  const layers = new Map<string, unknown>()
  for (const id of await listRulesetFolders())
    layers.set(id, await loadRulesetFolder(`${bundledRulesetsFolder}/${id}`))
  const overlays = ['sanming', 'amoeba'].map((id) => ({ id, version: '^1.0.0' }))
  const manifest = {
    id: 'county-under-test',
    kind: 'county',
    county: 'test',
    title: { zh: '测试县', en: 'a county under test' },
    version: '1.0.0',
    basedOn: { id: 'district-plan', version: '^1.0.0' },
    overlays,
    sources: [],
  }
  const { issues } = resolveRuleset({ manifest }, (id) => layers.get(id))
  expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([])
})
