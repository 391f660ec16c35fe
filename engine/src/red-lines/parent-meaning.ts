import type { Condition } from '../model/condition.ts'
import type { Decision } from '../model/decision.ts'
import { isJsonObject, jsonEqual } from '../model/json.ts'
import type { Reference } from '../model/references/reference.ts'
import { referencesOf } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { expandNamed } from './expand-named.ts'
import type { RedLineContext } from './red-line-context.ts'

/**
 * The ruleset in which an inherited red line's own words are to be read: the decisions they ask are the parent's, with
 * the conditions those name written out, and so are the parameter values the parent gives. A child cannot hollow a red
 * line out by giving what it names another meaning. A line of the ruleset's own means what the ruleset says, and so does
 * one of which the child changed nothing but words: then the very ruleset is given back. Pure.
 * @param question what the red line names
 * @param own decisions that stay the child's, because red lines of their own bind what the child makes of them
 */
export function parentMeaning(
  { ruleset, parent, line }: RedLineContext,
  question: readonly Reference[],
  own: (decision: string) => boolean = () => false,
): Ruleset {
  if (parent === undefined || !parent.redLines.some(({ id }) => id === line.id)) return ruleset
  const decisions = new Map<string, Decision>()
  const parameters = new Set<string>()
  const pending = [...question]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { list, id } = next
    if (list === 'parameters') parameters.add(id)
    if (list !== 'decisions' || own(id) || decisions.has(id)) continue
    const theirs = parent.decisions.find((decision) => decision.id === id)
    if (theirs === undefined) continue
    const written = writtenOut(theirs, parent)
    decisions.set(id, written)
    pending.push(...referencesOf('decisions', written))
  }
  const differing = [...decisions.values()].filter((theirs) => {
    const ours = ruleset.decisions.find(({ id }) => id === theirs.id)
    return ours === undefined || !jsonEqual(behaviour(writtenOut(ours, ruleset)), behaviour(theirs))
  })
  // What the parent leaves open is the child's to say.
  const given = parent.parameters.filter(
    ({ id, values }) => parameters.has(id) && values.length > 0,
  )
  const revalued = given.filter(
    (theirs) =>
      !jsonEqual(
        behaviour(ruleset.parameters.find(({ id }) => id === theirs.id)),
        behaviour(theirs),
      ),
  )
  if (differing.length + revalued.length === 0) return ruleset
  return {
    ...ruleset,
    decisions: laidOver(ruleset.decisions, differing),
    parameters: laidOver(ruleset.parameters, revalued),
  }
}

/** The list with items of the same ids in the place of its own, and the others behind it. */
function laidOver<T extends { readonly id: string }>(items: readonly T[], over: readonly T[]): T[] {
  const others = over.filter(({ id }) => !items.some((item) => item.id === id))
  return [...items.map((item) => over.find(({ id }) => id === item.id) ?? item), ...others]
}

const wording: ReadonlySet<string> = new Set([
  'title',
  'description',
  'reason',
  'cites',
  'note',
  'sample',
  'contract',
  'derivedFrom',
])

/** An item without what only people read. */
function behaviour(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(behaviour)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      wording.has(key) ? [] : [[key, behaviour(inner)]],
    ),
  )
}

/** A decision that names no condition any more. */
function writtenOut(decision: Decision, { conditions }: Ruleset): Decision {
  const meaning = (condition: Condition) => expandNamed(condition, conditions)
  const appliesWhen =
    decision.appliesWhen === undefined ? {} : { appliesWhen: meaning(decision.appliesWhen) }
  if (decision.kind === 'table') return { ...decision, ...appliesWhen }
  return {
    ...decision,
    ...appliesWhen,
    rules: decision.rules.map((rule) => ({ ...rule, conditions: meaning(rule.conditions) })),
  }
}
