import {
  checkRuleset,
  computeFund,
  createBundle,
  type Facts,
  reimburse,
  type Resolved,
  resolveRuleset,
  runScenario,
} from '@jieli/engine'
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

const templates = [
  'district-plan',
  'youxi',
  'luohu',
  'yongtai',
  'generic-plan',
  'futian-grid',
  'wuhu-jiujiang',
  'tongling',
]

describe('the Sanming practice', () => {
  it('stands by itself', async () => {
    expect((await loadRuleset('sanming')).resolved.issues).toEqual([])
    const left = await publishingErrors('sanming')
    expect(left.filter(({ code }) => code !== 'PARAMETER_REQUIRED')).toEqual([])
  })

  it.each(ownScenarios(bundle))('holds its scenario %s', (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })

  it.each(templates)('lies over %s', (template) => {
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

  const shareOf = (template: string, facts: Facts) => {
    const half = (id: string, numerator: number) => ({
      id,
      values: [{ from: '2025-01-01', value: { numerator, denominator: 100 } }],
    })
    const { ruleset, origin } = countyOn(template, {
      parameters: [
        half('primaryVisitRaise', 5),
        half('referredReimbursementRaise', 5),
        half('bypassReimbursementReduction', 10),
        half('overspendShareRate', 50),
        half('fundBudgetRate', 100),
      ],
    })
    if (ruleset === undefined) throw new TypeError(template)
    const bundle = createBundle(ruleset, origin)
    return { bundle, ...reimburse(bundle, facts, '2026-03-02') }
  }
  const bypass: Facts = {
    'payer.eligibleCost': 1_000_000,
    'payer.ordinaryShare': { numerator: 60, denominator: 100 },
    'payer.bypass': true,
    'payer.primaryVisit': false,
    'payer.referredWithin': false,
    'payer.viaFirstContact': false,
    'referral.emergencyCritical': false,
    'toUnit.tier': 'county',
  }

  it('lowers a bypass once over a template that lowers it too, and never in an emergency', () => {
    expect(shareOf('generic-plan', bypass)).toMatchObject({ shareShown: '50', fundPays: 500_000 })
    expect(
      shareOf('generic-plan', { ...bypass, 'referral.emergencyCritical': true }),
    ).toMatchObject({ shareShown: '60' })
  })

  it.each([
    ['district-plan', 'residentFund'],
    ['generic-plan', 'prepaidFund'],
  ])('shares the overspend of a county on %s by the ratio the county sets', (template, id) => {
    const facts = {
      'fund.raised': 10_000,
      'fund.insuredCount': 10,
      'fund.spent': 10_100,
      'fund.policyFactorAmount': 0,
    }
    const { bundle: county } = shareOf(template, bypass)
    expect(computeFund(county, id, { facts, asOf: '2026-03-02' })).toMatchObject({
      bearer: 'shared',
      borneBy: { community: 50, rest: 50 },
    })
  })
})
