import type { Layer, Ruleset } from '@jieli/engine'
import { addProcedure } from '../../../designer/src/document/commands/add-procedure.ts'
import { smallRuleset } from './small-ruleset.ts'

const text = (zh: string, en: string) => ({ zh, en })

/** Who drafts, and the four departments that approve. */
export const departments = [
  ['lead', text('牵头单位', 'the lead unit'), 'D01'],
  ['finance', text('财政部门', 'finance'), 'F01'],
  ['hr', text('人社部门', 'human resources'), 'R01'],
  ['health', text('卫健部门', 'health'), 'H01'],
  ['insurance', text('医保部门', 'insurance'), 'I01'],
] as const

/** The units that fill their offices. */
export const bodies = departments.map(([id, title, unit]) => ({
  id: unit,
  title: title.zh,
  tier: 2,
  offices: [id],
}))

/**
 * The small ruleset whose parameters change only through a procedure in which finance, human resources, health and
 * insurance approve: as the designer draws it.
 */
export function governedRuleset(change: Parameters<typeof smallRuleset>[0] = {}): Layer {
  const ruleset = { offices: [], ...smallRuleset(change) } as unknown as Ruleset
  const offices = departments.map(([id, title]) => ({ id, title, of: 'community' as const }))
  ruleset.offices.push(...offices)
  const [drafting, ...approving] = offices
  if (drafting === undefined) throw new TypeError('nobody drafts')
  addProcedure({
    id: 'approval',
    title: text('参数调整的审批', 'approval of changed parameters'),
    drafting,
    approving,
    filing: undefined,
    governs: ['parameters'],
    cites: ['plan#DP-39'],
  }).apply(ruleset as never)
  return ruleset as unknown as Layer
}
