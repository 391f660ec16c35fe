import type { Consequence, Decision } from '../model/decision.ts'
import { jsonEqual } from '../model/json.ts'
import { authoredOutcomes } from '../model/outcome.ts'
import type { Truth } from './truth.ts'

/** A line of a decision with whether it matches. */
export interface MatchedLine {
  readonly id: string
  readonly result: Truth
  readonly then: Consequence
}

/** Which lines count; `unsettled` while an unknown fact could change the answer. */
export type Settled =
  | { readonly kind: 'hits'; readonly lines: readonly MatchedLine[] }
  | { readonly kind: 'otherwise' }
  | { readonly kind: 'conflict'; readonly lines: readonly MatchedLine[] }
  | { readonly kind: 'unsettled' }

type Policy = (lines: readonly MatchedLine[], decision: Decision) => Settled

/**
 * DMN's hit policies over three-valued matches. A policy settles only when every way the unknown facts
 * could turn out gives the same answer.
 */
export const hitPolicies: Readonly<Record<Decision['hitPolicy'], Policy>> = {
  unique: (lines) => {
    const hits = matching(lines)
    if (hits.length > 1) return { kind: 'conflict', lines: hits }
    if (lines.some(isUnknown)) return { kind: 'unsettled' }
    return counted(hits)
  },

  any: (lines, decision) => {
    const hits = matching(lines)
    const first = hits[0]
    if (first !== undefined && hits.some((line) => !sameConsequence(line.then, first.then)))
      return { kind: 'conflict', lines: hits }
    const expected = first?.then ?? decision.otherwise
    return lines.some((line) => isUnknown(line) && !sameConsequence(line.then, expected))
      ? { kind: 'unsettled' }
      : counted(hits)
  },

  first: (lines, decision) => {
    const end = lines.findIndex((line) => line.result === true)
    const hit = lines[end]
    const expected = hit?.then ?? decision.otherwise
    const before = hit === undefined ? lines : lines.slice(0, end)
    return before.some((line) => isUnknown(line) && !sameConsequence(line.then, expected))
      ? { kind: 'unsettled' }
      : counted(hit === undefined ? [] : [hit])
  },

  priority: (lines, decision) => {
    const rank = (line: MatchedLine) => rankOf(line.then, decision)
    const hits = matching(lines)
    const unknown = lines.filter(isUnknown)
    if (hits.length === 0)
      return unknown.some((line) => !sameConsequence(line.then, decision.otherwise))
        ? { kind: 'unsettled' }
        : { kind: 'otherwise' }
    const best = Math.min(...hits.map(rank))
    const winners = hits.filter((line) => rank(line) === best)
    const matters = (line: MatchedLine) =>
      rank(line) < best || (rank(line) === best && !sameConsequence(line.then, winners[0]?.then))
    return unknown.some(matters) ? { kind: 'unsettled' } : { kind: 'hits', lines: winners }
  },

  collect: allMatching,
  ruleOrder: allMatching,

  outputOrder: (lines, decision) => {
    const settled = allMatching(lines)
    if (settled.kind !== 'hits') return settled
    const sorted = settled.lines.toSorted(
      (a, b) => rankOf(a.then, decision) - rankOf(b.then, decision),
    )
    return { kind: 'hits', lines: sorted }
  },
}

function allMatching(lines: readonly MatchedLine[]): Settled {
  return lines.some(isUnknown) ? { kind: 'unsettled' } : counted(matching(lines))
}

function matching(lines: readonly MatchedLine[]): readonly MatchedLine[] {
  return lines.filter((line) => line.result === true)
}

function isUnknown(line: MatchedLine): boolean {
  return line.result === 'unknown'
}

function counted(hits: readonly MatchedLine[]): Settled {
  return hits.length === 0 ? { kind: 'otherwise' } : { kind: 'hits', lines: hits }
}

/** Equal in all that follows; the wording of the reason does not count. */
function sameConsequence(a: Consequence, b: Consequence | undefined): boolean {
  return (
    b !== undefined &&
    a.outcome === b.outcome &&
    jsonEqual(a.outputs ?? {}, b.outputs ?? {}) &&
    jsonEqual(a.effects ?? [], b.effects ?? [])
  )
}

/** Lower ranks win: by the written order of the first output's values, else strictest outcome first. */
function rankOf(then: Consequence, decision: Decision): number {
  const column = decision.outputs?.[0]
  const output = column === undefined ? undefined : then.outputs?.[column.id]
  if (column?.order !== undefined && output !== undefined) {
    const rank = column.order.findIndex((value) => jsonEqual(value, output))
    return rank === -1 ? column.order.length : rank
  }
  const rank = authoredOutcomes.indexOf(then.outcome ?? 'allow')
  return rank
}
