import { aggregate } from '../../decisions/aggregate.ts'
import { hitPolicyModules, type MatchedLine, type Resolution } from '../../decisions/hit-policy.ts'
import { outcomeOf } from '../../decisions/outcome-of.ts'
import type { Truth } from '../../decisions/truth.ts'
import type { Decision, TableDecision } from '../../model/decision.ts'
import { jsonEqual } from '../../model/json.ts'
import type { CompiledDecision } from './compile-decision.ts'
import { without } from '../../model/decision-edit.ts'
import { type AskedLine, type Clock, truthOf } from './node.ts'
import { type Difference, type Goal, solve } from './solve.ts'
import type { Region } from './space.ts'

/** How much may be looked at for one column. Past it nothing is said of it. */
const columnLimit = 400_000

/**
 * The columns whose cells could be cleared without changing any answer on a day, as far as that could be decided. Pure.
 */
export function idleColumns(
  table: TableDecision,
  columns: readonly string[],
  compiled: CompiledDecision,
  clock: Clock,
): ReadonlySet<string> {
  return new Set(columns.filter((column) => isIdle(column, table, compiled, clock)))
}

function isIdle(
  column: string,
  table: TableDecision,
  compiled: CompiledDecision,
  clock: Clock,
): boolean {
  const rows = new Map(table.rows.map((row) => [row.id, row]))
  const cleared = compiled.lines.map((line): AskedLine => {
    const row = rows.get(line.id)
    if (row === undefined || row.when[column] === undefined) return line
    const node = compiled.compileLine({ ...row, when: without(row.when, column) })
    return { ...line, node }
  })
  const base: Goal[] = [...compiled.constraints, compiled.applies].map((node) => ({
    node,
    holds: true,
  }))
  const differs: Difference = {
    truth: (region) => {
      const [before, after] = [compiled.lines, cleared].map((lines) =>
        answerOf(table, lines, region, clock),
      )
      if (before === undefined || after === undefined) return 'unknown'
      return !jsonEqual(before, after)
    },
    nodes: [...compiled.lines, ...cleared].map(({ node }) => node),
  }
  const whole = compiled.space.whole()
  const end = clock.work + columnLimit
  for (const [at, line] of cleared.entries()) {
    const before = compiled.lines[at]
    if (before === undefined || before === line) continue
    // Only where a row would match that did not can anything be answered otherwise.
    const goals: Goal[] = [
      ...base,
      { node: line.node, holds: true },
      { node: before.node, holds: false },
    ]
    const limit = Math.max(0, end - clock.work)
    const solution = solve(goals, whole, { clock, limit, difference: differs })
    if (solution.kind !== 'none' || solution.waiting.size > 0) return false
  }
  return true
}

/** What is answered in a region: nothing while its cases differ. */
function answerOf(
  decision: Decision,
  lines: readonly AskedLine[],
  region: Region,
  clock: Clock,
): unknown {
  const matched = lines.map(({ id, then, node }): MatchedLine & { result: Truth } => ({
    id,
    then,
    result: truthOf(node, region, clock),
  }))
  const resolution = hitPolicyModules[decision.hitPolicy].resolve(matched, decision)
  return resolution.kind === 'unresolved' ? undefined : describedBy(decision, resolution)
}

function describedBy(decision: Decision, resolution: Resolution): unknown {
  const outcome = outcomeOf(decision, resolution)
  if (resolution.kind === 'otherwise') {
    const then = decision.otherwise
    return [outcome, then?.outputs ?? {}, then?.effects ?? [], []]
  }
  if (resolution.kind !== 'hits') return [resolution.kind]
  const { lines } = resolution
  const effects = lines.flatMap(({ then }) => then.effects ?? [])
  const collected = lines.map(({ then }) => then.outputs ?? {})
  const { tellsAll, repeatedBy } = hitPolicyModules[decision.hitPolicy]
  return [
    outcome,
    aggregate(decision, lines) ?? null,
    // Where the hit policy gives one answer, an effect several lines ask for happens once.
    repeatedBy === 'another' ? unlike(effects) : effects,
    tellsAll === true ? collected : [],
  ]
}

function unlike<T>(items: readonly T[]): readonly T[] {
  return items.filter((item, at) => items.findIndex((other) => jsonEqual(item, other)) === at)
}
