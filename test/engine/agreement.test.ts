import {
  checkRuleset,
  createBundle,
  type Decision,
  evaluateDecision,
  type Pathway,
  type Ruleset,
  startCase,
  step,
} from '@jieli/engine'
import { compareWithReference, evaluateByReference } from '@jieli/engine/agreement'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createActor, createMachine } from 'xstate'
import { arbitraryFacts, arbitraryRuleset } from './arbitrary-ruleset.ts'
import { bundleOf, cites, fact, leftOpen, text } from './make-ruleset.ts'

const asOf = '2024-06-30'

describe('agreement with json-rules-engine', () => {
  it('AG1 outcomes and hits equal the reference evaluator’s on at least 10 000 generated decisions', async () => {
    let decisions = 0
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(
        arbitraryRuleset,
        fc.array(arbitraryFacts, { minLength: 7, maxLength: 7 }),
        async (ruleset, cases) => {
          const bundle = createBundle(ruleset, {})
          for (const facts of cases)
            for (const { id } of ruleset.decisions) {
              const ours = evaluateDecision(bundle, id, facts, asOf)
              const theirs = await evaluateByReference(bundle, id, facts, asOf)
              expect({ outcome: ours.outcome, hits: ours.hits.toSorted() }).toEqual({
                outcome: theirs.outcome,
                hits: theirs.hits.toSorted(),
              })
              decisions += 1
              outcomes.set(ours.outcome, (outcomes.get(ours.outcome) ?? 0) + 1)
            }
        },
      ),
      { numRuns: 500 },
    )
    expect(decisions).toBeGreaterThanOrEqual(10_000)
    // A generator that reaches only one answer would prove nothing.
    for (const outcome of ['allow', 'requireReview', 'denyInstitutionalAction', 'notAssessable'])
      expect(outcomes.get(outcome)).toBeGreaterThan(100)
    expect(outcomes.get('needsFacts') ?? 0).toBe(0)
  })

  it('AG2 a disagreement is reported with the decision and the facts that show it', async () => {
    const [ruleset] = fc.sample(arbitraryRuleset, { seed: 7, numRuns: 1 }) as [Ruleset]
    const decision: Decision = {
      id: 'limit',
      kind: 'rules',
      title: { zh: '限值', en: 'limit' },
      hitPolicy: 'first',
      rules: [
        {
          id: 'equal',
          cites: ['plan#DP-59'],
          // As doubles this is 0.1 exactly: here the reference is known to be wrong, so the two must differ.
          conditions: { fact: 'decimal.one', operator: 'equal', value: '0.10000000000000000555' },
          then: { outcome: 'allow', reason: { zh: '相等', en: 'equal' } },
        },
      ],
    }
    const bundle = createBundle({ ...ruleset, decisions: [decision] }, {})
    const [issue] = await compareWithReference(bundle, { seed: 1, count: 100, asOf })
    expect(issue).toMatchObject({ code: 'EVALUATORS_DISAGREE', path: '/decisions/limit' })
    expect(issue?.message.en).toContain('"decimal.one":"0.1"')
    expect(
      await compareWithReference(createBundle(ruleset, {}), { seed: 1, count: 30, asOf }),
    ).toEqual([])
  })

  it('VE2 what is called like a part of a condition is no reference', async () => {
    const names = ['decision', 'condition', 'fact', 'parameter', 'operator']
    const line = (id: string, more: object) => ({
      id,
      cites,
      ...more,
      then: {
        outcome: 'allow',
        reason: text('because'),
        outputs: Object.fromEntries(names.map((name) => [name, 'nothing'])),
      },
    })
    const decision = (id: string, more: object) => ({
      id,
      title: text(id),
      cites,
      hitPolicy: 'first',
      otherwise: leftOpen,
      outputs: names.map((name) => ({ id: name, type: 'text', title: text(name) })),
      ...more,
    })
    const isTrue = { operator: 'equal', value: true }
    const bundle = bundleOf({
      facts: names.map((id) => fact(id, 'boolean')),
      decisions: [
        decision('byTable', {
          kind: 'table',
          inputs: names.map((id) => ({ id, fact: id })),
          rows: [line('row', { when: { decision: [isTrue] } })],
        }),
        decision('byRules', {
          kind: 'rules',
          rules: [line('rule', { conditions: { fact: 'decision', ...isTrue } })],
        }),
      ],
    })
    // Four of the columns are there for their names only.
    const codes = checkRuleset(bundle.ruleset, { publishing: true }).map(({ code }) => code)
    expect([...new Set(codes)]).toEqual(['COLUMN_IDLE'])
    expect(await compareWithReference(bundle, { seed: 1, count: 100, asOf })).toEqual([])
  })
})

const stateTitle = { zh: '状态', en: 'state' }
const states = ['a', 'b', 'c.x', 'c.y', 'd'] as const
const events = ['go', 'back', 'jump'] as const

interface Edge {
  readonly from: number
  readonly to: number
  readonly event: (typeof events)[number]
  readonly decision: string | undefined
  readonly reenter: boolean
}

const edge: fc.Arbitrary<Edge> = fc.record({
  from: fc.nat({ max: 3 }),
  to: fc.nat({ max: 4 }),
  event: fc.constantFrom(...events),
  decision: fc.option(fc.constantFrom('first', 'second', 'third'), { nil: undefined }),
  reenter: fc.boolean(),
})

const opens = ['allow', 'allowWithAdvice'] as const

function chart(edges: readonly Edge[]) {
  const on = (name: string) => {
    const own: Record<string, object[]> = {}
    edges.forEach(({ from, to, event, decision, reenter }, at) => {
      if (states[from] !== name) return
      const list = (own[event] ??= [])
      list.push({
        target: `#chart.${states[to]}`,
        reenter,
        ...(decision === undefined
          ? {}
          : { guard: { type: 'decision', params: { decision, opens: [...opens] } } }),
        meta: { id: `t${at}` },
      })
    })
    return { on: own, meta: { title: stateTitle } }
  }
  return {
    id: 'chart',
    initial: 'a',
    states: {
      a: on('a'),
      b: on('b'),
      c: { initial: 'x', meta: { title: stateTitle }, states: { x: on('c.x'), y: on('c.y') } },
      d: { type: 'final', meta: { title: stateTitle } },
    },
  }
}

describe('agreement with XState', () => {
  it('AG3 state paths equal an XState actor’s whose guards the reference evaluator decides, on at least 10 000 events', async () => {
    let steps = 0
    let moved = 0
    await fc.assert(
      fc.asyncProperty(
        arbitraryRuleset,
        fc.array(edge, { minLength: 4, maxLength: 14 }),
        fc.array(fc.tuple(fc.constantFrom(...events), arbitraryFacts), {
          minLength: 20,
          maxLength: 20,
        }),
        async (ruleset, edges, sent) => {
          const machine = chart(edges)
          const pathway = {
            id: 'chart',
            title: stateTitle,
            parties: [],
            events: events.map((id) => ({ id, title: stateTitle, actors: ['anyone'] })),
            delays: [],
            machine,
          } as unknown as Pathway
          const bundle = createBundle({ ...ruleset, pathways: [pathway] }, {})
          const answers = new Map<string, string>()
          const actor = createActor(
            createMachine(
              machine as never,
              {
                guards: {
                  decision: (_: unknown, params: { decision: string; opens: readonly string[] }) =>
                    params.opens.includes(answers.get(params.decision) ?? ''),
                },
              } as never,
            ),
          ).start()
          const started = startCase(bundle, {
            pathway: 'chart',
            facts: {},
            at: `${asOf}T08:00:00+08:00`,
          })
          if (!started.taken) throw new Error('The case did not start.')
          let { snapshot } = started
          for (const [type, facts] of sent) {
            steps += 1
            for (const { id } of ruleset.decisions)
              answers.set(id, (await evaluateByReference(bundle, id, facts, asOf)).outcome)
            actor.send({ type } as never)
            const result = step(bundle, snapshot, { type, facts, at: `${asOf}T08:00:00+08:00` })
            if (result.taken) {
              moved += 1
              ;({ snapshot } = result)
            }
            expect(snapshot.value).toEqual(actor.getSnapshot().value)
            expect(snapshot.status).toBe(actor.getSnapshot().status)
            if (snapshot.status === 'done') break
          }
          actor.stop()
        },
      ),
      { numRuns: 900 },
    )
    expect(steps).toBeGreaterThanOrEqual(10_000)
    expect(moved).toBeGreaterThan(1_000)
  })
})
