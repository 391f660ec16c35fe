import {
  type Bundle,
  type ChangedOutcome,
  createBundle,
  evaluateDecision,
  findChangedOutcomes,
  type Ruleset,
  rulesetSchema,
} from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryBundle } from '../arbitrary-decision.ts'
import { rule, rulesDecision } from '../make-ruleset.ts'
import { arbitraryTable } from './arbitrary-table.ts'
import { casesOf, linesOf } from './brute-findings.ts'

const asOf = '2025-01-01'
const anyCase = { any: [true, false].map((value) => ({ fact: 'a', operator: 'equal', value })) }

/** A ruleset whose decision tells which of the groups of cases a case belongs to. */
function withGroups(ruleset: Ruleset, changed: readonly ChangedOutcome[]): Bundle {
  const groups = changed.map(({ conditions }, at) =>
    rule(`g${at}`, conditions.length === 0 ? anyCase : { all: conditions }),
  )
  const decision = rulesDecision(groups, { id: 'groups', hitPolicy: 'ruleOrder' })
  return createBundle(rulesetSchema.parse({ ...ruleset, decisions: [decision] }), {})
}

/** Two rulesets of which the later has some of the other's lines, and its values. */
const edited = (arbitrary: fc.Arbitrary<Bundle>) =>
  fc
    .tuple(arbitrary, arbitrary, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), fc.nat(2))
    .map(([one, two, kept, value]) => {
      const before = one.ruleset
      const other = two.ruleset.decisions.find(({ id }) => id === 'sample')
      const decisions = before.decisions.map((decision) => {
        if (decision.id !== 'sample' || other === undefined) return decision
        const list = decision.kind === 'table' ? 'rows' : 'rules'
        const lines = linesOf(decision).map((line, at) =>
          kept[at] === true ? line : (linesOf(other)[at] ?? line),
        )
        return { ...decision, [list]: lines }
      })
      const parameters = before.parameters.map((parameter) => ({
        ...parameter,
        values: [{ from: asOf, value }],
      }))
      return { before, after: rulesetSchema.parse({ ...before, decisions, parameters }) }
    })

const unlike = (arbitrary: fc.Arbitrary<Bundle>) =>
  fc.tuple(arbitrary, arbitrary).map(([one, two]) => ({ before: one.ruleset, after: two.ruleset }))

it.each([
  ['edited lists of rules', edited(arbitraryBundle), 60, 0.8],
  ['edited tables', edited(arbitraryTable), 60, 0.8],
  ['unlike lists of rules', unlike(arbitraryBundle), 20, 0.4],
] as const)(
  'DI3 of %s exactly the cases told are decided otherwise, each case tried one by one',
  (_, arbitrary, numRuns, share) => {
    let complete = 0
    fc.assert(
      fc.property(arbitrary, ({ before, after }) => {
        const { changed, undecided } = findChangedOutcomes(before, after, asOf)
        const [old, fresh] = [createBundle(before, {}), createBundle(after, {})]
        const own = changed.filter(({ decision }) => decision === 'sample')
        const groups = withGroups(before, own)
        if (!undecided.includes('sample')) complete += 1
        for (const facts of casesOf(old)) {
          const [was, now] = [old, fresh].map(
            (bundle) => evaluateDecision(bundle, 'sample', facts, asOf).outcome,
          )
          const told = evaluateDecision(groups, 'groups', facts, asOf).hits.map((id) => own[Number(id.slice(1))])
          expect(told.every((group) => group?.was === was && group?.now === now)).toBe(true)
          if (was !== now && told.length === 0) expect(undecided).toContain('sample')
          if (was === now) expect(told).toEqual([])
        }
        for (const { decision, facts, was, now } of changed)
          expect(
            [old, fresh].map((bundle) => evaluateDecision(bundle, decision, facts, asOf).outcome),
          ).toEqual([was, now])
      }),
      { numRuns },
    )
    // Only where there is more than can be read is anything left open.
    expect(complete).toBeGreaterThan(numRuns * share)
  },
)
