import {
  createBundle,
  evaluateDecision,
  type Facts,
  findChangedOutcomes,
  type Outcome,
  type Ruleset,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf } from '../../rulesets/resolve-folder.ts'
import { day, fact, is, parameter, rule, rulesDecision, rulesetOf } from '../make-ruleset.ts'

const names = ['a', 'b', 'c'] as const
const results = ['allow', 'requireReview', 'denyInstitutionalAction'] as const

interface Line {
  readonly facts: readonly (readonly [name: (typeof names)[number], value: boolean])[]
  readonly outcome: (typeof results)[number]
}

const made = (lines: readonly Line[]): Ruleset =>
  rulesetOf({
    facts: names.map((name) => fact(name, 'boolean')),
    decisions: [
      rulesDecision(
        lines.map(({ facts, outcome }, at) =>
          rule(`r${at}`, { all: facts.map(([name, value]) => is(name, value)) }, { outcome }),
        ),
      ),
    ],
  })

const line: fc.Arbitrary<Line> = fc.record({
  facts: fc.array(fc.tuple(fc.constantFrom(...names), fc.boolean()), {
    minLength: 1,
    maxLength: 3,
  }),
  outcome: fc.constantFrom(...results),
})

const allFacts: readonly Facts[] = [false, true].flatMap((a) =>
  [false, true].flatMap((b) => [false, true].map((c) => ({ a, b, c }))),
)

const outcomeOf = (ruleset: Ruleset, facts: Facts, asOf = day, decision = 'sample'): Outcome =>
  evaluateDecision(createBundle(ruleset, {}), decision, facts, asOf).outcome

const pairOf = ({ was, now }: { was: Outcome; now: Outcome }) => `${was} → ${now}`

describe('outcomes that change between two rulesets', () => {
  it('DI3 are those that every case tried one by one gives, and each example is decided so under both', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.array(line, { minLength: 1, maxLength: 4 }),
        (theirs, ours) => {
          const [before, after] = [made(theirs), made(ours)]
          const { changed, undecided } = findChangedOutcomes(before, after, day)
          const wanted = allFacts.flatMap((facts) => {
            const pair = { was: outcomeOf(before, facts), now: outcomeOf(after, facts) }
            return pair.was === pair.now ? [] : [pairOf(pair)]
          })
          expect(undecided).toEqual([])
          expect(new Set(changed.map(pairOf))).toEqual(new Set(wanted))
          for (const { facts, was, now } of changed) {
            const alike = allFacts.filter((one) =>
              Object.entries(facts).every(([name, value]) => one[name] === value),
            )
            for (const one of alike)
              expect([outcomeOf(before, one), outcomeOf(after, one)]).toEqual([was, now])
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('DI3 are found on both sides of a value that moves, and on no day on which it does not', () => {
    const limited = (values: readonly object[]) =>
      rulesetOf({
        facts: [fact('stay', 'integer')],
        parameters: [parameter('limit', 'integer', { values })],
        decisions: [
          rulesDecision(
            [
              rule(
                'long',
                { fact: 'stay', operator: 'greaterThan', value: { parameter: 'limit' } },
                { outcome: 'requireReview' },
              ),
            ],
            { otherwise: { outcome: 'allow', reason: { zh: '其余', en: 'otherwise' } } },
          ),
        ],
      })
    const before = limited([{ from: '2020-01-01', value: 30 }])
    const after = limited([
      { from: '2020-01-01', value: 30 },
      { from: '2026-01-01', value: 20 },
    ])
    expect(findChangedOutcomes(before, after, '2025-12-31').changed).toEqual([])
    const [found, ...more] = findChangedOutcomes(before, after, '2026-01-01').changed
    expect([found?.was, found?.now, more]).toEqual(['allow', 'requireReview', []])
    const stay = found?.facts['stay'] as number
    expect(stay > 20 && stay <= 30).toBe(true)
  })

  it('DI3 are none between a shipped ruleset and itself, and those of a real change are shown', async () => {
    const { ruleset } = await bundleOf('district-plan-demo')
    expect(findChangedOutcomes(ruleset, ruleset, '2026-06-01')).toEqual({
      changed: [],
      undecided: [],
    })
    const after = structuredClone(ruleset)
    for (const decision of after.decisions)
      if (decision.kind === 'rules' && decision.id === 'downReferral')
        for (const one of decision.rules)
          if (one.then.outcome === 'allow') one.then.outcome = 'requireReview'
    const { changed } = findChangedOutcomes(ruleset, after, '2026-06-01')
    expect(changed.length).toBeGreaterThan(0)
    for (const { decision, was, now, facts } of changed)
      expect([
        outcomeOf(ruleset, facts, '2026-06-01', decision),
        outcomeOf(after, facts, '2026-06-01', decision),
      ]).toEqual([was, now])
  })
})
