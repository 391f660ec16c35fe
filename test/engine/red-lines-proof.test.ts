import { type Condition, evaluateDecision, findCounterexample, type Outcome } from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryBundle, fillings } from './arbitrary-decision.ts'
import { bundleOf, day, is } from './make-ruleset.ts'

const implied: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant(is('a') as Condition),
  fc.constant({ any: [is('a'), { fact: 'i', operator: 'greaterThan', value: 1 }] } as Condition),
  fc.constant({
    all: [is('b'), { not: { fact: 'c', operator: 'equal', value: 'x' } }],
  } as Condition),
  fc.constant({ fact: 'l', operator: 'contains', value: 'p' } as Condition),
  fc.constant({ fact: 'i', operator: 'lessThan', value: { fact: 'j' } } as Condition),
)
const outcomes: fc.Arbitrary<readonly Outcome[]> = fc.constantFrom<readonly Outcome[]>(
  ['allow'],
  ['requireReview', 'allow'],
  ['denyInstitutionalAction'],
)
const every = ['a', 'b', 'c', 'd', 'i', 'j', 'l']

it('RL4 what is proved holds for every case there is, and what is disproved fails for the case told', () => {
  fc.assert(
    fc.property(arbitraryBundle, implied, outcomes, (bundle, implies, spoken) => {
      // The condition is decided as a rule of a decision of its own: by the evaluator, not by the solver.
      const judge = bundleOf({
        ...bundle.ruleset,
        decisions: [
          ...bundle.ruleset.decisions,
          {
            kind: 'rules',
            id: 'judge',
            title: { zh: '判', en: 'judge' },
            hitPolicy: 'first',
            rules: [
              {
                id: 'holds',
                cites: ['plan#DP-01'],
                conditions: implies,
                then: { outcome: 'allow', reason: { zh: '是', en: 'yes' } },
              },
            ],
            otherwise: { outcome: 'requireReview', reason: { zh: '否', en: 'no' } },
          },
        ],
      })
      const breaks = (facts: Parameters<typeof evaluateDecision>[2]) =>
        spoken.includes(evaluateDecision(judge, 'sample', facts, day).outcome) &&
        evaluateDecision(judge, 'judge', facts, day).outcome === 'requireReview'
      const proof = findCounterexample(judge, {
        decision: 'sample',
        outcomes: spoken,
        implies,
        asOf: day,
      })
      expect(proof.kind).not.toBe('undecided')
      if (proof.kind === 'broken') expect(breaks(proof.facts)).toBe(true)
      else
        for (const facts of fillings(every)) if (breaks(facts)) expect(facts).toBe('no such case')
    }),
    { numRuns: 40 },
  )
})
