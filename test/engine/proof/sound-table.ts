import { type CellTest, type TableDecision } from '@jieli/engine'
import { cites, fact, text } from '../make-ruleset.ts'

type Random = () => number
type When = Record<string, CellTest[]>

/** A fact, and a way to part its values in two by a test and its opposite, further each time. */
interface Subject {
  readonly fact: ReturnType<typeof fact>
  readonly cuts: readonly (readonly [CellTest, CellTest])[]
}

const codes = (...list: string[]) => list.map((code) => ({ code, title: text(code) }))
const below = (value: CellTest['value']): [CellTest, CellTest] => [
  { operator: 'lessThan', value },
  { operator: 'greaterThanInclusive', value },
]
const upTo = (value: CellTest['value']): [CellTest, CellTest] => [
  { operator: 'lessThanInclusive', value },
  { operator: 'greaterThan', value },
]
const among = (...list: string[]): [CellTest, CellTest] => [
  { operator: 'in', value: list },
  { operator: 'notIn', value: list },
]
const has = (code: string): [CellTest, CellTest] => [
  { operator: 'contains', value: code },
  { operator: 'doesNotContain', value: code },
]
const ratio = (numerator: number) => ({ numerator, denominator: 100 })

/** A fact of every type, with the places at which it can be cut, in order where it has one. */
export const subjects: readonly Subject[] = [
  {
    fact: fact('yes', 'boolean'),
    cuts: [
      [
        { operator: 'equal', value: true },
        { operator: 'equal', value: false },
      ],
    ],
  },
  {
    fact: fact('age', 'integer', { minimum: 0, maximum: 150 }),
    cuts: [below(18), upTo(64), below(80)],
  },
  { fact: fact('fee', 'money'), cuts: [upTo(0), below(100_000), below(100_001)] },
  {
    fact: fact('share', 'ratio', { minimum: 0, maximum: 1 }),
    cuts: [below(ratio(15)), upTo(ratio(70)), below(ratio(93))],
  },
  { fact: fact('heat', 'decimal'), cuts: [upTo('36.5'), below('37.3'), below('38.55')] },
  {
    fact: fact('day', 'date'),
    cuts: [below('2025-01-01'), upTo('2025-12-31'), below('2026-03-01')],
  },
  {
    fact: fact('seen', 'dateTime'),
    cuts: [below('2025-01-01T08:00:00+08:00'), upTo('2025-06-01T00:00:00Z')],
  },
  { fact: fact('wait', 'duration'), cuts: [upTo('PT24H'), below('P15D'), below('P40D')] },
  {
    fact: fact('kind', 'code', { values: codes('a', 'b', 'c', 'd') }),
    cuts: [among('a'), among('a', 'b'), among('a', 'b', 'c')],
  },
  {
    fact: fact('icd', 'code'),
    cuts: [among('I63.9'), among('I63.9', 'I21.0'), among('I63.9', 'I21.0', 'J18.9')],
  },
  {
    fact: fact('note', 'text'),
    cuts: [
      [
        { operator: 'equal', value: 'x' },
        { operator: 'notEqual', value: 'x' },
      ],
    ],
  },
  {
    fact: fact('list', 'codeList'),
    cuts: [
      has('p'),
      [
        { operator: 'countAtLeast', value: 1 },
        { operator: 'containsNone', value: ['p'] },
      ],
    ],
  },
]

export const seeded = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const outcomes = ['allow', 'allowWithAdvice', 'requireReason', 'requireReview'] as const

/**
 * A table in which every case is spoken of by just one row: the cases are parted again and again, each part a row that
 * says something of its own, and every column is tested.
 */
export function soundTable(
  random: Random,
  hitPolicy: TableDecision['hitPolicy'] = 'unique',
): TableDecision {
  const chosen = subjects.filter(() => random() < 0.4).slice(0, 4)
  const used = chosen.length === 0 ? subjects.slice(1, 2) : chosen
  const rows: When[] = []
  const split = (
    when: When,
    cuts: readonly (readonly [Subject, number, number])[],
    depth: number,
  ): void => {
    const open = cuts.filter(([, from, to]) => from < to)
    const [subject, from, to] = open[Math.floor(random() * open.length)] ?? []
    if (subject === undefined || from === undefined || to === undefined || depth === 0) {
      rows.push(when)
      return
    }
    const at = from + Math.floor(random() * (to - from))
    const [low, high] = subject.cuts[at] ?? []
    const id = subject.fact.id
    for (const [side, test] of [low, high].entries()) {
      const rest = cuts.map((cut): readonly [Subject, number, number] =>
        cut[0] !== subject ? cut : side === 0 ? [subject, from, at] : [subject, at + 1, to],
      )
      if (test !== undefined) split({ ...when, [id]: [...(when[id] ?? []), test] }, rest, depth - 1)
    }
  }
  // A list is only asked for one code: what it has besides is looked at elsewhere.
  split(
    {},
    used.map((subject) => [subject, 0, subject.fact.id === 'list' ? 1 : subject.cuts.length]),
    5,
  )
  const columns = used.filter((subject) => rows.some((when) => when[subject.fact.id] !== undefined))
  return {
    kind: 'table',
    id: 'sample',
    title: text('table'),
    cites,
    hitPolicy,
    inputs: columns.map(({ fact: { id } }) => ({ id, fact: id })),
    outputs: [{ id: 'points', type: 'integer', title: text('points') }],
    rows: rows.map((when, at) => ({
      id: `r${at}`,
      cites,
      when,
      then: {
        outcome: hitPolicy === 'priority' ? 'allow' : (outcomes[at % outcomes.length] ?? 'allow'),
        reason: text(`r${at}`),
        outputs: { points: at },
      },
    })),
  }
}
