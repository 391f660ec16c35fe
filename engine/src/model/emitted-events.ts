import type { Delay } from './parameter.ts'
import { consequences } from './references/decision-references.ts'
import type { Ruleset } from './ruleset.ts'
import { actionsOf, nodesOf } from './state-nodes.ts'
import type { Text } from './text.ts'

/** Something that a chart or a decision tells with `emit`. */
export interface EmittedEvent {
  readonly event: string
  readonly title: Text
  readonly dueIn?: Delay | undefined
  /** What tells it. */
  readonly path: string
}

/** Everything that the charts and decisions of a ruleset tell; one that is told in several places is there for each. Pure. */
export function emittedEvents({ pathways, decisions }: Ruleset): readonly EmittedEvent[] {
  return [
    ...decisions.flatMap((decision) =>
      consequences(decision).flatMap(({ then, path }) =>
        (then.effects ?? []).flatMap((effect) =>
          effect.type === 'emit' ? [{ ...effect, path }] : [],
        ),
      ),
    ),
    ...pathways.flatMap((pathway) =>
      nodesOf(pathway).flatMap(({ state }) =>
        actionsOf(state).flatMap((action) =>
          action.type === 'emit' ? [{ ...action.params, path: `/pathways/${pathway.id}` }] : [],
        ),
      ),
    ),
  ]
}
