import {
  type Bundle,
  createBundle,
  type Decision,
  type DecisionResult,
  evaluateDecision,
  type Facts,
  type Value,
} from '@jieli/engine'
import { isDeepStrictEqual } from 'node:util'

type Line =
  | (Decision & { kind: 'rules' })['rules'][number]
  | (Decision & { kind: 'table' })['rows'][number]

export const linesOf = (decision: Decision): readonly Line[] =>
  decision.kind === 'table' ? decision.rows : decision.rules

/** Every case that the values of each fact make up, for the facts a ruleset has. */
export function casesOf(bundle: Bundle): Facts[] {
  let cases: Facts[] = [{}]
  for (const fact of bundle.ruleset.facts) {
    const values = valuesOf(fact)
    cases = cases.flatMap((known) => values.map((value) => ({ ...known, [fact.id]: value })))
  }
  return cases
}

type Fact = Bundle['ruleset']['facts'][number]

function valuesOf({ type, values = [], minimum = 0, maximum = 0 }: Fact): Value[] {
  if (type === 'boolean') return [true, false]
  const codes = values.map(({ code }) => code)
  if (type === 'code') return codes
  if (type === 'integer')
    return Array.from({ length: maximum - minimum + 1 }, (_, at) => minimum + at)
  let lists: string[][] = [[]]
  for (const code of codes) lists = lists.flatMap((list) => [list, [...list, code]])
  return lists
}

const order = [
  'denyInstitutionalAction',
  'requireReview',
  'requireReason',
  'allowWithAdvice',
  'allow',
]

/**
 * What is wrong with the decision `sample`, as words: found by deciding every case there is with the evaluator, by the
 * definitions of the specification and nothing of the prover.
 */
export function bruteFindings(bundle: Bundle, cases: readonly Facts[], asOf: string): string[] {
  const decision = bundle.ruleset.decisions.find(({ id }) => id === 'sample') as Decision
  const { hitPolicy: policy } = decision
  const lines = linesOf(decision)
  const results = cases.map((facts) => evaluateDecision(bundle, 'sample', facts, asOf))
  const within = results.filter(({ trace }) => trace.applies === true)
  if (within.length === 0) return ['neverApplies']
  const found: string[] = []
  const name = (at: number) => lines[at]?.id ?? ''
  const matches = (result: DecisionResult, at: number) => result.trace.lines[at]?.result === true
  const same = (a: number, b: number) => sameThen(lines[a], lines[b])
  const rank = (at: number) => rankOf(decision, lines[at])
  const silent = within.filter((result) => lines.every((_, at) => !matches(result, at)))
  const tellsAll = ['collect', 'ruleOrder', 'outputOrder'].includes(policy)
  if (decision.otherwise !== undefined && silent.length === 0) found.push('otherwiseUnreached')
  if (decision.otherwise === undefined && silent.length > 0 && !tellsAll) found.push('gap')
  const counting = (result: DecisionResult, at: number) =>
    matches(result, at) &&
    (policy === 'first'
      ? lines.every((_, other) => other >= at || !matches(result, other))
      : policy !== 'priority' ||
        lines.every((_, other) => rank(other) >= rank(at) || !matches(result, other)))
  for (const [at] of lines.entries()) {
    for (let next = at + 1; next < lines.length; next++) {
      const both = within.filter((result) => matches(result, at) && matches(result, next))
      const counted = both.filter((result) => counting(result, at) && counting(result, next))
      if (policy === 'unique' && both.length > 0) found.push(`overlap ${name(at)} ${name(next)}`)
      if (policy === 'any' && both.length > 0 && !same(at, next))
        found.push(`conflict ${name(at)} ${name(next)}`)
      const isTie = rank(at) === rank(next) && orderDecides(lines[at], lines[next])
      if (policy === 'priority' && isTie && counted.length > 0)
        found.push(`tie ${name(at)} ${name(next)}`)
    }
    const own = within.filter((result) => matches(result, at))
    const counted = own.filter((result) => counting(result, at))
    if (own.length === 0) found.push(`impossible ${name(at)}`)
    else if (counted.length === 0) found.push(`unreached ${name(at)}`)
    else if (isRedundant(at, counted)) found.push(`redundant ${name(at)}`)
  }
  if (decision.kind === 'table')
    for (const { id } of decision.inputs)
      if (
        isIdle(
          bundle,
          decision,
          id,
          results.map((result, at) => ({ facts: cases[at] ?? {}, result })),
        )
      )
        found.push(`idleColumn ${id}`)
  return found.toSorted()

  function isRedundant(at: number, counted: readonly DecisionResult[]): boolean {
    const covers = (other: number, some: readonly DecisionResult[]) =>
      some.every((result) => matches(result, other))
    if (policy === 'first') {
      for (let next = at + 1; next < lines.length; next++) {
        if (!counted.some((result) => matches(result, next))) continue
        if (!same(at, next)) return false
        if (covers(next, counted)) return true
      }
      return false
    }
    if (policy !== 'any' && policy !== 'priority') return false
    return lines.some((_, other) => {
      if (other === at || !same(at, other) || !covers(other, counted)) return false
      const theirs = within.filter((result) => counting(result, other))
      return other < at || !covers(at, theirs)
    })
  }
}

const toldOf = (line: Line | undefined) => [
  line?.then.outcome,
  line?.then.outputs ?? {},
  line?.then.effects ?? [],
]
const sameThen = (a: Line | undefined, b: Line | undefined) =>
  isDeepStrictEqual(toldOf(a), toldOf(b))

function orderDecides(a: Line | undefined, b: Line | undefined): boolean {
  const [first, second] = [toldOf(a), toldOf(b)]
  if (!isDeepStrictEqual(first.slice(0, 2), second.slice(0, 2))) return true
  return (a?.then.effects ?? []).some((one) =>
    (b?.then.effects ?? []).some(
      (two) =>
        one.type === 'set' &&
        two.type === 'set' &&
        one.fact === two.fact &&
        !isDeepStrictEqual(one.value, two.value),
    ),
  )
}

function rankOf(decision: Decision, line: Line | undefined): number {
  const column = decision.outputs?.[0]
  const value = column === undefined ? undefined : line?.then.outputs?.[column.id]
  if (column?.order !== undefined && value !== undefined) {
    const at = column.order.findIndex((other) => isDeepStrictEqual(other, value))
    return at === -1 ? column.order.length : at
  }
  return order.indexOf(line?.then.outcome ?? 'allow')
}

function isIdle(
  bundle: Bundle,
  table: Decision & { kind: 'table' },
  column: string,
  decided: readonly { readonly facts: Facts; readonly result: DecisionResult }[],
): boolean {
  const rows = table.rows.map((row) => ({
    ...row,
    when: Object.fromEntries(Object.entries(row.when).filter(([id]) => id !== column)),
  }))
  const cleared = withDecision(bundle, { ...table, rows })
  return decided.every(({ facts, result: before }) => {
    const after = evaluateDecision(cleared, 'sample', facts, before.asOf)
    return isDeepStrictEqual(answerOf(table, before), answerOf(table, after))
  })
}

function answerOf({ hitPolicy }: Decision, result: DecisionResult | undefined): unknown {
  const severalTold = ['collect', 'ruleOrder', 'outputOrder'].includes(hitPolicy)
  const isConflict = result?.outcome === 'requireReview' && result.reasons[0]?.rule === ''
  return [
    result?.outcome,
    result?.outputs,
    result?.effects,
    isConflict,
    severalTold ? result?.collected : [],
  ]
}

/** The bundle with another decision in the place of the one of its id. */
export function withDecision({ ruleset }: Bundle, decision: Decision): Bundle {
  const decisions = ruleset.decisions.map((other) => (other.id === decision.id ? decision : other))
  return createBundle({ ...ruleset, decisions }, {})
}
