import type { ExampleStep, IssueExample } from '../../model/issue-example.ts'
import { middayOf } from '../../proof/statechart/send-event.ts'
import type { CaseSnapshot } from '../../pathways/case-snapshot.ts'
import { startCase, step } from '../../pathways/step.ts'
import type { GuardedChart } from './guarded-chart.ts'

/** How many cases are looked at before none is taken to be found. */
const casesPlayed = 4000

/**
 * Plays every order of events from the start, each sent by the first of its actors and with nothing filled in, until a
 * case shows something: for charts that go on by who has spoken and not by what is known. `undefined` when none was
 * found. Pure.
 */
export function playOut(
  { bundle, pathway }: GuardedChart,
  {
    asOf,
    through,
    shows,
  }: {
    readonly asOf: string
    /** The id of the transition that the last step has to take; any, when absent. */
    readonly through?: string
    readonly shows: (end: CaseSnapshot) => boolean
  },
): IssueExample | undefined {
  const at = middayOf(bundle, asOf)
  const begun = startCase(bundle, { pathway: pathway.id, facts: {}, at })
  if (!begun.taken) return undefined
  const pending: { snapshot: CaseSnapshot; steps: readonly ExampleStep[] }[] = [
    { snapshot: begun.snapshot, steps: [] },
  ]
  const seen = new Set<string>()
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { snapshot, steps } = next
    if (snapshot.status === 'done') continue
    for (const { id, actors } of pathway.events) {
      const moved = step(bundle, snapshot, { type: id, at, reason })
      if (!moved.taken) continue
      const [party] = actors
      const sent = { event: id, ...(party === undefined ? {} : { party }), reason }
      const taken = [...steps, sent]
      if ((through === undefined || moved.transitions.includes(through)) && shows(moved.snapshot))
        return { asOf, facts: {}, pathway: pathway.id, steps: taken }
      const name = JSON.stringify([moved.snapshot.value, moved.snapshot.facts])
      if (seen.has(name) || seen.size >= casesPlayed) continue
      seen.add(name)
      pending.push({ snapshot: moved.snapshot, steps: taken })
    }
  }
  return undefined
}

/** The reason an example gives where one is asked for. */
const reason = '示例 / example'
