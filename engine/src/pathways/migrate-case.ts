import { parseFacts } from '../decisions/facts.ts'
import { hasErrors } from '../model/issue.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Pathway, StateDefinition } from '../model/pathway.ts'
import { leafPath, stateAt, statesOf, type StateValue } from '../model/state-nodes.ts'
import type { CaseSnapshot, Timer, UntimedTimer } from './case-snapshot.ts'
import { type CaseDuty, type DutyChange, isOpenDuty } from './duties/case-duty.ts'
import { stepDuties } from './duties/step-duties.ts'
import { splitTimers, timerOf } from './gather-step.ts'

/** Into which state a case is put whose own the new chart has not: by the path of the old one, the path of the new. */
export type StateChoices = Readonly<Record<string, string>>

/** What a case loses and gains by being moved to another version, beside its place. */
export interface MigrationChanges {
  /** Timers that the new version does not wait for: they are dropped. */
  readonly droppedTimers: readonly (Timer | UntimedTimer)[]
  /** Open duties that the new version does not have: nobody owes them any more. */
  readonly droppedDuties: readonly CaseDuty[]
  /** Timers that only the new version waits for: they begin now. */
  readonly begunTimers: readonly (Timer | UntimedTimer)[]
  /** What became of duties by the rules of the new version. */
  readonly dutyChanges: readonly DutyChange[]
}

/**
 * What comes of moving a case to another version. `choice`: its state is gone, and somebody has to say where it is put.
 * `cannot`: it has ended, the pathway is gone, or the new version does not take a fact as it was given.
 */
export type Migration =
  | ({ readonly kind: 'moves'; readonly snapshot: CaseSnapshot } & MigrationChanges)
  | { readonly kind: 'choice'; readonly state: string }
  | {
      readonly kind: 'cannot'
      readonly because: 'ended' | 'pathway' | 'facts'
      /** The facts that the new version does not take, by their ids. */
      readonly facts: readonly string[]
    }

/**
 * Moves a case at rest to another version of its ruleset. It takes no transition and asks for nothing: it rests where it
 * rested, by the name of its state, or where somebody chose. What it waits for by the same name goes on with its time. Pure.
 */
export function migrateCase(
  from: Bundle,
  to: Bundle,
  snapshot: CaseSnapshot,
  { choices, at }: { readonly choices: StateChoices; readonly at: string },
): Migration {
  if (snapshot.status !== 'active') return { kind: 'cannot', because: 'ended', facts: [] }
  const [old, pathway] = [from, to].map(({ ruleset }) =>
    ruleset.pathways.find(({ id }) => id === snapshot.pathway),
  )
  if (old === undefined || pathway === undefined)
    return { kind: 'cannot', because: 'pathway', facts: [] }
  const facts = misfits(from, to, snapshot)
  if (facts.length > 0) return { kind: 'cannot', because: 'facts', facts }
  const here = leafPath(snapshot.value)
  const stays = isRestingState(stateAt(pathway, here))
  const state = here.join('.')
  const chosen = Object.hasOwn(choices, state) ? choices[state]?.split('.') : undefined
  const path = stays ? here : chosen
  if (path === undefined || !isRestingState(stateAt(pathway, path)))
    return { kind: 'choice', state }
  return moved({ from: old, to, pathway, snapshot, path, stays, at })
}

/** The states of a chart that a case can rest in and go on from, by their paths. Pure. */
export function restingStates(
  pathway: Pathway,
): readonly { readonly path: string; readonly state: StateDefinition }[] {
  return statesOf(pathway)
    .filter(({ state }) => isRestingState(state))
    .map(({ path, state }) => ({ path: path.join('.'), state }))
}

function isRestingState(state: StateDefinition | undefined): boolean {
  return state !== undefined && state.states === undefined && state.type !== 'final'
}

/** The facts that the new version does not take as they were given; those that it does not know say nothing to it. */
function misfits(from: Bundle, to: Bundle, { facts }: CaseSnapshot): readonly string[] {
  return Object.entries(facts).flatMap(([id, value]) => {
    const [before, after] = [from, to].map(({ ruleset }) =>
      ruleset.facts.find((fact) => fact.id === id),
    )
    if (after === undefined) return []
    const same = before?.type === after.type && before.unit === after.unit
    return same && !hasErrors(parseFacts(to.ruleset, { [id]: value }).issues) ? [] : [id]
  })
}

interface Move {
  readonly from: Pathway
  readonly to: Bundle
  readonly pathway: Pathway
  readonly snapshot: CaseSnapshot
  readonly path: readonly string[]
  /** Whether the new chart has the state it rests in. */
  readonly stays: boolean
  readonly at: string
}

function moved(move: Move): Migration {
  const { to, pathway, snapshot, path, stays, at } = move
  const value = valueOf(path)
  const defined = new Set(
    to.ruleset.duties.filter((duty) => duty.pathway === pathway.id).map(({ id }) => id),
  )
  const duties = snapshot.duties ?? []
  const droppedDuties = duties.filter((duty) => !defined.has(duty.duty) && isOpenDuty(duty))
  const timers = movedTimers(move)
  const pending = [...snapshot.timers, ...(snapshot.untimed ?? [])]
  const kept = pending.filter(
    ({ duty }) => duty !== undefined && defined.has(duty.id) && hasReminder(to, duty),
  )
  const after = stepDuties(
    to,
    { duties: duties.filter(({ duty }) => defined.has(duty)), timers: [...timers.kept, ...kept] },
    {
      pathway: pathway.id,
      event: undefined,
      // What begins with a state begins where the case is put into another.
      from: stays ? value : '',
      to: value,
      transitions: [],
      told: [],
      facts: snapshot.facts,
      at,
      done: false,
    },
  )
  const goesOn = new Set([
    ...timers.kept.map(({ id }) => timers.formerOf(id)),
    ...kept.map(({ id }) => id),
  ])
  const { duties: _duties, untimed: _untimed, ...rest } = snapshot
  return {
    kind: 'moves',
    snapshot: {
      ...rest,
      bundle: to.hash,
      value,
      ...splitTimers([...after.timers, ...timers.begun]),
      ...(after.duties.length === 0 ? {} : { duties: after.duties }),
    },
    droppedTimers: pending.filter(({ id }) => !goesOn.has(id)),
    droppedDuties,
    begunTimers: timers.begun,
    dutyChanges: after.changes,
  }
}

/** The timers of the states the case is in after, by what they wait for and in which state. */
function movedTimers({ from, to, pathway, snapshot, path, stays, at }: Move) {
  const pending = [...snapshot.timers, ...(snapshot.untimed ?? [])]
  const kept: (Timer | UntimedTimer)[] = []
  const begun: (Timer | UntimedTimer)[] = []
  const former = new Map<string, string>()
  for (const [depth] of path.entries()) {
    const within = path.slice(0, depth + 1)
    for (const delay of Object.keys(stateAt(pathway, within)?.after ?? {})) {
      const [before, id] = [from, pathway].map(
        ({ machine }) => `xstate.after.${delay}.${machine.id}.${within.join('.')}`,
      )
      if (before === undefined || id === undefined) continue
      const same = pending.find((timer) => timer.id === before)
      if (same !== undefined) {
        former.set(id, before)
        kept.push({ ...same, id, event: id })
        continue
      }
      // One that has fired in a state both have does not begin again.
      const had = Object.keys(stateAt(from, within)?.after ?? {}).includes(delay)
      if (had && stays) continue
      const timer = timerOf(to, pathway.id, { id, event: { type: id }, at, facts: snapshot.facts })
      if (timer !== undefined) begun.push(timer)
    }
  }
  return { kept, begun, formerOf: (id: string) => former.get(id) ?? id }
}

function hasReminder({ ruleset }: Bundle, { id, reminder }: NonNullable<Timer['duty']>): boolean {
  if (reminder === undefined) return true
  const late = ruleset.duties.find((duty) => duty.id === id)?.late ?? []
  return late.some((each) => each.id === reminder)
}

/** XState's value of the state at a path. */
function valueOf(path: readonly string[]): StateValue {
  const [key = '', ...inner] = path
  return inner.length === 0 ? key : { [key]: valueOf(inner) }
}
