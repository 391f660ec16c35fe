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

  it('has no figure of another district: no fund, no share of it and no split', () => {
    const { funds, parameters } = bundle.ruleset
    expect(funds).toEqual([])
    const figures = parameters.filter(({ values }) => values.length > 0)
    const foreign = figures.filter(
      ({ cites = [] }) => !cites.some((cite) => cite.startsWith('wuhu-')),
    )
    expect(foreign.map(({ id }) => id)).toEqual([
      'pathwayEntryRateFloor',
      'pathwayCompletionRateFloor',
      'pathwayVarianceRateCeiling',
    ])
  })

  it.each(ownScenarios(bundle))('holds %s', { timeout: 120_000 }, (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })
})

describe.each(['wuhu-jinghu', 'wuhu-yijiang'])('%s', (id) => {
  it('takes the six links from Jiujiang', async () => {
    const { origin } = await bundleOf(id)
    for (const link of [
      '/decisions/contractedPriority',
      '/decisions/prescriptionFlow',
      '/decisions/nurseMove',
      '/scheduledDuties/expertPosting',
    ])
      expect(origin[link]).toBe('wuhu-jiujiang')
  })

  it('has its own members and not the cooperation that is Jiujiang’s alone', async () => {
    const { origin, ruleset } = await bundleOf(id)
    expect(origin['/decisions/memberList']).toBe(id)
    expect(ruleset.scheduledDuties.map((duty) => duty.id)).toEqual(['expertPosting'])
    expect(ruleset.parameters.map((parameter) => parameter.id)).not.toContain('cooperationDeadline')
  })
})
