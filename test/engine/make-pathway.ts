import {
  type Bundle,
  type CaseSnapshot,
  type Facts,
  startCase,
  statePath,
  type StepResult,
} from '@jieli/engine'
import { bundleOf, cites, fact, is, rule, rulesDecision, text } from './make-ruleset.ts'

/** The moment each sample case begins, and one after it. */
export const start = '2025-03-03T09:00:00+08:00'
export const later = '2025-03-03T10:00:00+08:00'

export const guard = (decision: string, ...opens: string[]) => ({
  type: 'decision',
  params: { decision, opens },
})
export const to = (id: string, target: string | undefined, more: object = {}) => ({
  ...(target === undefined ? {} : { target }),
  ...more,
  meta: { id },
})
export const state = (more: object = {}) => ({ ...more, meta: { title: text('state') } })
export const notify = (event: string) => ({ type: 'emit', params: { event, title: text(event) } })
export const setFact = (name: string, value: unknown) => ({
  type: 'set',
  params: { fact: name, value },
})

const facts = [
  ...['a', 'b', 'c'].map((letter) => fact(letter, 'boolean')),
  fact('from', 'code'),
  fact('to', 'code'),
]
const decisions = [
  rulesDecision(
    [rule('yes', is('a')), rule('no', is('a', false), { outcome: 'denyInstitutionalAction' })],
    {
      id: 'mayGo',
    },
  ),
  rulesDecision(
    [
      rule('reason', is('b'), { outcome: 'requireReason' }),
      rule('free', is('b', false), { outcome: 'allow' }),
    ],
    { id: 'mayLeave' },
  ),
]
export const event = (id: string, more: object = {}) => ({
  id,
  title: text(id),
  actors: ['sender'],
  ...more,
})

/** A bundle with one pathway whose chart has the states given. */
export function pathwayOf(
  states: object,
  more: { on?: object; events?: readonly object[]; decisions?: readonly object[] } = {},
): Bundle {
  return bundleOf({
    facts,
    decisions: [...decisions, ...(more.decisions ?? [])],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [
          { id: 'sender', title: text('sender'), unitFact: 'from' },
          { id: 'receiver', title: text('receiver'), unitFact: 'to' },
        ],
        events: more.events ?? [event('go'), event('stay'), event('leave')],
        delays: [],
        machine: {
          id: 'walk',
          initial: 'one',
          states,
          ...(more.on === undefined ? {} : { on: more.on }),
        },
      },
    ],
  })
}

export function begin(bundle: Bundle, given: Facts = {}): CaseSnapshot {
  return taken(startCase(bundle, { pathway: 'walk', facts: given, at: start })).snapshot
}

export function taken(result: StepResult): Extract<StepResult, { taken: true }> {
  if (!result.taken) throw new TypeError(`Not taken: ${result.issue.message.en}`)
  return result
}

/** Where a step led, or the code of the issue that stopped it. */
export const codeOf = (result: StepResult) =>
  result.taken ? statePath(result.snapshot.value) : result.issue.code
export const end = { end: state({ type: 'final' }) }
/** `go` waits for fact `a`, `leave` for a reason where `b` holds. */
export const guarded = pathwayOf({
  one: state({
    on: {
      go: [to('go', 'end', { guard: guard('mayGo', 'allow') })],
      leave: [to('leave', 'end', { guard: guard('mayLeave', 'allow', 'requireReason') })],
    },
  }),
  ...end,
})
