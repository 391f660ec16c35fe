import { decisionOf } from './make-red-line.ts'
import { cites, fact, is, rule, text } from './make-ruleset.ts'

const set = (name: string, value: boolean) => ({
  type: 'set',
  params: { fact: name, value },
})
const party = (id: string) => ({ id, title: text(id), unitFact: `unit.${id}`, office: id })
const deny = { outcome: 'denyInstitutionalAction' } as const

/** The offices of a plan that finance and health approve. */
export const offices = ['lead', 'finance', 'health'].map((id) => ({
  id,
  title: text(id),
  of: 'community',
}))

/** A pathway of the community: a plan that finance and health approve in any order before it is in force. */
export const plan = {
  id: 'plan',
  title: text('plan'),
  subject: 'community',
  cites,
  parties: offices.map(({ id }) => party(id)),
  events: [
    { id: 'submit', title: text('submit'), actors: ['lead'] },
    { id: 'financeSays', title: text('financeSays'), role: 'approve', actors: ['finance'] },
    { id: 'healthSays', title: text('healthSays'), role: 'approve', actors: ['health'] },
    { id: 'sendBack', title: text('sendBack'), role: 'return', actors: ['finance', 'health'] },
    { id: 'begin', title: text('begin'), role: 'putInForce', actors: ['lead'] },
  ],
  delays: [],
  machine: {
    id: 'plan',
    initial: 'draft',
    states: {
      draft: {
        entry: [set('byFinance', false), set('byHealth', false)],
        on: { submit: [{ target: 'asked', meta: { id: 'submit' } }] },
        meta: { title: text('draft'), roles: ['drafting'] },
      },
      asked: {
        on: {
          financeSays: [{ actions: [set('byFinance', true)], meta: { id: 'finance' } }],
          healthSays: [{ actions: [set('byHealth', true)], meta: { id: 'health' } }],
          sendBack: [{ target: 'draft', meta: { id: 'back' } }],
          begin: [
            {
              target: 'force',
              guard: { type: 'decision', params: { decision: 'approved', opens: ['allow'] } },
              meta: { id: 'begin' },
            },
          ],
        },
        meta: { title: text('asked'), roles: ['approval'] },
      },
      force: { type: 'final', meta: { title: text('force'), roles: ['inForce'] } },
    },
  },
}

/** A ruleset with the plan, its facts and the decision that asks for both approvals. */
export const withPlan = {
  offices,
  facts: [
    ...offices.map(({ id }) => fact(`unit.${id}`, 'text')),
    fact('byFinance', 'boolean'),
    fact('byHealth', 'boolean'),
  ],
  decisions: [
    decisionOf(
      'approved',
      [rule('finance', is('byFinance', false), deny), rule('health', is('byHealth', false), deny)],
      {
        subject: 'other',
        hitPolicy: 'first',
        otherwise: { outcome: 'allow', reason: text('approved') },
      },
    ),
  ],
  pathways: [plan],
}

/** What no plan does without: both approvals, each by its own office, and anew after it was sent back. */
export const approvalChecks = [
  {
    kind: 'before',
    pathway: 'plan',
    into: ['inForce'],
    implies: { all: [is('byFinance'), is('byHealth')] },
    unless: [],
  },
  { kind: 'never', pathway: 'plan', into: ['inForce'], by: ['putInForce'] },
  {
    kind: 'recordedBy',
    pathway: 'plan',
    facts: [
      { fact: 'byFinance', office: 'finance' },
      { fact: 'byHealth', office: 'health' },
    ],
    fallsIn: ['drafting'],
  },
]
