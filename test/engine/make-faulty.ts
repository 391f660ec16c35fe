import { checkRuleset, type Issue, type Ruleset } from '@jieli/engine'
import { cites, fact, is, rule, rulesDecision, rulesetOf, text } from './make-ruleset.ts'

/** The facts the samples of broken rulesets read. */
export const facts = [
  fact('a', 'boolean'),
  fact('i', 'integer'),
  fact('c', 'code', { values: [{ code: 'x', title: text('x') }] }),
  fact('l', 'codeList'),
  fact('when', 'date'),
  fact('money', 'money'),
]
/** What is wrong with a ruleset of the parts given, as if it were to be published. */
export const check = (parts: object, parent?: Ruleset): readonly Issue[] =>
  checkRuleset(rulesetOf({ facts, ...parts }), { parent, publishing: true })
export const deciding = (conditions: unknown, more: object = {}) => ({
  decisions: [rulesDecision([rule('r', conditions)])],
  ...more,
})
export const county = { manifest: { kind: 'county' } }
export const state = (more: object = {}) => ({ ...more, meta: { title: text('state') } })
export const to = (id: string, target?: string, more: object = {}) => ({
  ...(target === undefined ? {} : { target }),
  ...more,
  meta: { id },
})
export const charted = (states: object, more: object = {}) => ({
  decisions: [rulesDecision([rule('r', is('a'))], { id: 'ready' })],
  pathways: [
    {
      id: 'walk',
      title: text('walk'),
      cites,
      parties: [{ id: 'sender', title: text('sender'), unitFact: 'c' }],
      events: [{ id: 'go', title: text('go'), actors: ['sender'] }],
      delays: [{ id: 'limit', title: text('limit'), after: { duration: 'PT1H' } }],
      ...more,
      machine: { id: 'walk', initial: 'one', states, ...(more as { machine?: object }).machine },
    },
  ],
})
export const end = { end: state({ type: 'final' }) }
export const sound = { one: state({ on: { go: [to('go', 'end')] } }), ...end }
