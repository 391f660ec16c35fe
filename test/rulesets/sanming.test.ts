import { checkRuleset, type Resolved, resolveRuleset, runScenario } from '@jieli/engine'
import {
  bundledRulesetsFolder,
  listRulesetFolders,
  loadRuleset,
  loadRulesetFolder,
} from '@jieli/server/rulesets'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { publishingErrors } from './publishing-errors.ts'
import { bundleOf } from './resolve-folder.ts'

const bundle = await bundleOf('sanming')
const ids = await listRulesetFolders()
const layers = new Map<string, unknown>()
for (const id of ids) layers.set(id, await loadRulesetFolder(`${bundledRulesetsFolder}/${id}`))

/** A county on a template, with the overlay laid over it and files of its own. */
function countyOn(template: string, own: object = {}): Resolved {
  const manifest = {
    id: 'county-under-test',
    kind: 'county',
    county: 'test',
    title: { zh: '测试县', en: 'a county under test' },
    version: '1.0.0',
    basedOn: { id: template, version: '^1.0.0' },
    overlays: [{ id: 'sanming', version: '^1.0.0' }],
    sources: [],
  }
  return resolveRuleset({ manifest, ...own }, (id) => layers.get(id))
}

function errorsOf({ ruleset, parent, issues }: Resolved): readonly string[] {
  if (ruleset === undefined) return issues.map(({ path }) => path)
  return [...issues, ...checkRuleset(ruleset, { publishing: false, ...(parent && { parent }) })]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`)
}

describe('the Sanming practice', () => {
  it('stands by itself', async () => {
    expect((await loadRuleset('sanming')).resolved.issues).toEqual([])
    const left = await publishingErrors('sanming')
    expect(left.filter(({ code }) => code !== 'PARAMETER_REQUIRED')).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds its scenario %s', (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it.each(['district-plan', 'youxi', 'luohu', 'yongtai'])('lies over %s', (template) => {
    const county = countyOn(template)
    expect(errorsOf(county)).toEqual([])
    expect(county.origin['/redLines/RL-09']).toBe('sanming')
    expect(
      county.ruleset?.parameters.find(({ id }) => id === 'overspendBearer')?.values.at(-1)?.value,
    ).toBe('shared')
  })

  it('keeps drug income out of the pay of a county it lies over', () => {
    const incentives = [{ id: 'annualSalary', reads: ['points.total', 'income.drugs'] }]
    expect(errorsOf(countyOn('youxi', { incentives }))).toEqual([
      'RED_LINE_BARRED_FACT /incentives/annualSalary',
    ])
  })
})
