import type { Guard, Pathway, TransitionDefinition } from '../model/pathway.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { stateAt, statesOf, targetPath, transitionsOf } from '../model/state-nodes.ts'
import { aroundState, pathwayOf, titleAt } from './around-state.ts'
import { checkGuardKept } from './check-guard-kept.ts'
import { covers, fewer } from './covers.ts'
import { openStates } from './open-states.ts'
import { redLineIssue } from './red-line-context.ts'
import type { CheckOf, RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'openEvent'>['check'] = (context, check) => {
  const pathway = pathwayOf(context.ruleset, check.pathway)
  if (pathway === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/pathways', { item: check.pathway })]
  const before = pathwayOf(context.parent, check.pathway)
  const actors = (chart: Pathway | undefined) =>
    chart?.events.find((event) => event.id === check.event)?.actors ?? []
  const silenced = actors(before).some((actor) => !actors(pathway).includes(actor))
  const everywhere = before === undefined ? [] : exitsAnywhere(before, check)
  const closed = openStates(pathway, check).filter((state) => {
    const exits = exitsOf(pathway, state, check)
    // A state the child adds is held to what leads out elsewhere.
    const known = before !== undefined && stateAt(before, state.split('.')) !== undefined
    const wanted = known ? exitsOf(before, state, check) : everywhere
    // Unguarded is open to every outcome; a guard has to open on what the parent's opened on.
    const opens = (outcomes: Guard['params']['opens']) =>
      exits.some(({ guard }) => outcomes.every((one) => guard?.params.opens.includes(one) ?? true))
    const kept = wanted.every(({ guard }) =>
      guard === undefined
        ? exits.some((exit) => exit.guard === undefined)
        : opens(guard.params.opens),
    )
    return silenced || exits.length === 0 || !kept
  })
  const { decision } = check
  const opened = everywhere.flatMap(({ guard }) => guard?.params.opens ?? [])
  return [
    ...closed.map((state) =>
      redLineIssue(
        context,
        'RED_LINE_EVENT_CLOSED',
        `/pathways/${pathway.id}/events/${check.event}`,
        {
          state: titleAt(pathway, state),
          event: pathway.events.find((event) => event.id === check.event)?.title ?? check.event,
        },
      ),
    ),
    ...(decision === undefined
      ? []
      : checkGuardKept(context, { decision, opens: opened, mayNot: 'tighten' })),
  ]
}

type OpenEvent = CheckOf<'openEvent'>

/** The transitions by which the event leads out of any state the check speaks of. */
function exitsAnywhere(pathway: Pathway, check: OpenEvent): readonly TransitionDefinition[] {
  const found = openStates(pathway, check).flatMap((state) => exitsOf(pathway, state, check))
  return [...new Set(found)]
}

/** The transitions by which the event leads out of a state. */
function exitsOf(
  pathway: Pathway,
  state: string,
  check: OpenEvent,
): readonly TransitionDefinition[] {
  const path = state.split('.')
  return aroundState(pathway, statesOf(pathway), path).flatMap((node) =>
    transitionsOf(node.state).flatMap(({ cause, name, transition }) => {
      const { guard, target } = transition
      const leads = cause === 'event' && name === check.event && target !== undefined
      if (!leads || (guard !== undefined && guard.params.decision !== check.decision)) return []
      return targetPath(pathway, node.path, target)?.join('.') === state ? [] : [transition]
    }),
  )
}

/**
 * `openEvent`: in each of the states the event leads on, through the decision's guard or unguarded, in every case in
 * which the parent's guard opens.
 */
export const openEvent: RedLineKind<'openEvent'> = {
  check,
  keeps: (ours, theirs) =>
    ours.pathway === theirs.pathway &&
    ours.event === theirs.event &&
    ours.decision === theirs.decision &&
    opensAsMuch(ours, theirs),
  milder: (line, ruleset) =>
    line.states === undefined
      ? withExceptions(ruleset, line)
      : fewer(line.states).map((states) => ({ ...line, states })),
  describe: ({ pathway, event, states, except = [] }, names) => {
    const named = names.events(pathway, [event])
    if (states !== undefined) {
      const at = names.states(pathway, states)
      return {
        zh: `在“${at}”，必须始终可以“${named}”`,
        en: `In "${at}", "${named}" must always be possible`,
      }
    }
    const but = names.states(pathway, except)
    const [zh, en] = but === '' ? ['', ''] : [`（${but}除外）`, ` (but for ${but})`]
    return {
      zh: `在所有未结束的状态${zh}，必须始终可以“${named}”`,
      en: `In every state that is not an end${en}, "${named}" must always be possible`,
    }
  },
}

/** An event without states named is open everywhere but for what is excepted. */
function opensAsMuch(ours: OpenEvent, theirs: OpenEvent): boolean {
  const excepted = ours.except ?? []
  if (theirs.states === undefined)
    return ours.states === undefined && covers(theirs.except ?? [], excepted)
  if (ours.states !== undefined) return covers(ours.states, theirs.states)
  return !theirs.states.some((state) => excepted.includes(state))
}

/** An event that had to be open everywhere, but for one state more, or only where it is open today. */
function withExceptions(ruleset: Ruleset, check: OpenEvent): readonly RedLineCheck[] {
  const pathway = ruleset.pathways.find(({ id }) => id === check.pathway)
  if (pathway === undefined) return []
  const { except = [], ...named } = check
  const open = openStates(pathway, check)
  return [
    ...open.slice(0, 2).map((state) => ({ ...check, except: [...except, state] })),
    ...(open.length === 0 ? [] : [{ ...named, states: [...open] }]),
  ]
}
