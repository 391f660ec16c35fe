import { is, rule } from '../make-ruleset.ts'
import {
  type Defect,
  statesOf,
  stateOf,
  only,
  eventOf,
  decisionOf,
  having,
  planted,
  guard,
  played,
  last,
  rests,
  elsewhereThan,
  isRefused,
  sent,
  sometimes,
} from './planting.ts'

/** How the red lines of each kind can be crossed. */
export const crossings: Readonly<Record<string, readonly Defect[]>> = {
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
}
