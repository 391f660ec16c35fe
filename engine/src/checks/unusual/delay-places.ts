import type { Delay } from '../../model/parameter.ts'
import type { Action, Pathway } from '../../model/pathway.ts'
import type { Schedule } from '../../model/scheduled-duty.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { pathwayRoot, statesOf, transitionsOf } from '../../model/state-nodes.ts'
import type { Text } from '../../model/text.ts'
import { spanOf } from '../../pathways/duties/duty-timers.ts'

/** A time limit that a chart, a decision or a duty writes. */
export interface DelayPlace {
  readonly path: string
  readonly title: Text
  readonly cites?: readonly string[] | undefined
  readonly delay: Delay
}

/** Every time limit of charts, of what decisions ask for, and of duties of both kinds with their reminders. Pure. */
export function delayPlaces(ruleset: Ruleset): readonly DelayPlace[] {
  return [
    ...ruleset.pathways.flatMap(inPathway),
    ...inDecisions(ruleset),
    ...ruleset.duties.flatMap(({ within, ...duty }) =>
      inDuty(`/duties/${duty.id}`, { ...duty, within: within && spanOf(ruleset, within) }),
    ),
    ...ruleset.scheduledDuties.flatMap(({ schedule, ...duty }) =>
      inDuty(`/scheduledDuties/${duty.id}`, { ...duty, within: withinOf(schedule) }),
    ),
  ]
}

/** How long after the end of a period something has to be done; `undefined` where it is not said so. */
function withinOf(schedule: Schedule): Delay | undefined {
  if (schedule.every === 'once' || schedule.due === undefined) return undefined
  return 'within' in schedule.due ? schedule.due.within : undefined
}

interface Timed {
  readonly title: Text
  readonly cites: readonly string[]
  readonly within?: Delay | undefined
  readonly late?:
    | readonly { readonly id: string; readonly title: Text; readonly after?: Delay | undefined }[]
    | undefined
}

function inDuty(path: string, { title, cites, within, late = [] }: Timed): readonly DelayPlace[] {
  return [
    ...(within === undefined ? [] : [{ path: `${path}/within`, title, cites, delay: within }]),
    ...late.flatMap((reminder) =>
      reminder.after === undefined
        ? []
        : [
            {
              path: `${path}/late/${reminder.id}`,
              title: reminder.title,
              cites,
              delay: reminder.after,
            },
          ],
    ),
  ]
}

function inPathway(pathway: Pathway): readonly DelayPlace[] {
  const path = `/pathways/${pathway.id}`
  const asked = [pathwayRoot(pathway), ...statesOf(pathway)].flatMap(({ path: steps, state }) => {
    const at = `${path}/machine${steps.map((key) => `/states/${key}`).join('')}`
    return [
      ...inActions([...(state.entry ?? []), ...(state.exit ?? [])], at),
      ...transitionsOf(state).flatMap(({ transition }) =>
        inActions(transition.actions ?? [], `${path}/transitions/${transition.meta.id}`),
      ),
    ]
  })
  return [
    ...pathway.delays.map(({ id, title, after, cites }) => ({
      path: `${path}/delays/${id}`,
      title,
      cites,
      delay: after,
    })),
    ...asked,
  ]
}

function inActions(actions: readonly Action[], path: string): readonly DelayPlace[] {
  return actions.flatMap((action) => {
    if (action.type === 'set') return []
    const { event, title, dueIn } = action.params
    return dueIn === undefined ? [] : [{ path: `${path}/actions/${event}`, title, delay: dueIn }]
  })
}

function inDecisions({ decisions }: Ruleset): readonly DelayPlace[] {
  return decisions.flatMap((decision) => {
    const [list, lines] =
      decision.kind === 'table'
        ? (['rows', decision.rows] as const)
        : (['rules', decision.rules] as const)
    return lines.flatMap((line) =>
      (line.then.effects ?? []).flatMap((effect) =>
        effect.type === 'set' || effect.dueIn === undefined
          ? []
          : [
              {
                path: `/decisions/${decision.id}/${list}/${line.id}/effects/${effect.event}`,
                title: effect.title,
                cites: line.cites,
                delay: effect.dueIn,
              },
            ],
      ),
    )
  })
}
