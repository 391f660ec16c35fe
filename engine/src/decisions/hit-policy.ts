import type { Consequence, Decision, HitPolicy, Otherwise } from '../model/decision.ts'
import { jsonEqual } from '../model/json.ts'
import { authoredOutcomes } from '../model/outcome.ts'
import type { Text } from '../model/text.ts'
import type { Truth } from './truth.ts'

/** A line of a decision with whether it matches. */
export interface MatchedLine {
  readonly id: string
  readonly result: Truth
  readonly then: Consequence
}

/** Which lines count; `unresolved` while an unknown fact could change the answer. */
export type Resolution =
  | { readonly kind: 'hits'; readonly lines: readonly MatchedLine[] }
  | { readonly kind: 'otherwise' }
  | { readonly kind: 'conflict'; readonly lines: readonly MatchedLine[] }
  | { readonly kind: 'unresolved' }

/** Everything about one hit policy. One is added by its name in `model/decision.ts` and an entry below. */
export interface HitPolicyModule {
  readonly title: Text
  /** What the choice means, in a sentence. */
  readonly hint: Text
  /** True where consequences have to stand in an order. */
  readonly ranks?: true
  /** True where what the hits say may be added up. */
  readonly aggregates?: true
  /** True where all lines that match are told: none is an answer as well. */
  readonly tellsAll?: true
  /** What is wrong when two lines match one case: always, if they say different things, or if only their order decides. */
  readonly clash?: 'overlap' | 'conflict' | 'tie'
  /** Which lines answer instead of another that matches too. */
  readonly before?: 'earlier' | 'better'
  /** Which line can say again what another says, so that one of them is too many. */
  readonly repeatedBy?: 'another' | 'later'
  /** Which lines count. Resolved only when every way the unknown facts could turn out gives the same answer. */
  readonly resolve: (lines: readonly MatchedLine[], decision: Decision) => Resolution
}

/** DMN's hit policies over three-valued matches. */
export const hitPolicyModules: Readonly<Record<HitPolicy, HitPolicyModule>> = {
  unique: {
    title: { zh: '唯一（Unique）', en: 'Unique' },
    hint: {
      zh: '任何情形最多只有一条符合；出现两条即为规则有误。',
      en: 'At most one line may match in any situation; two matching lines are an error in the rules.',
    },
    clash: 'overlap',
    resolve: (lines) => {
      const hits = matching(lines)
      if (hits.length > 1) return { kind: 'conflict', lines: hits }
      if (lines.some(isUnknown)) return { kind: 'unresolved' }
      return counted(hits)
    },
  },

  any: {
    title: { zh: '一致（Any）', en: 'Any' },
    hint: {
      zh: '可以有多条符合，但结论必须一致；不一致即为规则有误。',
      en: 'Several lines may match if they all say the same; if they differ, the rules are in error.',
    },
    clash: 'conflict',
    repeatedBy: 'another',
    resolve: (lines, decision) => {
      const hits = matching(lines)
      const first = hits[0]
      if (first !== undefined && hits.some((line) => !sameConsequence(line.then, first.then)))
        return { kind: 'conflict', lines: hits }
      const expected = first?.then ?? decision.otherwise
      return lines.some((line) => isUnknown(line) && !sameConsequence(line.then, expected))
        ? { kind: 'unresolved' }
        : counted(hits)
    },
  },

  priority: {
    title: { zh: '从严（Priority）', en: 'Priority' },
    hint: {
      zh: '多条符合时取其中最严格的结论。',
      en: 'When several lines match, the strictest outcome holds.',
    },
    ranks: true,
    clash: 'tie',
    before: 'better',
    repeatedBy: 'another',
    resolve: (lines, decision) => {
      const rank = (line: MatchedLine) => rankOf(line.then, decision)
      const hits = matching(lines)
      const unknown = lines.filter(isUnknown)
      if (hits.length === 0)
        return unknown.some((line) => !sameConsequence(line.then, decision.otherwise))
          ? { kind: 'unresolved' }
          : { kind: 'otherwise' }
      const best = Math.min(...hits.map(rank))
      const winners = hits.filter((line) => rank(line) === best)
      const matters = (line: MatchedLine) =>
        rank(line) < best || (rank(line) === best && !sameConsequence(line.then, winners[0]?.then))
      return unknown.some(matters) ? { kind: 'unresolved' } : { kind: 'hits', lines: winners }
    },
  },

  first: {
    title: { zh: '取首条（First）', en: 'First' },
    hint: {
      zh: '从上往下，取第一条符合的；顺序有意义。',
      en: 'From the top down, the first matching line holds; the order matters.',
    },
    before: 'earlier',
    repeatedBy: 'later',
    resolve: (lines, decision) => {
      const end = lines.findIndex((line) => line.result === true)
      const hit = lines[end]
      const expected = hit?.then ?? decision.otherwise
      const before = hit === undefined ? lines : lines.slice(0, end)
      return before.some((line) => isUnknown(line) && !sameConsequence(line.then, expected))
        ? { kind: 'unresolved' }
        : counted(hit === undefined ? [] : [hit])
    },
  },

  collect: {
    title: { zh: '汇总（Collect）', en: 'Collect' },
    hint: {
      zh: '所有符合的都算数，可再求和、取最小、取最大或计数。',
      en: 'Every matching line counts; their outputs may be summed, counted, or the smallest or largest taken.',
    },
    aggregates: true,
    tellsAll: true,
    resolve: allMatching,
  },

  ruleOrder: {
    title: { zh: '按规则顺序（Rule order）', en: 'Rule order' },
    hint: {
      zh: '给出所有符合的，按规则排列的顺序。',
      en: 'All matching lines are given, in the order they are written.',
    },
    tellsAll: true,
    resolve: allMatching,
  },

  outputOrder: {
    title: { zh: '按严格程度（Output order）', en: 'Output order' },
    hint: {
      zh: '给出所有符合的，按结论从严到宽排列。',
      en: 'All matching lines are given, the strictest outcome first.',
    },
    ranks: true,
    tellsAll: true,
    resolve: (lines, decision) => {
      const resolved = allMatching(lines)
      if (resolved.kind !== 'hits') return resolved
      const sorted = resolved.lines.toSorted(
        (a, b) => rankOf(a.then, decision) - rankOf(b.then, decision),
      )
      return { kind: 'hits', lines: sorted }
    },
  },
}

function allMatching(lines: readonly MatchedLine[]): Resolution {
  return lines.some(isUnknown) ? { kind: 'unresolved' } : counted(matching(lines))
}

function matching(lines: readonly MatchedLine[]): readonly MatchedLine[] {
  return lines.filter((line) => line.result === true)
}

function isUnknown(line: MatchedLine): boolean {
  return line.result === 'unknown'
}

function counted(hits: readonly MatchedLine[]): Resolution {
  return hits.length === 0 ? { kind: 'otherwise' } : { kind: 'hits', lines: hits }
}

/** Equal in all that follows; the wording of the reason does not count. Pure. */
export function sameConsequence(a: Consequence, b: Otherwise | undefined): boolean {
  return (
    b !== undefined &&
    a.outcome === b.outcome &&
    jsonEqual(a.outputs ?? {}, b.outputs ?? {}) &&
    jsonEqual(a.effects ?? [], b.effects ?? [])
  )
}

/** Lower ranks win: by the written order of the first output's values, else strictest outcome first. Pure. */
export function rankOf(then: Consequence, decision: Decision): number {
  const column = decision.outputs?.[0]
  const output = column === undefined ? undefined : then.outputs?.[column.id]
  if (column?.order !== undefined && output !== undefined) {
    const rank = column.order.findIndex((value) => jsonEqual(value, output))
    return rank === -1 ? column.order.length : rank
  }
  const rank = authoredOutcomes.indexOf(then.outcome ?? 'allow')
  return rank
}
