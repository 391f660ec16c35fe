import type { Condition } from '../model/condition.ts'
import type { Decision } from '../model/decision.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import type { StateRole } from '../model/chart-roles.ts'
import type { AuthoredOutcome } from '../model/outcome.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { chartsOf, type GuardedChart } from '../red-lines/charts/guarded-chart.ts'
import { byId, type Proposal } from './mutation.ts'

type CheckOfKind<K extends RedLineCheck['kind']> = Extract<RedLineCheck, { kind: K }>

/**
 * What red lines name is hollowed out behind them: decisions that stand guard let everybody through or nobody, what an
 * implication asks is made true of every case, and new states lack the exits that every state must have. Pure.
 */
export function weakenGuards(ruleset: Ruleset): readonly Proposal[] {
  const checks = ruleset.redLines.flatMap((line) => line.checks)
  return checks.flatMap((check) => {
    switch (check.kind) {
      case 'before':
        return guardingInto(ruleset, check)
          .filter((id) => !allowsUnder(checks, id))
          .flatMap((id) => reversed(ruleset, id, 'denyInstitutionalAction', 'allow'))
      case 'alwaysOpen':
        return chartsOf(ruleset, check).flatMap((chart) =>
          chart
            .eventsOf(check.event)
            .flatMap(({ id }) => [
              ...guardingEvent(chart, id).flatMap((decision) =>
                reversed(ruleset, decision, 'allow', 'requireReview'),
              ),
              ...(check.in === undefined ? deadEnds(chart, id, check.except ?? []) : []),
            ]),
        )
      case 'implication':
        return hollowed(ruleset, check)
      default:
        return []
    }
  })
}

/** True where an implication says what holds when the decision allows: then it may allow in other cases. */
function allowsUnder(checks: readonly RedLineCheck[], decision: string): boolean {
  return checks.some(
    (check) =>
      check.kind === 'implication' &&
      check.decision === decision &&
      check.outcomes.includes('allow'),
  )
}

/** Each rule of the decision that yields one outcome yields another. */
function reversed(
  ruleset: Ruleset,
  id: string,
  before: AuthoredOutcome,
  after: AuthoredOutcome,
): readonly Proposal[] {
  const decision = ruleset.decisions.find((known) => known.id === id)
  if (decision === undefined) return []
  return linesOf(decision)
    .filter(({ then }) => then.outcome === before)
    .map((line) => ({
      kind: 'guardEmptied',
      path: `/decisions/${id}`,
      description: {
        zh: `把关的“${decision.title.zh}”中“${line.id}”改为 ${after}`,
        en: `"${line.id}" of "${decision.title.en}", which stands guard, yields ${after}`,
      },
      edit: (draft: Ruleset) => {
        const own = linesOf(byId(draft.decisions, id)).find((other) => other.id === line.id)
        if (own !== undefined) own.then.outcome = after
      },
    }))
}

type Line = Extract<Decision, { kind: 'rules' }>['rules'][number] | TableLine
type TableLine = Extract<Decision, { kind: 'table' }>['rows'][number]

function linesOf(decision: Decision): Line[] {
  return decision.kind === 'table' ? decision.rows : decision.rules
}

/** The decisions that stand guard on the ways into such states. */
function guardingInto(ruleset: Ruleset, check: CheckOfKind<'before'>): readonly string[] {
  const { into } = check
  const found = chartsOf(ruleset, check).flatMap(({ edges, rolesOf }) =>
    edges.flatMap(({ to, transition: { guard } }) =>
      guard !== undefined && to !== undefined && into.some((role) => rolesOf(to).has(role))
        ? [guard.params.decision]
        : [],
    ),
  )
  return [...new Set(found)]
}

/** The decisions that stand guard on an event, where no way of it is left open beside them. */
function guardingEvent({ edges }: GuardedChart, event: string): readonly string[] {
  const sent = edges.filter(({ cause, name }) => cause === 'event' && name === event)
  const free = new Set(
    sent.flatMap(({ from, transition: { guard } }) => (guard === undefined ? [from] : [])),
  )
  const found = sent.flatMap(({ from, transition: { guard } }) =>
    guard === undefined || free.has(from) ? [] : [guard.params.decision],
  )
  return [...new Set(found)]
}

/** A new state is reached like a final one, and leads on only there: without the event that every state must have. */
function deadEnds(
  { pathway, open, rolesOf }: GuardedChart,
  must: string,
  except: readonly StateRole[],
): readonly Proposal[] {
  return open
    .filter((state) => !state.includes('.') && !except.some((role) => rolesOf(state).has(role)))
    .flatMap((state): Proposal[] => {
      const on = pathway.machine.states[state]?.on ?? {}
      const event = Object.keys(on).find(
        (name) => name !== must && on[name]?.some(({ target }) => target !== undefined),
      )
      const way = event === undefined ? undefined : on[event]?.find(({ target }) => target)
      if (event === undefined || way === undefined) return []
      return [
        {
          kind: 'stateWithoutExit',
          path: `/pathways/${pathway.id}/events/${must}`,
          description: {
            zh: `“${state}”之后新增状态，没有“${must}”的出路`,
            en: `a new state after "${state}" does not let "${must}" lead on`,
          },
          edit: (draft) => {
            const { states } = byId(draft.pathways, pathway.id).machine
            const left = states[state]?.on?.[event]?.find(({ meta }) => meta.id === way.meta.id)
            if (left === undefined) return
            const onwards = { ...left, meta: { ...left.meta, id: 'outOfLimbo' } }
            states['limbo'] = {
              meta: { title: { zh: '搁置', en: 'shelved' } },
              on: { [event]: [onwards] },
            }
            left.target = 'limbo'
          },
        },
      ]
    })
}

/** The decision always yields what the line speaks of, and what the line asks of the case is made to hold always. */
function hollowed(ruleset: Ruleset, check: CheckOfKind<'implication'>): readonly Proposal[] {
  const decision = ruleset.decisions.find(({ id }) => id === check.decision)
  const fact = ruleset.facts.find(({ type }) => type === 'boolean')
  const outcome = check.outcomes.find((one) => one !== 'notAssessable')
  if (decision?.kind !== 'rules' || fact === undefined || outcome === undefined) return []
  const test: Condition = { fact: fact.id, operator: 'equal', value: true }
  const tests = namedIn(check.implies)
  if (tests.length === 0) return []
  const path = `/decisions/${check.decision}`
  return [
    {
      kind: 'impliedHollowed',
      path,
      uncertain: true,
      decisions: [check.decision],
      description: {
        zh: `“${decision.title.zh}”一律为 ${outcome}，红线所问的另行改写`,
        en: `"${decision.title.en}" always yields ${outcome}, and what the red line asks is rewritten`,
      },
      edit: (draft) => {
        const own = byId(draft.decisions, check.decision)
        if (own.kind !== 'rules') return
        const cites = own.rules[0]?.cites ?? []
        const reason = { zh: '一律如此', en: 'always so' }
        own.hitPolicy = 'first'
        delete own.appliesWhen
        own.rules.unshift({
          id: 'always',
          cites,
          conditions: { any: [test, { not: test }] },
          then: { outcome, reason },
        })
        for (const { id, becomes } of tests) {
          const asked = byId(draft.decisions, id)
          delete asked.appliesWhen
          if (asked.kind === 'table') asked.rows = []
          else asked.rules = []
          asked.otherwise = { outcome: becomes, reason }
        }
      },
    },
  ]
}

interface NamedDecision {
  readonly id: string
  /** The outcome with which the test would hold. */
  readonly becomes: AuthoredOutcome
}

function namedIn(condition: Condition): readonly NamedDecision[] {
  return conditionReferences(condition, '').flatMap(({ id, test }) => {
    if (test === undefined || !('decision' in test) || typeof test.value !== 'string') return []
    const { operator, value } = test
    return [
      {
        id,
        becomes:
          operator === 'equal'
            ? (value as AuthoredOutcome)
            : value === 'allow'
              ? 'requireReview'
              : 'allow',
      },
    ]
  })
}
