import { outcomeName } from '../../decisions/outcome-words.ts'
import type { Condition } from '../../model/condition.ts'
import type { Subject } from '../../model/decision.ts'
import type { IssueExample } from '../../model/issue-example.ts'
import { jsonEqual } from '../../model/json.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { type Language, languages, type Text } from '../../model/text.ts'
import type { ChangedOutcome } from './changed-outcome.ts'
import { describeConditions } from './describe-conditions.ts'

/** What has become of one outcome, and in which cases, as people read it. */
export interface OutcomeChange {
  /** What is decided about. */
  readonly subject: Subject
  /** The decision; where several are changed in the very same cases, all of them. */
  readonly title: Text
  readonly was: Text
  readonly now: Text
  /** What all of the cases have in common, where there are several groups of them. */
  readonly common?: Text
  readonly cases: readonly {
    /** What else is so of them, as a sentence without a full stop. */
    readonly conditions: Text
    readonly example: IssueExample
  }[]
}

/**
 * Changed outcomes in words, those of one decision and of the same two outcomes together. Decisions that ask one another
 * change in the same cases; these are told once. Pure.
 */
export function describeChangedOutcomes(
  {
    before,
    after,
    asOf,
  }: { readonly before: Ruleset; readonly after: Ruleset; readonly asOf: string },
  changed: readonly ChangedOutcome[],
): readonly OutcomeChange[] {
  const known = indexRuleset(after).facts
  // Facts that only one of them has are named as well.
  const named = {
    ...after,
    facts: [...after.facts, ...before.facts.filter(({ id }) => !known.has(id))],
  }
  const tell = (conditions: readonly Condition[]) =>
    inBoth((language) => describeConditions(named, conditions, language))
  const told = new Map<string, OutcomeChange>()
  for (const group of groupsOf(changed, ({ decision, was, now }) => `${decision} ${was} ${now}`)) {
    const [first] = group
    const [earlier, later] = [before, after].map((ruleset) =>
      indexRuleset(ruleset).decisions.get(first?.decision ?? ''),
    )
    if (first === undefined || earlier === undefined || later === undefined) continue
    const subjects = [earlier, later].map(({ subject }) => subject ?? 'care')
    const key = JSON.stringify([...subjects, first.was, first.now, group.map(caseKey).toSorted()])
    const same = told.get(key)
    if (same !== undefined) {
      told.set(key, { ...same, title: both(same.title, later.title) })
      continue
    }
    const common = group.length === 1 ? [] : commonOf(group)
    told.set(key, {
      subject: later.subject ?? 'care',
      title: later.title,
      was: outcomeName(first.was, earlier.subject),
      now: outcomeName(first.now, later.subject),
      ...(common.length === 0 ? {} : { common: tell(common) }),
      cases: group.map(({ conditions, decision, facts }) => ({
        conditions: tell(conditions.filter((condition) => !isAmong(common, condition))),
        example: { asOf, decision, facts },
      })),
    })
  }
  return [...told.values()]
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): Iterable<readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups.values()
}

/** The same for the same cases, in whichever order their conditions are told. */
function caseKey({ conditions }: ChangedOutcome): string {
  return conditions
    .map((condition) => JSON.stringify(condition))
    .toSorted()
    .join()
}

function both(one: Text, other: Text): Text {
  return { zh: `${one.zh}、${other.zh}`, en: `${one.en}, ${other.en}` }
}

/** The conditions that all of some groups have. */
function commonOf(group: readonly ChangedOutcome[]): readonly Condition[] {
  const [first, ...others] = group
  return (first?.conditions ?? []).filter((condition) =>
    others.every(({ conditions }) => isAmong(conditions, condition)),
  )
}

function isAmong(conditions: readonly Condition[], condition: Condition): boolean {
  return conditions.some((other) => jsonEqual(other, condition))
}

function inBoth(tell: (language: Language) => string): Text {
  const [zh = '', en = ''] = languages.map(tell)
  return { zh, en }
}
