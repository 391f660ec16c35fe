import {
  type Bundle,
  type ChangedOutcome,
  type Condition,
  createBundle,
  type Decision,
  evaluateDecision,
  type Facts,
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

const groupRule = (id: string, conditions: readonly Condition[]) =>
  rule(id, conditions.length === 0 ? anyCase : { all: conditions })

/** A ruleset whose decision tells which groups a case belongs to, and to which it would, but for one condition. */
function withGroups(ruleset: Ruleset, changed: readonly ChangedOutcome[]): Bundle {
  const groups = changed.flatMap(({ conditions }, at) => [
    groupRule(`g${at}`, conditions),
    ...conditions.map((_, left) => groupRule(`g${at}-${left}`, conditions.toSpliced(left, 1))),
  ])
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

/** Whether a case is as some facts say, whatever the order of a list. */
const says = (some: Facts = {}, all: Facts) =>
  Object.entries(some).every(([id, value]) => inOrder(value) === inOrder(all[id]))
const inOrder = (value: Facts[string] | undefined) =>
  JSON.stringify(Array.isArray(value) ? value.toSorted() : value)

it.each([
  ['edited lists of rules', edited(arbitraryBundle), 25, 0.8],
  ['edited tables', edited(arbitraryTable), 40, 0.8],
  ['unlike lists of rules', unlike(arbitraryBundle), 8, 0.2],
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
        // What has still to be shown: that no group and no condition could be left out.
        const idle = new Set(linesOf(groups.ruleset.decisions[0] as Decision).map(({ id }) => id))
        const shown = new Set<string>()
        for (const facts of casesOf(old)) {
          const [was, now] = [old, fresh].map(
            (bundle) => evaluateDecision(bundle, 'sample', facts, asOf).outcome,
          )
          const isTold = (id: string) => {
            const group = own[Number(id.slice(1).split('-')[0])]
            return group?.was === was && group?.now === now
          }
          const { hits } = evaluateDecision(groups, 'groups', facts, asOf)
          const told = hits.filter((id) => !id.includes('-'))
          expect(told.every(isTold)).toBe(true)
          for (const id of told) if (says(own[Number(id.slice(1))]?.facts, facts)) shown.add(id)
          if (was !== now && told.length === 0) expect(undecided).toContain('sample')
          if (told.length === 1) idle.delete(told[0] ?? '')
          for (const id of hits) if (id.includes('-') && !isTold(id)) idle.delete(id)
        }
        expect([...idle]).toEqual([])
        // The case shown of a group is, or can be, one of its own.
        expect(shown.size).toBe(own.length)
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
