import { evaluateDecision } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryBundle, arbitraryFacts, domains, fillings } from './arbitrary-decision.ts'
import { day } from './make-ruleset.ts'

describe('deciding while facts are unknown', () => {
  it('DE3 an outcome given early is the outcome under every completion of the facts', () => {
    fc.assert(
      fc.property(arbitraryBundle, arbitraryFacts, (bundle, facts) => {
        const early = evaluateDecision(bundle, 'sample', facts, day)
        if (early.outcome === 'needsFacts') return
        for (const whole of fillings(unread(facts), facts)) {
          const late = evaluateDecision(bundle, 'sample', whole, day)
          expect({ outcome: late.outcome, outputs: late.outputs, effects: late.effects }).toEqual({
            outcome: early.outcome,
            outputs: early.outputs,
            effects: early.effects,
          })
        }
      }),
      { numRuns: 400 },
    )
  })

  it('DE4 with every fact known there is an outcome', () => {
    fc.assert(
      fc.property(arbitraryBundle, fc.nat(), (bundle, pick) => {
        const whole = Object.fromEntries(
          Object.entries(domains).map(([id, values], at) => [
            id,
            values[(pick >> at) % values.length] ?? true,
          ]),
        )
        expect(evaluateDecision(bundle, 'sample', whole, day).outcome).not.toBe('needsFacts')
      }),
      { numRuns: 400 },
    )
  })

  it('NF1 NF2 the facts asked for could settle it, and no fewer could', () => {
    fc.assert(
      fc.property(arbitraryBundle, arbitraryFacts, (bundle, facts) => {
        const result = evaluateDecision(bundle, 'sample', facts, day)
        const settles = (names: readonly string[]) =>
          [...fillings(names, facts)].some(
            (more) => evaluateDecision(bundle, 'sample', more, day).outcome !== 'needsFacts',
          )
        if (result.outcome !== 'needsFacts') {
          expect(result.needs).toEqual([])
          return
        }
        expect(result.needs.filter((name) => Object.hasOwn(facts, name))).toEqual([])
        expect(settles(result.needs)).toBe(true)
        for (const fewer of subsets(unread(facts)))
          if (fewer.length < result.needs.length) expect(settles(fewer)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

function unread(facts: object): string[] {
  return Object.keys(domains).filter((name) => !Object.hasOwn(facts, name))
}

function subsets(names: readonly string[]): string[][] {
  let lists: string[][] = [[]]
  for (const name of names) lists = lists.flatMap((list) => [list, [...list, name]])
  return lists
}
