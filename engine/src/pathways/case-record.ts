import type { Facts } from '../decisions/facts.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Value } from '../model/value.ts'
import { dateOf } from '../model/calendar.ts'
import { type CaseDuty, dutyCounts } from './duties/case-duty.ts'

/** What a running or finished case leaves behind. */
export interface LoggedCase {
  readonly id: string
  readonly pathway: string
  readonly facts: Facts
  readonly state: string
  readonly finished: boolean
  /** The steps taken, the earliest first. */
  readonly history: readonly { readonly at: string; readonly event: string }[]
  /** What somebody had to do in it, as it stood after the last of these steps. */
  readonly duties?: readonly CaseDuty[] | undefined
  /** Events a guard refused. */
  readonly refusals: number
}

/**
 * A case as assessment counts it: its facts, and what its log says, as facts the ruleset declares:
 * `log.startedOn` and `log.endedOn` (days), `log.finished`, `log.state`, `log.refusals` (events refused),
 * `log.unanswered` (facts its events ask for that are still unknown), `log.<event>` (how often it was taken), and of each
 * duty of its pathway `log.duty.<duty>.due` (how many had to be kept by now) and `log.duty.<duty>.onTime` (how many of
 * these were, in time).
 * A log fact that the ruleset does not declare is left out. Pure.
 */
export function caseRecord(
  bundle: Bundle,
  logged: LoggedCase,
): { readonly id: string; readonly pathway: string; readonly facts: Facts } {
  const { facts: known } = indexRuleset(bundle.ruleset)
  const { calendar } = bundle.ruleset.manifest
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === logged.pathway)
  const events = pathway?.events ?? []
  const taken = new Set(logged.history.map(({ event }) => event))
  const asked = new Set(events.filter(({ id }) => taken.has(id)).flatMap(({ asks }) => asks ?? []))
  const [first, last] = [logged.history.at(0), logged.history.at(-1)]
  const said: Record<string, Value | undefined> = {
    'log.startedOn': first && dateOf(first.at, calendar),
    'log.endedOn': logged.finished && last ? dateOf(last.at, calendar) : undefined,
    'log.finished': logged.finished,
    'log.state': logged.state,
    'log.refusals': logged.refusals,
    'log.unanswered': [...asked].filter((fact) => logged.facts[fact] === undefined).length,
  }
  for (const { id } of events)
    said[`log.${id}`] = logged.history.filter(({ event }) => event === id).length
  for (const { id } of bundle.ruleset.duties.filter((duty) => duty.pathway === logged.pathway)) {
    const counts = dutyCounts(logged.duties ?? [], { id, at: last?.at ?? '' })
    said[`log.duty.${id}.due`] = counts?.due
    said[`log.duty.${id}.onTime`] = counts?.onTime
  }
  const facts: Record<string, Value> = { ...logged.facts }
  for (const [id, value] of Object.entries(said))
    if (value !== undefined && known.has(id)) facts[id] = value
  return { id: logged.id, pathway: logged.pathway, facts }
}
