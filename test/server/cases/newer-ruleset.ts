import type { Layer } from '@jieli/engine'
import { smallRuleset } from '../harness/small-ruleset.ts'

/** The small ruleset with its first state, and the time for an answer, called otherwise. */
export function newerRuleset(version: string): Layer {
  const layer = structuredClone(smallRuleset({ version })) as never as {
    pathways: {
      delays: { id: string }[]
      machine: { initial: string; states: Record<string, never> }
    }[]
  }
  const [{ delays }] = layer.pathways as [(typeof layer.pathways)[number]]
  delays[0]!.id = 'reply'
  const [{ machine }] = layer.pathways as [(typeof layer.pathways)[number]]
  const { draft, waiting, accepted, ...rest } = machine.states as Record<string, never>
  const open = waiting as unknown as { after: object; on: Record<string, object[]> }
  open.after = { reply: [{ target: 'overdue', meta: { id: 'answer-overdue' } }] }
  open.on['decline'] = [{ target: 'prepared', meta: { id: 'decline-it' } }]
  machine.initial = 'prepared'
  machine.states = { prepared: draft, waiting: open, overdue: rest['overdue'], accepted } as never
  return layer as never
}
