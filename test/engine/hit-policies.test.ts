import { type Facts, hitPolicies } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { cites, decideWith, lettersDecision, text } from './make-ruleset.ts'

const deny = { outcome: 'denyInstitutionalAction' } as const
const review = { outcome: 'requireReview' } as const
const allow = { outcome: 'allow' } as const
const points = (value: number) => ({ outputs: { points: value } })
const outputs = (more: object = {}) => ({
  outputs: [{ id: 'points', type: 'integer', title: text('points'), ...more }],
})
const otherwise = { otherwise: { reason: text('otherwise'), outcome: 'allow' }, cites }
const outcomeOf = (parts: Record<string, unknown>, facts: Facts) => decideWith(parts, facts).outcome

describe('hit policies', () => {
  describe('unique', () => {
    const parts = lettersDecision('unique', { a: deny, b: deny, c: allow })

    it('HP1 the one line that matches counts', () => {
      const result = decideWith(parts, { a: false, b: true, c: false })
      expect(result).toMatchObject({ outcome: 'denyInstitutionalAction', hits: ['b'] })
    })

    it('HP1 two that match are a conflict for a person, even where they say the same', () => {
      const result = decideWith(parts, { a: true, b: true, c: false })
      expect(result).toMatchObject({
        outcome: 'requireReview',
        hits: ['a', 'b'],
        outputs: {},
        effects: [],
      })
      expect(result.reasons.map(({ rule }) => rule)).toEqual(['', 'a', 'b'])
      expect(result.trace.lines.map(({ hit }) => hit)).toEqual([true, true, false])
    })

    it('HP1 one that matches waits while another is unknown, a conflict does not', () => {
      expect(outcomeOf(parts, { a: true, b: false })).toBe('needsFacts')
      expect(outcomeOf(parts, { a: true, b: true })).toBe('requireReview')
    })
  })

  describe('any', () => {
    const parts = lettersDecision('any', { a: deny, b: deny, c: allow })

    it('HP2 lines that say the same count together', () => {
      const result = decideWith(parts, { a: true, b: true, c: false })
      expect(result).toMatchObject({ outcome: 'denyInstitutionalAction', hits: ['a', 'b'] })
    })

    it('HP2 lines that differ in outcome, outputs or effects are a conflict', () => {
      expect(outcomeOf(parts, { a: true, b: false, c: true })).toBe('requireReview')
      const byOutput = lettersDecision(
        'any',
        { a: { ...allow, ...points(1) }, b: { ...allow, ...points(2) } },
        outputs(),
      )
      expect(outcomeOf(byOutput, { a: true, b: true })).toBe('requireReview')
      const effects = [{ type: 'set', fact: 'a', value: false } as const]
      const byEffect = lettersDecision('any', { a: allow, b: { ...allow, effects } })
      expect(outcomeOf(byEffect, { a: true, b: true })).toBe('requireReview')
    })

    it('HP2 an unknown line delays only if it says something else', () => {
      expect(outcomeOf(parts, { a: true, c: false })).toBe('denyInstitutionalAction')
      expect(outcomeOf(parts, { a: true, b: true })).toBe('needsFacts')
      expect(outcomeOf(parts, { a: true, c: true })).toBe('requireReview')
    })
  })

  describe('priority', () => {
    const parts = lettersDecision('priority', { a: allow, b: deny, c: review })

    it('HP3 the strictest outcome of the matching lines counts, wherever it stands', () => {
      expect(outcomeOf(parts, { a: true, b: true, c: true })).toBe('denyInstitutionalAction')
      expect(outcomeOf(parts, { a: true, b: false, c: true })).toBe('requireReview')
      expect(outcomeOf(parts, { a: true, b: false, c: false })).toBe('allow')
    })

    it('HP3 it waits while an unknown line could be stricter', () => {
      expect(outcomeOf(parts, { a: true, c: true })).toBe('needsFacts')
      expect(outcomeOf(parts, { a: true, b: false })).toBe('needsFacts')
      expect(outcomeOf(parts, { b: false })).toBe('needsFacts')
    })

    it('HP3 it answers while only milder lines are unknown', () => {
      expect(outcomeOf(parts, { b: true })).toBe('denyInstitutionalAction')
      expect(outcomeOf(parts, { b: false, c: true })).toBe('requireReview')
    })

    it('HP3 the order of the first output goes before the strictness of outcomes', () => {
      const ordered = lettersDecision(
        'priority',
        { a: { ...deny, ...points(1) }, b: { ...allow, ...points(2) } },
        outputs({ order: [2, 1] }),
      )
      expect(decideWith(ordered, { a: true, b: true })).toMatchObject({
        outcome: 'allow',
        outputs: { points: 2 },
        hits: ['b'],
      })
      expect(outcomeOf(ordered, { a: true })).toBe('needsFacts')
      expect(outcomeOf(ordered, { b: true })).toBe('allow')
    })

    it('HP3 of one rank all count, and all their reasons are told', () => {
      const same = lettersDecision('priority', { a: deny, b: deny, c: allow })
      const result = decideWith(same, { a: true, b: true, c: true })
      expect(result.hits).toEqual(['a', 'b'])
      expect(result.reasons.map(({ rule }) => rule)).toEqual(['a', 'b'])
    })
  })

  describe('first', () => {
    const parts = lettersDecision('first', { a: deny, b: allow, c: review })

    it('HP4 the first line that matches counts alone', () => {
      expect(decideWith(parts, { a: false, b: true, c: true })).toMatchObject({
        outcome: 'allow',
        hits: ['b'],
      })
    })

    it('HP4 an unknown line before it delays, one after it does not', () => {
      expect(outcomeOf(parts, { b: true, c: true })).toBe('needsFacts')
      expect(outcomeOf(parts, { a: false, b: true })).toBe('allow')
    })

    it('HP4 an unknown line before it that says the same does not delay', () => {
      const same = lettersDecision('first', { a: allow, b: allow })
      expect(outcomeOf(same, { b: true })).toBe('allow')
    })
  })

  describe.each(['collect', 'ruleOrder'] as const)('%s', (hitPolicy) => {
    const parts = lettersDecision(
      hitPolicy,
      {
        a: { ...allow, ...points(2) },
        b: { ...review, ...points(1) },
        c: { ...allow, ...points(3) },
      },
      outputs(),
    )

    it('HP5 all matching lines count in the order written, the strictest outcome for all', () => {
      const result = decideWith(parts, { a: true, b: true, c: false })
      expect(result).toMatchObject({
        outcome: 'requireReview',
        hits: ['a', 'b'],
        collected: [{ points: 2 }, { points: 1 }],
      })
    })

    it('HP5 any unknown line delays', () => {
      expect(outcomeOf(parts, { a: true, b: true })).toBe('needsFacts')
    })
  })

  it('HP6 outputOrder puts the hits in the order of rank', () => {
    const parts = lettersDecision(
      'outputOrder',
      { a: points(1), b: points(3), c: points(2) },
      outputs({ order: [3, 2, 1] }),
    )
    const result = decideWith(parts, { a: true, b: true, c: true })
    expect(result.hits).toEqual(['b', 'c', 'a'])
    expect(result.collected).toEqual([{ points: 3 }, { points: 2 }, { points: 1 }])
    expect(outcomeOf(parts, { a: true, b: true })).toBe('needsFacts')
  })

  it.each([
    ['sum', 5],
    ['min', 2],
    ['max', 3],
    ['count', 2],
  ])('HP7 collect with %s of 2 and 3 gives %i', (aggregation, expected) => {
    const parts = lettersDecision(
      'collect',
      { a: points(2), b: points(3), c: points(10) },
      { ...outputs(), aggregation },
    )
    expect(decideWith(parts, { a: true, b: true, c: false }).outputs).toEqual({ points: expected })
  })

  it.each([
    ['sum', '0.3'],
    ['min', '0.1'],
    ['max', '0.2'],
  ])('HP7 %s of the decimals 0.1 and 0.2 is exactly %s', (aggregation, expected) => {
    const parts = lettersDecision(
      'collect',
      { a: { outputs: { points: '0.1' } }, b: { outputs: { points: '0.2' } } },
      { outputs: [{ id: 'points', type: 'decimal', title: text('points') }], aggregation },
    )
    expect(decideWith(parts, { a: true, b: true }).outputs).toEqual({ points: expected })
  })

  it.each(hitPolicies)('HP8 under %s no line matching is left to otherwise', (hitPolicy) => {
    const lines = { a: deny, b: deny }
    const none = { a: false, b: false }
    const result = decideWith(lettersDecision(hitPolicy, lines, otherwise), none)
    expect(result).toMatchObject({ outcome: 'allow', hits: [] })
    expect(result.reasons).toMatchObject([{ rule: 'otherwise', cites }])
    expect(result.trace.otherwise).toBe(true)
    expect(outcomeOf(lettersDecision(hitPolicy, lines), none)).toBe('notAssessable')
    expect(outcomeOf(lettersDecision(hitPolicy, lines, otherwise), { a: false })).toBe('needsFacts')
  })

  it.each(['any', 'priority'] as const)(
    'HP9 under %s an effect two hits ask for happens once',
    (hitPolicy) => {
      const effects = [{ type: 'emit', event: 'notify', title: text('notify') } as const]
      const then = { ...allow, effects }
      const parts = lettersDecision(hitPolicy, { a: then, b: then })
      expect(decideWith(parts, { a: true, b: true }).effects).toEqual(effects)
      // So it does not matter that the second line was unknown when the answer was given.
      expect(decideWith(parts, { a: true }).effects).toEqual(effects)
    },
  )
})
