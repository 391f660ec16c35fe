import { checkRuleset, documentOf, runScenario } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { describe, expect, it } from 'vitest'
import { ownScenarios } from './own-scenarios.ts'
import { bundleOf } from './resolve-folder.ts'

const bundle = await bundleOf('county-base')
const { ruleset, origin } = bundle
const { resolved } = await loadRuleset('county-base')
const own = <T extends { id: string }>(list: string, items: readonly T[]) =>
  items.filter(({ id }) => origin[`/${list}/${id}`] === 'county-base')

describe('the base of all communities', () => {
  it('holds no figure: every parameter of its own waits for a value', () => {
    const parameters = own('parameters', ruleset.parameters)
    expect(parameters.map(({ id }) => id).toSorted()).toEqual([
      'emergencyCodes',
      'retroactiveRegistrationLimit',
      'returnTimeLimit',
      'reviewTimeLimit',
      'upReferralIndications',
    ])
    for (const { required, values } of parameters) expect([required, values]).toEqual([true, []])
  })

  it('holds no money, no indicator, and no office of any place', () => {
    for (const list of [
      'indicators',
      'assessmentGroups',
      'assessmentSchemes',
      'funds',
      'prices',
      'incentives',
      'offices',
    ] as const)
      expect([list, own<{ id: string }>(list, ruleset[list])]).toEqual([list, []])
    // What is reimbursed stays as it is: the cost and the share in force, as the fund's office gives them.
    const reimbursement = own('reimbursement', ruleset.reimbursement)
    expect(reimbursement.map(({ id, fact, value }) => [id, fact, value])).toEqual([
      ['eligibleCost', 'payer.eligibleCost', undefined],
      ['ordinaryShare', 'payer.ordinaryShare', undefined],
    ])
  })

  it('cites the law or says that it is an assumption, and no document of a place', () => {
    // The clinical-pathway standard below it quotes its province by way of a plan.
    const said = JSON.stringify(
      (['conditions', 'parameters', 'decisions', 'pathways', 'duties', 'measures'] as const).map(
        (list) => own<{ id: string }>(list, ruleset[list]),
      ),
    )
    const documents = new Set([...said.matchAll(/"([a-z-]+)#/gu)].map(([, document]) => document))
    expect([...documents].toSorted(alphabetical)).toEqual([
      'civil-code',
      'county-base',
      'health-promotion-law',
      'physicians-law',
    ])
    expect(ruleset.manifest.sources.find(({ id }) => id === 'county-base')?.note?.zh).toContain(
      '不是政策文件',
    )
  })

  it('has red lines that the law states, and no others', () => {
    const lines = own('redLines', ruleset.redLines)
    expect(lines.map(({ id, authority }) => [id, authority])).toEqual(
      ['RL-01', 'RL-02', 'RL-04', 'RL-24'].map((id) => [id, 'nation']),
    )
    for (const { cites } of lines)
      for (const cite of cites) expect(documentOf(cite)).toMatch(/-law$|^civil-code$/u)
  })

  it('knows no relation but that of an emergency, and leaves the others to a person', () => {
    const matrix = ruleset.decisions.find(({ id }) => id === 'relationMatrix')
    if (matrix?.kind !== 'table') throw new TypeError('There is no matrix.')
    expect(matrix.rows.map(({ then }) => then.outcome)).toEqual(
      Array.from({ length: 6 }, () => 'allow'),
    )
    expect(matrix.otherwise?.outcome).toBe('requireReview')
  })

  it('can be published: it waits for values, and for rows that bar or allow a relation', () => {
    const found = checkRuleset(ruleset, { parent: resolved.parent, publishing: true })
    const rest = found.filter(({ severity }) => severity !== 'info').map(({ code }) => code)
    expect([...new Set(rest)]).toEqual(['LINE_IMPOSSIBLE'])
  })

  it.each(ownScenarios(bundle))('decides %s as its scenario says', (_, scenario) => {
    expect(runScenario(bundle, scenario).details).toEqual([])
  })
})

function alphabetical(a: string | undefined = '', b: string | undefined = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
