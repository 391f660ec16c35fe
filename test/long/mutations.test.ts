import type { Ruleset } from '@jieli/engine'
import { countMutationKinds, testMutations, mutateRuleset } from '@jieli/engine/mutations'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleOf } from '../rulesets/resolve-folder.ts'

let ruleset: Ruleset
beforeAll(async () => {
  ruleset = (await bundleOf('provincial-sample')).ruleset
})

describe('variants of a ruleset', () => {
  it('MU1 the same seed gives the same variants, another seed others', () => {
    const made = (seed: number) => mutateRuleset(ruleset, { seed, count: 40 })
    expect(made(7)).toEqual(made(7))
    expect(made(8)).not.toEqual(made(7))
  })

  it('MU1 half are weakened, half harmless, each another ruleset, and the original stays as it was', () => {
    const before = structuredClone(ruleset)
    const variants = mutateRuleset(ruleset, { seed: 1, count: 100 })
    expect(ruleset).toEqual(before)
    expect(variants.filter(({ weakened }) => weakened)).toHaveLength(50)
    expect(variants).toHaveLength(100)
    expect(new Set(variants.map((variant) => JSON.stringify(variant.ruleset))).size).toBe(100)
    for (const { description } of variants) {
      expect(description.zh).not.toBe('')
      expect(description.en).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('MU2 every weakened one is refused by a guard, no harmless one is', () => {
    const { tested, survivors, falseAlarms, needlessQuestions } = testMutations(
      ruleset,
      mutateRuleset(ruleset, { seed: 1, count: 400 }),
    )
    expect(tested).toHaveLength(400)
    expect(survivors).toEqual([])
    expect(falseAlarms).toEqual([])
    expect(needlessQuestions).toEqual([])
    for (const { weakened, fate, issue } of tested)
      if (weakened && fate === 'refused')
        expect(issue?.code).toMatch(/^(RED_LINE|CONTRACT|EXCEPTION|AUTHORITY|GUARD)/)
  })

  it('MU3 a ruleset that guards nothing lets everything through, and is told so', () => {
    const open: Ruleset = {
      ...ruleset,
      redLines: [],
      parameters: ruleset.parameters.map(({ contract: _contract, ...parameter }) => parameter),
      pathwayRates: ruleset.pathwayRates.map(({ contract: _contract, ...rate }) => rate),
      indicators: ruleset.indicators.map(({ contract: _contract, ...one }) => one),
    }
    const weakened = mutateRuleset(ruleset, { seed: 1, count: 100 }).filter(
      ({ kind }) => kind === 'floorLowered' || kind === 'ceilingRaised',
    )
    expect(weakened.length).toBeGreaterThan(0)
    const stripped = weakened.map((variant) => ({
      ...variant,
      ruleset: {
        ...open,
        parameters: variant.ruleset.parameters.map(({ contract: _c, ...one }) => one),
      },
    }))
    expect(testMutations(open, stripped).survivors).toHaveLength(weakened.length)
  })

  it('MU6 counts by kind add up to what was tried, and name what stopped each', () => {
    const { tested } = testMutations(ruleset, mutateRuleset(ruleset, { seed: 2, count: 60 }))
    const kinds = countMutationKinds(tested)
    for (const { kind, weakened, tried, refused, acknowledge, through } of kinds) {
      expect(tried).toBe(refused + acknowledge + through)
      expect(tried).toBe(
        tested.filter((one) => one.kind === kind && one.weakened === weakened).length,
      )
    }
    expect(kinds.reduce((sum, { tried }) => sum + tried, 0)).toBe(60)
    for (const { fate, issue } of tested) expect(issue === undefined).toBe(fate === 'through')
  })

  it.each([
    ['futian-grid', ['payFalling', 'payUnlinked', 'payDropped', 'penaltyAdded']],
    ['district-plan', ['penaltyTurned', 'impliedHollowed']],
    ['wuhu-jiujiang', ['gapNarrowed', 'guardEmptied', 'stateWithoutExit']],
  ])('MU4 what red lines of %s name is hollowed out in vain', async (id, kinds) => {
    const { ruleset: real } = await bundleOf(id)
    const variants = mutateRuleset(real, { seed: 3, count: 30, kinds })
    expect([...new Set(variants.map(({ kind }) => kind))].toSorted()).toEqual(kinds.toSorted())
    const { tested, survivors } = testMutations(real, variants)
    expect(survivors).toEqual([])
    for (const { issue } of tested) expect(issue?.code).toMatch(/^RED_LINE/)
  })

  it.each([
    [
      'MU5',
      ['transitionAheadForSome', 'alwaysIntoForSome', 'bypassAdded', 'guardNeverKnown'],
      ['sameTransitionAhead', 'stateAdded', 'pathwayInside', 'noticeAdded'],
    ],
    [
      'MU7',
      ['firstValueLate', 'everyDayOff', 'shareOfAll', 'titlesExchanged', 'scenarioRemoved'],
      ['holidaysAdded', 'sameValueLater', 'newTitle'],
    ],
  ])(
    '%s what weakens is stopped, what is harmless at the same places passes',
    async (_, weak, mild) => {
      const { ruleset: real } = await bundleOf('district-plan')
      const options = { seed: 3, kinds: [...weak, ...mild] }
      const { tested, ...wrong } = testMutations(
        real,
        mutateRuleset(real, { ...options, count: 24 }),
      )
      expect(wrong).toEqual({ survivors: [], falseAlarms: [], needlessQuestions: [] })
      const kinds = countMutationKinds(tested)
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([...weak, ...mild].toSorted())
    },
  )
})
