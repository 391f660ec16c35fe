import {
  type Change,
  describeChange,
  type Json,
  jsonEqual,
  type PullItem,
  type Ruleset,
  type Text,
} from '@jieli/engine'

/** How an item came from what the parent had to what is said now. Pure. */
export function changeOf(
  { path, base }: Pick<PullItem, 'path' | 'base'>,
  now: Json | null,
): Change {
  if (base === null) return { kind: 'added', path, fields: [], ...(now !== null && { after: now }) }
  if (now === null) return { kind: 'removed', path, before: base, fields: [] }
  const names = [base, now].flatMap((side) => (typeof side === 'object' ? Object.keys(side) : []))
  const at = (side: unknown, name: string) => (side as Readonly<Record<string, unknown>>)[name]
  const fields = [...new Set(names)].filter((name) => !jsonEqual(at(base, name), at(now, name)))
  return { kind: 'changed', path, before: base, after: now, fields }
}

/** A change as a sentence in both languages. Pure. */
export function inBoth(rulesets: { before: Ruleset; after: Ruleset }, change: Change): Text {
  return {
    zh: describeChange(rulesets, change, 'zh'),
    en: describeChange(rulesets, change, 'en'),
  }
}
