import { jsonEqual } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { type PullChoice, pullUpstream } from './pull-upstream.ts'

/** The calendar is the one thing of a manifest by which answers differ. */
const calendarPath = '/manifest/calendar'

/** What a ruleset says otherwise than one it rests on, and the ruleset as it would be without some of that. */
export interface OwnChanges {
  /** The items by path, and orders of lists (`…#order`). Scenarios and positions are not among them. */
  readonly paths: readonly string[]
  /** The ruleset with what the other one says put in the place of these. Its scenarios are left out. */
  readonly without: (paths: readonly string[]) => Ruleset
}

/** Finds what a ruleset says otherwise than one it rests on, in the items that a pull speaks of (PU7). Pure. */
export function ownChanges(ruleset: Ruleset, ground: Ruleset): OwnChanges {
  const [ours, theirs] = [bare(ruleset), bare(ground)]
  const changed = pullUpstream({ base: ours, theirs, ours }).items.map(({ path }) => path)
  const calendar = jsonEqual(ruleset.manifest.calendar, ground.manifest.calendar)
    ? []
    : [calendarPath]
  return {
    paths: [...changed, ...calendar],
    without: (paths) => {
      const back = new Set(paths)
      const choices: Record<string, PullChoice> = {}
      for (const path of changed) choices[path] = back.has(path) ? 'take' : 'keep'
      const { ruleset: made } = pullUpstream({ base: ours, theirs, ours, choices })
      return back.has(calendarPath) ? withCalendarOf(made, ground) : made
    },
  }
}

function withCalendarOf(ruleset: Ruleset, { manifest: { calendar } }: Ruleset): Ruleset {
  const { calendar: _calendar, ...manifest } = ruleset.manifest
  return { ...ruleset, manifest: { ...manifest, ...(calendar && { calendar }) } }
}

function bare(ruleset: Ruleset): Ruleset {
  return { ...ruleset, scenarios: [], layout: {} }
}
