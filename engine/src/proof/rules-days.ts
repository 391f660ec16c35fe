import { isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'

/**
 * The days on which anything about the rules changes: where each parameter value and each rule begins, and the day
 * after each rule ends. Between two of them every answer stays the same. Pure.
 */
export function rulesDays(ruleset: Ruleset): readonly string[] {
  return sorted(daysOf(ruleset, () => true))
}

/**
 * The days on which an answer to a question could change: those of the decisions and parameters it rests on, and the
 * day before the first rule begins. Pure.
 * @param question the decision asked, or anything that names decisions, conditions and parameters
 */
export function daysThatMatter(ruleset: Ruleset, question: unknown): readonly string[] {
  const named = reach(ruleset, question)
  const days = daysOf(ruleset, (list, id) => named.has(`${list}/${id}`))
  const begins = ruleset.decisions
    .filter(({ id }) => named.has(`decision/${id}`))
    .flatMap((decision) => linesOf(decision).map(({ from }) => from))
    .filter((from) => from !== undefined)
  for (const first of sorted(begins).slice(0, 1)) days.push(dayBefore(first))
  return sorted(days)
}

type Known = (list: 'decision' | 'parameter', id: string) => boolean

function daysOf(ruleset: Ruleset, counts: Known): string[] {
  const days: string[] = []
  for (const { id, values } of ruleset.parameters)
    if (counts('parameter', id)) for (const { from } of values) days.push(from)
  for (const decision of ruleset.decisions)
    if (counts('decision', decision.id))
      for (const line of linesOf(decision)) {
        if (line.from !== undefined) days.push(line.from)
        if (line.to !== undefined) days.push(dayAfter(line.to))
      }
  return days
}

function linesOf(
  decision: Ruleset['decisions'][number],
): readonly { readonly from?: string | undefined; readonly to?: string | undefined }[] {
  return decision.kind === 'table' ? decision.rows : decision.rules
}

function sorted(days: readonly string[]): readonly string[] {
  const found = new Set(days.length === 0 ? ['2000-01-01'] : days)
  return [...found].toSorted((a, b) => (a < b ? -1 : 1))
}

/** Everything a question leads to, as `decision/upReferral`, `condition/consented`, `parameter/limit`. Pure. */
export function reach(ruleset: Ruleset, question: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  const lists = { decision: ruleset.decisions, condition: ruleset.conditions, parameter: [] }
  const pending: unknown[] = [question]
  while (pending.length > 0) {
    const value = pending.pop()
    if (Array.isArray(value)) pending.push(...(value as unknown[]))
    else if (isJsonObject(value))
      for (const [key, inner] of Object.entries(value)) {
        pending.push(inner)
        if (typeof inner !== 'string' || !Object.hasOwn(lists, key)) continue
        if (found.has(`${key}/${inner}`)) continue
        found.add(`${key}/${inner}`)
        const items: readonly { readonly id: string }[] = lists[key as keyof typeof lists]
        pending.push(items.find(({ id }) => id === inner))
      }
  }
  return found
}

/** Pure. */
export function dayAfter(day: string): string {
  return moved(day, 1)
}

function dayBefore(day: string): string {
  return moved(day, -1)
}

function moved(day: string, days: number): string {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000)
  // Before the year 1 there is no day to write.
  return date.getUTCFullYear() < 1 ? day : date.toISOString().slice(0, 10)
}
