import { checkRuleset, resolveRuleset } from '@jieli/engine'
import { cites, codesOf, fact, is, layerOf, rule, rulesDecision, text } from './make-ruleset.ts'

export const removed = { removed: text('not here') }
export const dated = (value: unknown, from = '2025-01-01') => ({ from, value })
export const line = (...checks: readonly object[]) => ({
  redLines: [{ id: 'RL', title: text('line'), authority: 'province', cites, checks }],
})
export const decisionOf = (id: string, rules: readonly unknown[], more: object = {}) =>
  rulesDecision(rules, { id, cites, ...more })

/** What the checks newly say of a child's own files laid over a parent. */
export function over(parentParts: object, own: object, prefix = 'RED_LINE'): readonly string[] {
  const parentLayer = layerOf({ manifest: { id: 'base' }, ...parentParts })
  const child = layerOf({
    manifest: { id: 'county', basedOn: { id: 'base', version: '*' } },
    ...own,
  })
  const { ruleset, parent, issues } = resolveRuleset(child, () => parentLayer)
  if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
  return codesOf(checkRuleset(ruleset, { parent, publishing: false })).filter((code) =>
    code.startsWith(prefix),
  )
}

export const facts = [
  fact('consent', 'boolean'),
  fact('urgent', 'boolean'),
  fact('ledger.balance', 'money'),
]
export const deny = { outcome: 'denyInstitutionalAction' } as const
export const up = decisionOf(
  'up',
  [rule('refused', is('consent', false), deny), rule('yes', is('consent'))],
  { hitPolicy: 'priority' },
)
