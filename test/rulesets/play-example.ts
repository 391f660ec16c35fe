import {
  type Bundle,
  type CaseSnapshot,
  createBundle,
  type IssueExample,
  type Ruleset,
  startCase,
  statePath,
  step,
} from '@jieli/engine'

/** What playing an example showed: the states the case rested in, and why it went no further. */
export interface Played {
  readonly states: readonly string[]
  readonly end: CaseSnapshot | undefined
  /** The code with which the last thing sent was refused. */
  readonly refused: string | undefined
}

/** Plays an example as the simulator does: a case is begun with the facts, and each step is sent or its time limit waited for. */
export function playExample(ruleset: Ruleset, example: IssueExample): Played {
  const bundle: Bundle = createBundle(ruleset, {})
  let at = `${example.asOf}T12:00:00+08:00`
  const begun = startCase(bundle, { pathway: example.pathway ?? '', facts: example.facts, at })
  if (!begun.taken) return { states: [], end: undefined, refused: begun.issue.code }
  let { snapshot } = begun
  const states = [statePath(snapshot.value)]
  const parties = ruleset.pathways.find(({ id }) => id === example.pathway)?.parties ?? []
  for (const { event, delay, party, facts, reason } of example.steps ?? []) {
    const unit = snapshot.facts[parties.find(({ id }) => id === party)?.unitFact ?? '']
    const timer = snapshot.timers.find((pending) => pending.delay === delay)
    if (delay !== undefined) at = timer?.dueAt ?? at
    const result = step(bundle, snapshot, {
      type: event ?? timer?.event ?? '',
      at,
      ...(facts && { facts }),
      ...(typeof unit === 'string' && { actor: { unit } }),
      ...(reason !== undefined && { reason }),
    })
    if (!result.taken) return { states, end: snapshot, refused: result.issue.code }
    snapshot = result.snapshot
    states.push(statePath(snapshot.value))
  }
  return { states, end: snapshot, refused: undefined }
}
