import {
  applyDecisionEdit,
  type Bundle,
  type Decision,
  evaluateDecision,
  type Facts,
  type Finding,
  proveDecision,
} from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryBundle } from '../arbitrary-decision.ts'
import { bundleOf, cites, text } from '../make-ruleset.ts'
import { arbitraryTable, tableFacts } from './arbitrary-table.ts'
import { casesOf, withDecision } from './brute-findings.ts'
import { confirms } from './confirms.ts'

const decisionOf = ({ ruleset }: Bundle) =>
  ruleset.decisions.find(({ id }) => id === 'sample') as Decision
const findingsOf = (bundle: Bundle) => proveDecision(bundle.ruleset, decisionOf(bundle))

/** The finding whatever case shows it; of a gap, the case. */
const nameOf = ({ kind, lines, column, example }: Finding) =>
  JSON.stringify([kind, lines.slice(0, 2), column, kind === 'gap' ? example : ''])

/** A number may be 0 to 3, and of 1 and of 3 nothing is said: the gap has a hole. */
const besidesTwo = bundleOf({
  facts: tableFacts,
  decisions: [
    {
      kind: 'table',
      id: 'sample',
      title: text('table'),
      cites,
      hitPolicy: 'unique',
      inputs: ['i', 'l'].map((id) => ({ id, fact: id })),
      rows: [
        { i: [{ operator: 'equal', value: 2 }] },
        { i: [{ operator: 'equal', value: 0 }] },
        { l: [{ operator: 'contains', value: 'p' }] },
      ].map((when, at) => ({
        id: `r${at}`,
        cites,
        when,
        then: { outcome: 'allow', reason: text('r') },
      })),
      outputs: [],
    },
  ],
})

const arbitraries = fc.oneof(arbitraryTable, arbitraryBundle)

it('TB5 the evaluator confirms every example', () => {
  let examples = 0
  fc.assert(
    fc.property(arbitraries, (bundle) => {
      for (const finding of findingsOf(bundle)) {
        if (finding.example === undefined) continue
        examples += 1
        expect([finding, confirms(bundle, finding)]).toEqual([finding, true])
      }
    }),
    { numRuns: 400 },
  )
  expect(examples).toBeGreaterThan(200)
})

it('TB8 a fix that is offered makes its finding go away', () => {
  const made = new Map<string, number>()
  fc.assert(
    fc.property(arbitraries, (bundle) => {
      for (const finding of findingsOf(bundle))
        for (const edit of finding.edits) {
          made.set(edit.kind, (made.get(edit.kind) ?? 0) + 1)
          const mended = withDecision(bundle, applyDecisionEdit(decisionOf(bundle), edit))
          const left = findingsOf(mended)
          expect([edit, left.map(nameOf)]).toEqual([
            edit,
            expect.not.arrayContaining([nameOf(finding)]),
          ])
          if (finding.kind === 'gap') expect(confirms(mended, finding)).toBe(false)
        }
    }),
    // The first one had a gap on both sides of a line, and showed a case of the other side.
    { numRuns: 250, examples: [[besidesTwo]] },
  )
  for (const kind of [
    'addLine',
    'leaveOpen',
    'narrowLine',
    'moveLine',
    'removeLine',
    'removeColumn',
    'removeOtherwise',
  ])
    expect([kind, (made.get(kind) ?? 0) > 0]).toEqual([kind, true])
})

it('TB8 narrowing a line and taking one out leave nobody without a line, and what takes out changes no answer', () => {
  fc.assert(
    fc.property(arbitraries, (bundle) => {
      const cases = casesOf(bundle).filter((_, at) => at % 7 === 0)
      for (const finding of findingsOf(bundle))
        for (const edit of finding.edits) {
          if (edit.kind === 'addLine' || edit.kind === 'leaveOpen' || edit.kind === 'moveLine')
            continue
          const mended = withDecision(bundle, applyDecisionEdit(decisionOf(bundle), edit))
          const pairs = ['overlap', 'conflict', 'tie'].includes(finding.kind)
          for (const facts of cases) {
            const [before, after] = [bundle, mended].map((each) => decide(each, facts))
            if (pairs) expect([edit, after?.matched]).toEqual([edit, before?.matched])
            else expect([edit, after?.answer]).toEqual([edit, before?.answer])
          }
        }
    }),
    { numRuns: 60 },
  )
})

function decide(bundle: Bundle, facts: Facts) {
  const { outcome, outputs, effects, trace } = evaluateDecision(
    bundle,
    'sample',
    facts,
    '2025-01-01',
  )
  return {
    answer: { outcome, outputs, effects },
    matched: trace.applies === true && trace.lines.some(({ result }) => result === true),
  }
}
