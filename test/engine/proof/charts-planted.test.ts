import {
  checkRuleset,
  createBundle,
  evaluateDecision,
  type Issue,
  type Ruleset,
  startCase,
  step,
} from '@jieli/engine'
import { createFactGenerator } from '@jieli/engine/agreement'
import { describe, expect, it } from 'vitest'
import { type Played, playExample } from '../../rulesets/play-example.ts'
import { setFact } from '../make-pathway.ts'
import { is, parameter, rule } from '../make-ruleset.ts'
import {
  type ChartParts,
  type Random,
  chartBundle,
  type State,
  soundChart,
  type Transition,
} from './sound-chart.ts'
import { seeded } from './sound-table.ts'

const charts = 26

interface Draws {
  readonly random: Random
  readonly pick: <T>(items: readonly T[]) => T
}

interface Found {
  readonly ruleset: Ruleset
  readonly issue: Issue
}

interface Defect {
  readonly code: string
  /** Changes a sound chart for the worse, and says what the finding has to be about. */
  readonly plant: (parts: ChartParts, draws: Draws) => string
  /** Whether playing the chart shows what is said. */
  readonly shows: (found: Found) => boolean
}

const statesOf = ({ pathways: [walk] }: ChartParts) => walk.machine.states
const stateOf = (parts: ChartParts, id: string): State => statesOf(parts)[id] as State
const only = (parts: ChartParts, id: string, event: string): Transition =>
  stateOf(parts, id).on?.[event]?.[0] as Transition
const eventOf = (parts: ChartParts, id: string) =>
  parts.pathways[0].events.find((event) => event.id === id)!
const decisionOf = (parts: ChartParts, id: string) => parts.decisions.find((one) => one.id === id)!
const having = (parts: ChartParts, event: string) =>
  Object.entries(statesOf(parts)).flatMap(([id, { on }]) => (on?.[event] ? [id] : []))
const planted = (target: string, more: object = {}): Transition => ({
  target,
  ...more,
  meta: { id: 'planted' },
})
const guard = (decision: string, ...opens: string[]) => ({
  guard: { type: 'decision' as const, params: { decision, opens } },
})
/** A decision that says yes to some patients: whether it does is known of none before somebody looks. */
function sometimes(parts: ChartParts, { pick }: Draws): string {
  parts.decisions.push({
    ...decisionOf(parts, 'isUrgent'),
    id: 'sometimes',
    rules: [rule('some', pick([is('came'), is('consent', 'refused'), is('urgent', false)]))],
  })
  return 'sometimes'
}

const played = ({ ruleset, issue }: Found): Played | undefined =>
  issue.example && playExample(ruleset, issue.example)
const last = (found: Found) => played(found)?.states.at(-1)?.split('.')[0]
const rolesOf = ({ ruleset }: Found, state = '') =>
  ruleset.pathways[0]?.machine.states[state]?.meta.roles ?? []
const rests =
  (...roles: string[]) =>
  (found: Found) =>
    played(found)?.refused === undefined &&
    roles.some((role) => (rolesOf(found, last(found)) as readonly string[]).includes(role))
const elsewhereThan =
  (...roles: string[]) =>
  (found: Found) =>
    last(found) !== undefined && !rests(...roles)(found)
const isRefused = (found: Found) => played(found)?.refused !== undefined
const at = '2026-03-03T12:00:00+08:00'
const units = { 'from.id': 'a', 'to.id': 'b' }
const sent = ({ ruleset }: Found, type: string, unit: string, facts = {}) => {
  const bundle = createBundle(ruleset, {})
  const begun = startCase(bundle, { pathway: 'walk', facts: units, at })
  if (!begun.taken) throw new TypeError(begun.issue.message.en)
  return step(bundle, begun.snapshot, { type, at, actor: { unit }, facts })
}

const defects: Readonly<Record<string, readonly Defect[]>> = {
  alwaysOpen: [
    {
      code: 'RED_LINE_SHUT',
      plant: (parts, { pick }) => {
        const event = pick(['choose', 'rush', 'arrive', 'accept'])
        eventOf(parts, event).needsReason = true
        return `events/${event}`
      },
      shows: isRefused,
    },
    {
      code: 'RED_LINE_SHUT',
      plant: (parts, { pick }) => {
        const event = pick(['choose', 'rush', 'arrive', 'accept'])
        delete stateOf(parts, pick(having(parts, event))).on![event]
        return `events/${event}`
      },
      shows: isRefused,
    },
    {
      code: 'RED_LINE_SHUT',
      plant: (parts, draws) => {
        const event = draws.pick(['choose', 'arrive', 'accept'])
        const edge = only(parts, draws.pick(having(parts, event)), event)
        Object.assign(edge, guard(sometimes(parts, draws), 'allow'))
        return `events/${event}`
      },
      shows: isRefused,
    },
  ],
  leadsTo: [
    {
      code: 'RED_LINE_LEADS_ELSEWHERE',
      plant: (parts, draws) => {
        const event = draws.pick(['choose', 'rush', 'arrive', 'accept'])
        const more = draws.random() < 0.5 ? guard(sometimes(parts, draws), 'allow') : {}
        const on = stateOf(parts, draws.pick(having(parts, event))).on!
        on[event] = [planted('failed', more), ...on[event]!]
        return 'transitions/planted'
      },
      shows: elsewhereThan('care', 'patientChoice', 'transfer'),
    },
    {
      code: 'RED_LINE_LEADS_ELSEWHERE',
      plant: (parts, draws) => {
        const [event, state] = draws.pick([
          ['arrive', 'care0'],
          ['accept', 'move0'],
          ['choose', 'chosen'],
        ] as const)
        stateOf(parts, state).always = [planted('failed', guard(sometimes(parts, draws), 'allow'))]
        return only(parts, having(parts, event)[0]!, event).meta.id
      },
      shows: elsewhereThan('care', 'patientChoice', 'transfer'),
    },
  ],
  never: [
    {
      code: 'RED_LINE_ENTERED',
      plant: (parts, draws) => {
        stateOf(parts, 'draft').always = [
          planted(
            draws.pick(['cancelled', 'chosen', 'care0']),
            guard(sometimes(parts, draws), 'allow'),
          ),
        ]
        return 'transitions/planted'
      },
      shows: rests('cancelled', 'patientChoice', 'care'),
    },
    {
      code: 'RED_LINE_ENTERED',
      plant: (parts, { pick }) => {
        const event = pick(['submit', 'decline', 'redirect'])
        const on = stateOf(parts, pick(having(parts, event))).on!
        on[event]!.push(planted(pick(['cancelled', 'closed', 'chosen', 'care0'])))
        on[event]!.reverse()
        return 'transitions/planted'
      },
      shows: rests('cancelled', 'completed', 'patientChoice', 'care'),
    },
    {
      code: 'RED_LINE_ENTERED',
      plant: (parts, { pick }) => {
        stateOf(parts, 'review').after!['reviewTime']!.unshift(
          planted(pick(['cancelled', 'closed', 'chosen'])),
        )
        return 'transitions/planted'
      },
      shows: rests('cancelled', 'completed', 'patientChoice'),
    },
  ],
  before: [
    {
      code: 'RED_LINE_NOT_DECIDED',
      plant: (parts) => {
        const edge = only(parts, 'draft', 'submit')
        delete edge.guard
        return edge.meta.id
      },
      shows: rests('review'),
    },
    {
      code: 'RED_LINE_NOT_DECIDED',
      plant: (parts, { pick }) => {
        decisionOf(parts, 'maySubmit').rules.unshift(
          rule('planted', pick([is('urgent', false), is('consent', 'unable')])),
        )
        return only(parts, 'draft', 'submit').meta.id
      },
      shows: rests('review'),
    },
    {
      code: 'RED_LINE_NOT_DECIDED',
      plant: (parts, { pick }) => {
        const [state, target] = pick([
          ['failed', 'review'],
          ['draft', 'review'],
        ] as const)
        parts.pathways[0].events.push({
          ...eventOf(parts, 'submit'),
          id: 'again',
          role: undefined!,
        })
        stateOf(parts, state).on!['again'] = [planted(target)]
        return 'transitions/planted'
      },
      shows: rests('review'),
    },
  ],
  wayOut: [
    {
      code: 'RED_LINE_STUCK',
      plant: (parts) => {
        const id = Object.keys(statesOf(parts)).findLast((state) => state.startsWith('care'))!
        stateOf(parts, id).on!['confirm'] = [{ meta: { id: 'planted' } }]
        return `states/${id}`
      },
      shows: rests('care'),
    },
    {
      code: 'RED_LINE_OWNER',
      plant: (parts, { pick }) => {
        const id = pick(
          Object.keys(statesOf(parts)).filter((state) => stateOf(parts, state).type !== 'final'),
        )
        delete stateOf(parts, id).meta.owner
        return `states/${id}`
      },
      shows: (found) => found.issue.path.split('/').includes(last(found) ?? '-'),
    },
    {
      code: 'RED_LINE_DEADLINE',
      plant: (parts, { pick }) => {
        const id = pick(Object.keys(statesOf(parts)).filter((state) => stateOf(parts, state).after))
        delete stateOf(parts, id).after
        parts.pathways[0].delays = parts.pathways[0].delays.filter(
          (delay) => delay.id !== `${id}Time`,
        )
        return `states/${id}`
      },
      shows: (found) =>
        found.issue.path.split('/').includes(last(found) ?? '-') &&
        played(found)?.end?.timers.length === 0,
    },
  ],
  bounded: [
    {
      code: 'RED_LINE_ROUND',
      plant: (parts, { pick }) => {
        const event = pick(['noShow', 'choose'])
        const state = event === 'noShow' ? 'failed' : 'chosen'
        parts.pathways[0].events.push({
          id: 'again',
          actors: ['sender'],
          title: eventOf(parts, 'submit')['title' as never],
        } as never)
        stateOf(parts, state).on!['again'] = [planted('review')]
        return only(
          parts,
          having(parts, event).find((id) => id.startsWith('move'))!,
          event,
        ).meta.id.slice(0, 1)
      },
      shows: (found) => {
        const moved = played(found)?.states.map((state) => state.startsWith('move')) ?? []
        const first = moved.indexOf(true)
        const left = moved.indexOf(false, first)
        return first !== -1 && left !== -1 && moved.at(-1) === true
      },
    },
  ],
  declares: [
    {
      code: 'RED_LINE_FORM',
      plant: (parts) => {
        eventOf(parts, 'rush').asks = []
        return 'events/rush'
      },
      shows: (found) => !sent(found, 'rush', 'a', { urgent: true }).taken,
    },
  ],
  parties: [
    {
      code: 'RED_LINE_PARTY',
      plant: (parts, { pick }) => {
        const party = pick(parts.pathways[0].parties)
        party.unitFact = party.unitFact === 'from.id' ? 'to.id' : 'from.id'
        return `parties/${party.id}`
      },
      shows: (found) => {
        // Who rightly acts is kept out.
        const isSender = found.issue.path.endsWith('sender')
        return !sent(found, 'choose', isSender ? 'a' : 'b').taken
      },
    },
    {
      code: 'RED_LINE_ACTOR',
      plant: (parts) => {
        eventOf(parts, 'submit').actors = ['receiver']
        return 'events/submit'
      },
      shows: (found) => !sent(found, 'submit', 'a', { consent: 'given', urgent: false }).taken,
    },
  ],
  outcomeUnanswered: [
    {
      code: 'OUTCOME_UNANSWERED',
      plant: (parts, { pick }) => {
        const outcome = pick(['requireReview', 'allowWithAdvice'])
        decisionOf(parts, 'maySubmit').rules.push(
          rule('planted', { all: [is('consent', 'unable'), is('urgent', false)] }, {
            outcome,
          } as never),
        )
        return 'events/submit'
      },
      shows: ({ ruleset, issue }) => {
        const { decision = '', facts = {}, asOf = '' } = issue.example ?? {}
        const { outcome } = evaluateDecision(createBundle(ruleset, {}), decision, facts, asOf)
        return outcome === 'requireReview' || outcome === 'allowWithAdvice'
      },
    },
  ],
  guardNeverOpens: [
    {
      code: 'GUARD_NEVER_OPENS',
      plant: (parts, { pick }) => {
        const opens = pick([['requireReview'], ['allowWithAdvice', 'requireReview']])
        stateOf(parts, 'failed').on!['cancel']!.unshift(
          planted('draft', guard('isUrgent', ...opens)),
        )
        return 'transitions/planted'
      },
      shows: ({ ruleset }) => opensNever(ruleset, 'isUrgent', 'requireReview'),
    },
    {
      code: 'GUARD_NEVER_OPENS',
      plant: (parts, { pick }) => {
        parts.decisions.push({
          ...decisionOf(parts, 'isUrgent'),
          id: 'nobody',
          rules: [
            rule('none', {
              all: pick([
                [is('urgent'), is('urgent', false)],
                [is('consent', 'given'), is('consent', 'refused')],
              ]),
            }),
          ],
        })
        stateOf(parts, 'failed').on!['cancel']!.unshift(planted('draft', guard('nobody', 'allow')))
        return 'transitions/planted'
      },
      shows: ({ ruleset }) => opensNever(ruleset, 'nobody', 'allow'),
    },
  ],
  factNotAsked: [
    {
      code: 'FACT_NOT_ASKED_FOR',
      plant: (parts) => {
        for (const event of parts.pathways[0].events)
          event.asks = (event.asks ?? []).filter((fact) => fact !== 'consent')
        return 'events/submit'
      },
      shows: (found) => !sent(found, 'submit', 'a', { consent: 'given' }).taken,
    },
  ],
  deadlineNeverStarts: [
    {
      code: 'DEADLINE_NEVER_STARTS',
      plant: (parts) => {
        parts.parameters.push(parameter('unset', 'duration') as never)
        parts.pathways[0].delays.push({
          id: 'never',
          title: eventOf(parts, 'submit')['title' as never],
          after: { parameter: 'unset' },
        } as never)
        stateOf(parts, 'draft').after = { never: [planted('failed')] }
        return 'delays/never'
      },
      shows: ({ ruleset }) => {
        const begun = startCase(createBundle(ruleset, {}), { pathway: 'walk', facts: units, at })
        return begun.taken && begun.snapshot.timers.length === 0
      },
    },
  ],
  effectOverwritten: [
    {
      code: 'EFFECT_OVERWRITTEN',
      plant: (parts, { random }) => {
        const edge = only(parts, 'draft', 'cancel')
        const value = random() < 0.5
        edge.actions = [setFact('came', !value), setFact('came', value)]
        return edge.meta.id
      },
      shows: (found) => {
        const result = sent(found, 'cancel', 'a')
        if (!result.taken) return false
        const [edge] = found.ruleset.pathways[0]?.machine.states['draft']?.on?.['cancel'] ?? []
        const values =
          edge?.actions?.map(({ params }) => (params as { value?: unknown }).value) ?? []
        return result.snapshot.facts['came'] === values[1] && values[0] !== values[1]
      },
    },
  ],
}

/** Whether a decision yields an outcome for none of many cases drawn at random. */
function opensNever(ruleset: Ruleset, decision: string, outcome: string): boolean {
  const bundle = createBundle(ruleset, {})
  const draw = createFactGenerator(ruleset, '2026-03-03', seeded(1))
  return Array.from({ length: 50 }, draw).every(
    (facts) => evaluateDecision(bundle, decision, facts, '2026-03-03').outcome !== outcome,
  )
}

const drawsOf = (seed: number): Draws => {
  const random = seeded(seed * 7919 + 17)
  return { random, pick: (items) => items[Math.floor(random() * items.length)]! }
}

describe('charts with something wrong', () => {
  it.each(Object.entries(defects))(
    'RL21 VE12 a planted %s is found, and playing shows it',
    (name, kinds) => {
      const missed: string[] = []
      for (let seed = 0; seed < charts; seed++) {
        const draws = drawsOf(seed)
        const parts = structuredClone(soundChart(draws.random))
        const { code, plant, shows } = kinds[seed % kinds.length]!
        const about = plant(parts, draws)
        for (const line of parts.redLines)
          line.checks = code.startsWith('RED_LINE')
            ? line.checks.filter(({ kind }) => kind === name)
            : []
        if (parts.redLines[0]?.checks.length === 0) parts.redLines = []
        const { ruleset } = chartBundle(parts)
        const issues = checkRuleset(ruleset, { publishing: true })
        const issue = issues.find((one) => one.code === code && one.path.includes(about))
        if (issue === undefined || !shows({ ruleset, issue }))
          missed.push(
            `${seed} ${code} ${about}: ${JSON.stringify(issue ?? issues.map((one) => `${one.code} ${one.path}`))}`,
          )
      }
      console.log(`${name}: ${charts - missed.length} of ${charts} planted found and played`)
      expect(missed).toEqual([])
    },
  )
})
