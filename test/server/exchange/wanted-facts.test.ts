import { describe, expect, it } from 'vitest'
import { communityFacts, wantedFacts } from '../../../server/src/exchange/wanted-facts.ts'
import { loadRuleset } from '../../../server/src/rulesets/index.ts'

describe('the facts whose figures are brought in', () => {
  it('are what indicators, funds and the decisions of funds read', async () => {
    const wanted = await wantedOf('district-plan')
    expect(wanted).toContain('fund.raised')
    // Read by what a surplus needs before it is distributed, and by nothing else.
    expect(wanted).toContain('fund.planFiled')
    expect(wanted).not.toContain('unit.tier')
    expect(wanted).not.toContain('referral.direction')
  })

  it('are not asked for where nothing reads them, whatever they are called', async () => {
    // Its fund is made of last year's and this year's payments; the template's are read by nothing.
    const wanted = await wantedOf('luohu')
    expect(wanted).toContain('fund.previousYearPaid')
    expect(wanted).not.toContain('fund.raised')
  })

  it('are known of the community alone where only funds read them', async () => {
    const ofCommunity = communityFacts(await rulesetOf('futian-grid'))
    expect([...ofCommunity]).toContain('fund.raised')
    // Each township holds its own fund of the chronic groups.
    expect([...ofCommunity]).not.toContain('chronicFund.spent')
    // How many people are contracted is read by an indicator of the units there; in Luohu by its fund alone.
    expect([...ofCommunity]).not.toContain('contracted.people')
    expect([...communityFacts(await rulesetOf('luohu'))]).toContain('contracted.people')
  })

  async function rulesetOf(id: string) {
    const { ruleset } = (await loadRuleset(id)).resolved
    if (ruleset === undefined) throw new Error(`${id} does not resolve`)
    return ruleset
  }

  async function wantedOf(id: string) {
    return wantedFacts(await rulesetOf(id)).map(({ id: fact }) => fact)
  }
})
