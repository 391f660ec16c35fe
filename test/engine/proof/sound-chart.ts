import { type Bundle } from '@jieli/engine'
import { notify, setFact } from '../make-pathway.ts'
import { bundleOf, cites, fact, is, parameter, rule, text } from '../make-ruleset.ts'

export type Random = () => number

/** The parts of a ruleset with one referral chart, open to be changed: what is planted is planted here. */
export interface ChartParts {
  facts: Fact[]
  parameters: Parameter[]
  decisions: Decision[]
  redLines: {
    id: string
    title: object
    authority: string
    cites: readonly string[]
    checks: { kind: string }[]
  }[]
  pathways: [Pathway]
}
interface Fact {
  id: string
  type: string
}
interface Parameter {
  id: string
  required: boolean
  values: readonly object[]
}
export interface Decision {
  id: string
  title: object
  rules: object[]
  otherwise: object
}
export interface Transition {
  target?: string
  guard?: { type: 'decision'; params: { decision: string; opens: string[] } }
  actions?: object[]
  meta: { id: string }
}
export interface State {
  type?: 'final'
  on?: Record<string, Transition[]>
  after?: Record<string, Transition[]>
  always?: Transition[]
  entry?: object[]
  meta: { title: object; roles?: string[]; owner?: string }
}
export interface Event {
  id: string
  role?: string
  actors: string[]
  asks?: string[]
  needsReason?: boolean
}
export interface Pathway {
  parties: { id: string; unitFact: string; role: string }[]
  events: Event[]
  delays: { id: string; after: object }[]
  machine: { states: Record<string, State> }
}

/** A county's red lines of a referral, one of every kind that speaks of charts. */
const redLines = [
  {
    kind: 'alwaysOpen',
    event: 'patientChoice',
    except: ['care', 'patientChoice'],
    actors: ['sender', 'receiver'],
  },
  { kind: 'alwaysOpen', event: 'arrive', in: ['transfer'], actors: ['receiver'] },
  { kind: 'alwaysOpen', event: 'arrive', in: ['patientChoice'], actors: ['receiver'] },
  { kind: 'alwaysOpen', event: 'accept', in: ['review'], actors: ['receiver'] },
  {
    kind: 'alwaysOpen',
    event: 'emergency',
    except: ['transfer', 'care'],
    actors: ['sender', 'receiver'],
    given: { urgent: true },
  },
  { kind: 'leadsTo', event: 'patientChoice', to: ['patientChoice'] },
  { kind: 'leadsTo', event: 'arrive', to: ['care'] },
  { kind: 'leadsTo', event: 'emergency', to: ['care'] },
  { kind: 'leadsTo', event: 'accept', to: ['transfer'] },
  { kind: 'never', into: ['patientChoice'], by: ['patientChoice'] },
  { kind: 'never', into: ['care'], by: ['arrive', 'emergency'] },
  { kind: 'never', into: ['completed', 'cancelled'], by: ['confirm', 'cancel'] },
  { kind: 'never', into: ['transfer'], by: ['accept'] },
  { kind: 'never', into: ['failed'], by: ['decline', 'noShow'], timers: true },
  {
    kind: 'before',
    into: ['review', 'transfer', 'care'],
    implies: { any: [is('consent', 'given'), is('urgent')] },
    unless: ['patientChoice'],
    renewedIn: ['failed'],
  },
  {
    kind: 'wayOut',
    to: ['completed'],
    without: ['patientChoice', 'emergency', 'cancel'],
    deadlineIn: ['review', 'supplement'],
  },
  { kind: 'bounded', through: ['transfer'], by: ['redirect'] },
  { kind: 'declares', event: 'emergency', facts: ['urgent'] },
  {
    kind: 'parties',
    parties: [
      { role: 'sender', unitFact: 'from.id' },
      { role: 'receiver', unitFact: 'to.id' },
    ],
    acts: [
      { event: 'submit', by: ['sender'] },
      { event: 'accept', by: ['receiver'] },
      { event: 'arrive', by: ['receiver'] },
    ],
  },
]

const outcome = (name: string, more: object = {}) => ({
  outcome: name,
  reason: text(name),
  ...more,
})
const codes = (...list: string[]) => list.map((code) => ({ code, title: text(code) }))

/** Facts on which steps inside wait, each with a test that parts its values. */
const gates = [
  { fact: fact('seen', 'boolean'), test: is('seen') },
  {
    fact: fact('days', 'integer', { minimum: 0, maximum: 400 }),
    test: { fact: 'days', operator: 'lessThanInclusive', value: 30 },
  },
  {
    fact: fact('kind', 'code', { values: codes('x', 'y', 'z') }),
    test: { fact: 'kind', operator: 'in', value: ['x', 'y'] },
  },
  {
    fact: fact('waited', 'duration'),
    test: { fact: 'waited', operator: 'greaterThan', value: { parameter: 'limit' } },
  },
]

/**
 * A referral chart on which nothing is wrong: its length, guards, time limits and order differ from draw to draw.
 * @param lengths how many states the patient is handed over in, and how many there are of care; drawn where not given
 */
export function soundChart(
  random: Random,
  lengths?: { readonly move: number; readonly care: number },
): ChartParts {
  const draw = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const oneOf = <T>(items: readonly T[]): T => items[draw(0, items.length - 1)] as T
  let made = 0
  const go = (target: string, more: object = {}): Transition => ({
    target,
    ...more,
    meta: { id: `t${++made}` },
  })
  const guard = (decision: string, ...opens: string[]) => ({
    guard: { type: 'decision' as const, params: { decision, opens } },
  })
  const states: Record<string, State> = {}
  const events: Event[] = []
  const event = (id: string, actors: string[], more: object = {}) =>
    events.push({ id, actors, title: text(id), ...more } as Event)
  const state = (
    id: string,
    [owner, ...roles]: readonly [owner: string, ...roles: string[]],
    on: Record<string, Transition[]>,
    more: object = {},
  ) => {
    states[id] = {
      on,
      ...more,
      meta: { title: text(id), owner, ...(roles.length > 0 && { roles }) },
    }
  }

  // Decisions: what may be submitted, what is urgent, and what steps inside wait for.
  const decision = (id: string, rules: object[], hitPolicy: string, otherwise: string): Decision =>
    ({
      kind: 'rules',
      id,
      title: text(id),
      cites,
      hitPolicy,
      rules,
      otherwise: outcome(otherwise),
    }) as Decision
  const withReason = random() < 0.5
  const submitRules = [
    rule('given', {
      all: [is('consent', 'given'), ...(withReason || random() < 0.5 ? [is('urgent', false)] : [])],
    }),
    ...(withReason ? [rule('late', is('consent', 'given'), { outcome: 'requireReason' })] : []),
    rule('urgent', is('urgent')),
  ]
  const submitOpens = withReason ? ['allow', 'requireReason'] : ['allow']
  const decisions = [
    decision('maySubmit', submitRules, 'first', 'denyInstitutionalAction'),
    decision(
      'isUrgent',
      [rule('urgent', is('urgent'))],
      oneOf(['first', 'unique', 'priority']),
      'denyInstitutionalAction',
    ),
    ...gates.map((gate, at) =>
      decision(
        `gate${at}`,
        [rule('ready', gate.test)],
        oneOf(['first', 'unique', 'any']),
        oneOf(['denyInstitutionalAction', 'notAssessable']),
      ),
    ),
  ]

  // Leaving to where the patient chooses, and an emergency, are written on every state they are open in.
  const ownWay = () => ({ choose: [go('chosen')] })
  const emergency = () => ({ rush: [go('care0', guard('isUrgent', 'allow'))] })
  const gated = (target: string) => {
    const at = draw(0, gates.length)
    const asked = gates[at]?.fact.id
    return {
      transition: go(target, asked === undefined ? {} : guard(`gate${at}`, 'allow')),
      asks: asked === undefined ? [] : [asked],
    }
  }
  const chain = (
    name: string,
    length: number,
    role: string,
    on: (at: number) => Record<string, Transition[]>,
  ) => {
    for (let at = 0; at < length; at++) {
      const next = gated(`${name}${at + 1}`)
      // A chart has 200 events at most.
      const id = `${name}Next${at % 50}`
      const last = at === length - 1
      const known = events.find((one) => one.id === id)
      if (known !== undefined) known.asks = [...new Set([...(known.asks ?? []), ...next.asks])]
      else if (!last) event(id, ['receiver'], { asks: next.asks })
      state(`${name}${at}`, ['receiver', role], {
        ...(last ? {} : { [id]: [next.transition] }),
        ...on(at),
      })
    }
  }

  event('submit', ['sender'], { role: 'submit', asks: ['consent', 'urgent'] })
  state('draft', ['sender'], {
    submit: [go('review', guard('maySubmit', ...submitOpens))],
    cancel: [go('cancelled')],
    ...ownWay(),
    ...emergency(),
  })
  const supplemented = random() < 0.6
  const nested = random() < 0.4
  state(
    'review',
    ['receiver', 'review'],
    {
      accept: [go('move0')],
      decline: [go('failed')],
      ...(supplemented && { ask: [go('supplement')] }),
      ...ownWay(),
      ...emergency(),
    },
    {
      after: { reviewTime: [go('failed')] },
      ...(nested && {
        initial: 'waiting',
        states: {
          waiting: { on: { claim: [go('claimed')] }, meta: { title: text('waiting') } },
          claimed: { meta: { title: text('claimed') } },
        },
      }),
    },
  )
  if (nested) event('claim', ['receiver'])
  event('accept', ['receiver'], { role: 'accept' })
  event('decline', ['receiver'], { role: 'decline', needsReason: true })
  if (supplemented) {
    event('ask', ['receiver'], { needsReason: true })
    event('supply', ['sender'], { role: 'supply', asks: ['consent'] })
    state(
      'supplement',
      ['sender', 'supplement'],
      { supply: [go('review', guard('maySubmit', ...submitOpens))], ...ownWay(), ...emergency() },
      { after: { supplementTime: [go('failed')] } },
    )
  }
  chain('move', lengths?.move ?? draw(1, 3), 'transfer', () => ({
    arrive: [go('care0', random() < 0.3 ? { actions: [setFact('came', true)] } : {})],
    noShow: [go('failed')],
    ...ownWay(),
  }))
  event('arrive', ['receiver'], { role: 'arrive' })
  event('noShow', ['receiver'], { role: 'noShow', needsReason: true })
  const careLength = lengths?.care ?? draw(1, 3)
  chain('care', careLength, 'care', (at) =>
    at === careLength - 1 ? { confirm: [go('closed')] } : {},
  )
  event('confirm', ['sender'], { role: 'confirm' })
  event('redirect', ['sender'], { role: 'redirect' })
  state('failed', ['sender', 'failed'], {
    redirect: [go('draft')],
    cancel: [go('cancelled')],
    ...ownWay(),
    ...emergency(),
  })
  if (random() < 0.4) {
    event('note', ['sender'], { asks: ['came'] })
    states['failed']!.on!['note'] = [{ actions: [notify('noted')], meta: { id: `t${++made}` } }]
  }
  state('chosen', ['receiver', 'patientChoice'], { arrive: [go('care0')], ...emergency() })
  event('cancel', ['sender'], { role: 'cancel' })
  event('choose', ['sender', 'receiver'], { role: 'patientChoice' })
  event('rush', ['sender', 'receiver'], { role: 'emergency', asks: ['urgent'] })
  for (const [id, role] of [
    ['closed', 'completed'],
    ['cancelled', 'cancelled'],
  ] as const)
    states[id] = { type: 'final', meta: { title: text(id), roles: [role] } }

  const used = events.flatMap(({ asks = [] }) => asks)
  const dated = random() < 0.5
  return {
    facts: [
      fact('from.id', 'code'),
      fact('to.id', 'code'),
      fact('consent', 'code', { values: codes('given', 'refused', 'unable') }),
      fact('urgent', 'boolean'),
      fact('came', 'boolean'),
      ...gates.map((gate) => gate.fact),
    ],
    parameters: [
      parameter('limit', 'duration', {
        values: [
          { from: '2025-01-01', value: 'PT24H' },
          ...(dated ? [{ from: '2026-01-01', value: 'P20D' }] : []),
        ],
      }),
      parameter('reviewLimit', 'duration', { values: [{ from: '2025-01-01', value: 'PT48H' }] }),
    ] as never,
    // What nobody asks is not there: a decision nothing uses would be told.
    decisions: decisions.filter(
      ({ id }) =>
        !id.startsWith('gate') || used.includes(gates[Number(id.slice(4))]?.fact.id ?? ''),
    ),
    redLines: [
      {
        id: 'RL',
        title: text('what must hold'),
        authority: 'county',
        cites,
        checks: redLines,
      },
    ],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [
          { id: 'sender', title: text('sender'), unitFact: 'from.id', role: 'sender' },
          { id: 'receiver', title: text('receiver'), unitFact: 'to.id', role: 'receiver' },
        ],
        events: random() < 0.5 ? events : events.toReversed(),
        delays: [
          {
            id: 'reviewTime',
            title: text('review time'),
            after: random() < 0.5 ? { parameter: 'reviewLimit' } : { duration: 'PT48H' },
          },
          ...(supplemented
            ? [{ id: 'supplementTime', title: text('time'), after: { duration: 'P3D' } }]
            : []),
        ],
        machine: { id: 'walk', initial: 'draft', states },
      } as never,
    ],
  }
}

export const chartBundle = (parts: ChartParts): Bundle =>
  bundleOf(parts as unknown as Readonly<Record<string, unknown>>)
