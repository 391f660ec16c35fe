import {
  type CellTest,
  type Decision,
  type Finding,
  indexRuleset,
  proveDecision,
  type Ruleset,
  rulesetSchema,
  type TableDecision,
  type TableRow,
} from '@jieli/engine'
import { seededRandom } from '@jieli/engine/agreement'
import { listRulesetFolders, loadRuleset } from '@jieli/server/rulesets'
import { median, percentile } from './measure.ts'

/** Proving tables while somebody types: the largest shipped ruleset, and tables of up to 500 rows and 12 columns. */
export async function benchTables(): Promise<void> {
  const largest = await largestRuleset()
  benchKeystrokes(largest)
  for (const [shape, make] of shapes) {
    console.log(`\nProving a table of 12 columns, ${shape}`)
    for (const count of [50, 100, 200, 500]) {
      const ruleset = withTable(largest, make(count))
      const decision = ruleset.decisions[0]
      if (decision === undefined) continue
      const [taken, found] = timed(() => proveDecision(ruleset, decision))
      const line = `${count} rows`.padEnd(20) + `${taken.toFixed(0)} ms`.padStart(12)
      console.log(`  ${line}   ${told(found)}`)
    }
  }
}

function timed<T>(work: () => T): readonly [milliseconds: number, result: T] {
  work()
  const times: number[] = []
  let result = work()
  for (let round = 0; round < 3; round++) {
    const started = performance.now()
    result = work()
    times.push(performance.now() - started)
  }
  return [median(times), result]
}

function told(findings: readonly Finding[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing found'
}

/** The shipped ruleset with most lines in its decisions. */
async function largestRuleset(): Promise<Ruleset> {
  let largest: Ruleset | undefined
  const size = (ruleset: Ruleset | undefined) =>
    (ruleset?.decisions ?? []).reduce((sum, decision) => sum + linesOf(decision).length, 0)
  for (const id of await listRulesetFolders()) {
    const { ruleset } = (await loadRuleset(id)).resolved
    if (ruleset !== undefined && size(ruleset) > size(largest)) largest = ruleset
  }
  if (largest === undefined) throw new Error('No shipped ruleset resolves.')
  return largest
}

function linesOf(decision: Decision): readonly { readonly id: string }[] {
  return decision.kind === 'table' ? decision.rows : decision.rules
}

/** Each cell of each table cleared in turn: the table is proved again, and all that is decided by it. */
function benchKeystrokes(ruleset: Ruleset): void {
  const times: number[] = []
  const alone: number[] = []
  for (const table of ruleset.decisions) {
    if (table.kind !== 'table') continue
    for (const row of table.rows)
      for (const column of Object.keys(row.when)) {
        const { [column]: _, ...when } = row.when
        const rows = table.rows.map((other) => (other === row ? { ...row, when } : other))
        const edited = withDecision(ruleset, { ...table, rows })
        const started = performance.now()
        for (const decision of edited.decisions) {
          const begun = performance.now()
          if (decision.id === table.id || rests(edited, decision.id, table.id))
            proveDecision(edited, decision)
          if (decision.id === table.id) alone.push(performance.now() - begun)
        }
        times.push(performance.now() - started)
      }
  }
  const line = (figures: readonly number[]) =>
    `p50 ${median(figures).toFixed(1)} ms, p95 ${percentile(figures, 0.95).toFixed(1)} ms`
  console.log(`\nProving ${ruleset.manifest.id} at each of ${times.length} edits of a cell`)
  console.log(`  ${'the table alone'.padEnd(40)} ${line(alone)}`)
  console.log(`  ${'with all decisions that ask it'.padEnd(40)} ${line(times)}`)
}

/** Whether a decision asks another, itself or through others. */
function rests(ruleset: Ruleset, id: string, on: string): boolean {
  const index = indexRuleset(ruleset)
  const decision = index.decisions.get(id)
  const asked = [...JSON.stringify(decision ?? {}).matchAll(/"(decision|condition)":"([^"]+)"/g)]
  return asked.some(([, list, name = '']) => {
    if (list === 'decision') return name === on || rests(ruleset, name, on)
    return JSON.stringify(index.conditions.get(name) ?? {}).includes(`"decision":"${on}"`)
  })
}

function withDecision(ruleset: Ruleset, decision: Decision): Ruleset {
  const decisions = ruleset.decisions.map((other) => (other.id === decision.id ? decision : other))
  return { ...ruleset, decisions }
}

const text = (word: string) => ({ zh: word, en: word })
const kinds = ['integer', 'money', 'code', 'boolean'] as const
const facts = Array.from({ length: 12 }, (_, at) => {
  const type = kinds[at % kinds.length] ?? 'boolean'
  const values = ['a', 'b', 'c', 'd'].map((code) => ({ code, title: text(code) }))
  return { id: `f${at}`, type, title: text(`f${at}`), ...(type === 'code' ? { values } : {}) }
})

function withTable(ruleset: Ruleset, table: TableDecision): Ruleset {
  const parsed = rulesetSchema.parse({ ...ruleset, facts, decisions: [table], conditions: [] })
  return { ...parsed, parameters: [] }
}

type When = TableRow['when']

const shapes: readonly (readonly [string, (count: number) => TableDecision])[] = [
  ['every case in one row', (count) => table('unique', partitioned(count))],
  ['one row short', (count) => table('unique', partitioned(count).slice(1))],
  ['rows that overlap at random', (count) => table('priority', random(count, 6))],
  ['few cells in each row', (count) => table('first', random(count, 3))],
]

function table(hitPolicy: TableDecision['hitPolicy'], rows: readonly When[]): TableDecision {
  const outcomes = ['allow', 'requireReview', 'requireReason'] as const
  return {
    kind: 'table',
    id: 'sample',
    title: text('sample'),
    hitPolicy,
    inputs: facts.map(({ id }) => ({ id, fact: id })),
    outputs: [{ id: 'points', type: 'integer', title: text('points') }],
    rows: rows.map((when, at) => ({
      id: `r${at}`,
      cites: ['plan#1'],
      when,
      then: { outcome: outcomes[at % 3] ?? 'allow', reason: text('x'), outputs: { points: at } },
    })),
  }
}

/** All cases parted again and again, until there are so many parts. */
function partitioned(count: number): readonly When[] {
  const draw = seededRandom(count)
  let parts: { when: When; used: ReadonlyMap<string, number> }[] = [{ when: {}, used: new Map() }]
  while (parts.length < count) {
    const [part, ...rest] = parts
    if (part === undefined) break
    const open = facts.filter(
      ({ id, type }) => (part.used.get(id) ?? 0) < (type === 'boolean' ? 1 : 3),
    )
    const fact = open[Math.floor(draw() * open.length)]
    if (fact === undefined) parts = rest
    else {
      const depth = part.used.get(fact.id) ?? 0
      const used = new Map(part.used).set(fact.id, depth + 1)
      const halves = cut(fact.type, depth).map((test) => ({
        when: { ...part.when, [fact.id]: [...(part.when[fact.id] ?? []), test] },
        used,
      }))
      // What was cut off below is not cut again.
      const [low, high] = halves
      if (low !== undefined) low.used = new Map(used).set(fact.id, 3)
      parts = [...rest, ...[low, high].flatMap((half) => half ?? [])]
    }
  }
  return parts.map(({ when }) => when)
}

function cut(type: (typeof kinds)[number], depth: number): readonly CellTest[] {
  if (type === 'boolean') return [true, false].map((value) => ({ operator: 'equal', value }))
  if (type === 'code') {
    const value = ['a', 'b', 'c'].slice(0, depth + 1)
    return [
      { operator: 'in', value },
      { operator: 'notIn', value },
    ]
  }
  const value = (depth + 1) * 1000
  return [
    { operator: 'lessThan', value },
    { operator: 'greaterThanInclusive', value },
  ]
}

function random(count: number, cells: number): readonly When[] {
  const draw = seededRandom(count + cells)
  return Array.from({ length: count }, () => {
    const when: When = {}
    for (let at = 0; at < cells; at++) {
      const fact = facts[Math.floor(draw() * facts.length)]
      const tests = fact === undefined ? [] : cut(fact.type, Math.floor(draw() * 3))
      const test = tests[draw() < 0.5 ? 0 : 1]
      if (fact !== undefined && test !== undefined) when[fact.id] = [test]
    }
    return when
  })
}
