import { Counter, type Registry } from 'prom-client'
import type { AuditedStore } from '../audit/audited-store.ts'
import type { Audited, AuditedAction, Commit } from '../audit/commit.ts'

/** More different values than a program of ours has are told as one. */
const maxValues = 300

/** A store whose commit counts what it stores. */
export function countedStore(store: AuditedStore, registry: Registry): AuditedStore {
  const { commit } = store
  return { ...store, commit: countedCommit(commit, registry) }
}

/** A commit that counts what was stored by the action its audit entry names: nothing that is counted escapes the log. */
function countedCommit(commit: Commit, registry: Registry): Commit {
  const count = counters(registry)
  return async (change, audited) => {
    const result = await commit(change, audited)
    if (result.committed) for (const action of actionsOf(audited)) count(action)
    return result
  }
}

function actionsOf(audited: Audited): readonly AuditedAction[] {
  if (audited === 'content' || audited === 'mark') return []
  // One change that concerns several counties has an entry for each.
  return 'action' in audited ? [audited] : audited.slice(0, 1)
}

function counters(registry: Registry): (action: AuditedAction) => void {
  const registers = [registry]
  const actions = new Counter({
    name: 'jieli_actions_total',
    help: 'What was stored with an audit entry, by the action the entry names',
    labelNames: ['action'],
    registers,
  })
  const decisions = new Counter({
    name: 'jieli_decisions_total',
    help: 'Decisions asked for outside a case, by outcome',
    labelNames: ['outcome'],
    registers,
  })
  const started = new Counter({
    name: 'jieli_cases_started_total',
    help: 'Cases begun',
    registers,
  })
  const steps = new Counter({
    name: 'jieli_case_steps_total',
    help: 'Steps cases took, by whether a person, a key or the server itself (a time limit) took them',
    labelNames: ['by'],
    registers,
  })
  const refusals = new Counter({
    name: 'jieli_case_refusals_total',
    help: 'Events of cases that were refused, by code',
    labelNames: ['code'],
    registers,
  })
  const bounded = boundedValues()
  return ({ action, actor, detail }) => {
    actions.inc({ action: bounded(action) })
    if (action === 'decide') decisions.inc({ outcome: bounded(detail?.['outcome']) })
    else if (action === 'case.start') started.inc()
    else if (action === 'case.event' && detail?.['taken'] === false)
      refusals.inc({ code: bounded(detail['code']) })
    else if (action === 'case.event') steps.inc({ by: actor.kind })
  }
}

/** A label's value; `other` once there are more than could come from the program itself. */
function boundedValues(): (value: unknown) => string {
  const known = new Set<string>()
  return (value) => {
    const text = typeof value === 'string' ? value : 'other'
    if (known.has(text)) return text
    if (known.size >= maxValues) return 'other'
    known.add(text)
    return text
  }
}
