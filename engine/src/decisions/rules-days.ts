import { addDays } from '../model/calendar.ts'
import type { Reference } from '../model/references/reference.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { linesOf } from '../model/decision-lines.ts'

/**
 * The days on which anything about the rules changes: where each parameter value and each rule begins, and the day
 * after each rule ends. Between two of them every answer stays the same. Pure.
 */
export function rulesDays(ruleset: Ruleset): readonly string[] {
  return sorted(daysOf(ruleset, () => true))
}

/**
 * The days on which an answer to a question changes: those of the decisions and parameters it rests on, and the day before a
 * line first begins or ends, where one does. Not the days before a parameter has its first value: nothing is answered then.
 * A question that changes on no day is asked on the last on which anything of the ruleset does. Pure.
 * @param question what the question names
 */
export function daysOfChange(ruleset: Ruleset, question: readonly Reference[]): readonly string[] {
  const named = namesReached(ruleset, question)
  const days = daysOf(ruleset, (list, id) => named.has(`${list}/${id}`))
  if (days.length === 0) return rulesDays(ruleset).slice(-1)
  const ofLines = daysOf(ruleset, (list, id) => list === 'decisions' && named.has(`${list}/${id}`))
  for (const first of ofLines.toSorted().slice(0, 1)) days.push(addDays(first, -1))
  return sorted(days)
}

function namesReached(ruleset: Ruleset, question: readonly Reference[]): ReadonlySet<string> {
  const reached = reachReferences(ruleset, question, ['conditions', 'decisions'])
  return new Set(reached.map(({ list, id }) => `${list}/${id}`))
}

type Known = (list: 'decisions' | 'parameters', id: string) => boolean

function daysOf(ruleset: Ruleset, counts: Known): string[] {
  const days: string[] = []
  for (const { id, values } of ruleset.parameters)
    if (counts('parameters', id)) for (const { from } of values) days.push(from)
  for (const decision of ruleset.decisions)
    if (counts('decisions', decision.id))
      for (const line of linesOf(decision)) {
        if (line.from !== undefined) days.push(line.from)
        if (line.to !== undefined) days.push(addDays(line.to, 1))
      }
  return days
}

function sorted(days: readonly string[]): readonly string[] {
  const found = new Set(days.length === 0 ? ['2000-01-01'] : days)
  return [...found].toSorted((a, b) => (a < b ? -1 : 1))
}
