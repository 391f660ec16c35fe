import type { Condition } from '../../model/condition.ts'
import type { CellTest, Decision, TableDecision, TableRow } from '../../model/decision.ts'
import { sameConsequence } from '../../decisions/hit-policy.ts'
import type { RulesetIndex } from '../../model/ruleset-index.ts'
import type { CompiledDecision } from './compile-decision.ts'
import { type DecisionEdit, exceptWhere } from '../../model/decision-edit.ts'
import type { Clock, Node } from './node.ts'
import type { Gap } from './prove-day.ts'
import { testsOf } from './region-tests.ts'
import { type Goal, solve } from './solve.ts'
import { type Region, withBits, within } from './space.ts'
import { isInForce, type Line, linesOf } from '../../model/decision-lines.ts'

/** A decision on one of the days that matter. */
export interface Day {
  readonly asOf: string
  readonly compiled: CompiledDecision
}

/** What an edit is made of: the decision, what it names, and the days it has to hold on. */
export interface EditScope {
  readonly decision: Decision
  readonly index: RulesetIndex
  readonly days: readonly Day[]
  readonly clock: Clock
}

const editLimit = 300_000
/** So many tests a cell has at most. */
const cellLimit = 20

/** The line that speaks of a gap, without saying what: that is for the author. Nothing where one line cannot say it. Pure. */
export function lineForGap(scope: EditScope, day: Day, { grown }: Gap): DecisionEdit | undefined {
  const { decision, index } = scope
  const { space } = day.compiled
  const when: Record<string, CellTest[]> = {}
  const conditions: Condition[] = []
  for (const id of space.byFact.keys()) {
    const fact = index.facts.get(id)
    const tests = fact === undefined ? undefined : testsOf(space, grown, fact)
    if (tests === undefined || tests.length > cellLimit) return undefined
    if (tests.length === 0) continue
    if (decision.kind === 'rules') {
      conditions.push(...tests.map((test) => ({ fact: id, ...test })))
      continue
    }
    const column = decision.inputs.find((input) => input.fact === id)
    if (column === undefined) return undefined
    when[column.id] = [...tests]
  }
  const line = {
    id: freshId(decision),
    cites: [],
    ...datesOf(scope, day),
    then: { reason: { zh: '（待填写）', en: '(to be written)' } },
  }
  if (decision.kind === 'table') return { kind: 'addLine', line: { ...line, when } }
  const [only] = conditions
  if (only === undefined) return undefined
  const all = conditions.length === 1 ? only : { all: conditions }
  return { kind: 'addLine', line: { ...line, conditions: all } }
}

/** What holds on one day only may be otherwise on the next: a line that mends it holds as long as the day's rules do. */
function datesOf({ days }: EditScope, day: Day): { from?: string; to?: string } {
  const at = days.indexOf(day)
  const next = days[at + 1]
  return {
    ...(at > 0 ? { from: day.asOf } : {}),
    ...(next === undefined ? {} : { to: dayBefore(next.asOf) }),
  }
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

function freshId(decision: Decision): string {
  const known = new Set(linesOf(decision).map(({ id }) => id))
  let at = 1
  while (known.has(`case-${at}`)) at += 1
  return `case-${at}`
}

/** Either of two lines left out, where the other says the same of all its cases. Pure. */
export function removals(
  scope: EditScope,
  [one, two]: readonly [string, string],
): readonly DecisionEdit[] {
  const lines = linesOf(scope.decision)
  const [first, second] = [one, two].map((id) => lines.find((line) => line.id === id))
  if (first === undefined || second === undefined || !sameConsequence(first.then, second.then))
    return []
  // Of two that match alike, the later one is too many.
  const [later] = [
    [two, one],
    [one, two],
  ].filter(([id = '', other = '']) => isInside(scope, id, other))
  return later?.[0] === undefined ? [] : [{ kind: 'removeLine', line: later[0] }]
}

/** Whether on every day all cases of a line are cases of another. */
function isInside(scope: EditScope, id: string, other: string): boolean {
  return scope.days.every((day) => {
    const [own, others] = [id, other].map((each) =>
      day.compiled.lines.find((line) => line.id === each),
    )
    if (own === undefined) return true
    return (
      others !== undefined &&
      isEmpty(scope, day, [holds(own.node), { node: others.node, holds: false }])
    )
  })
}

/** Each of two lines narrowed by the other, where that takes from it just what both would decide. Pure. */
export function narrowings(
  scope: EditScope,
  day: Day,
  [one, two]: readonly [string, string],
): readonly DecisionEdit[] {
  return [...narrowing(scope, day, one, two), ...narrowing(scope, day, two, one)]
}

function narrowing(scope: EditScope, day: Day, id: string, from: string): readonly DecisionEdit[] {
  const lines = linesOf(scope.decision)
  const line = lines.find((other) => other.id === id)
  const other = lines.find((each) => each.id === from)
  if (line === undefined || other === undefined) return []
  const narrowed =
    'when' in line
      ? narrowedRow(scope, day, line, from)
      : 'conditions' in other
        ? { ...line, conditions: exceptWhere(line.conditions, other.conditions) }
        : undefined
  if (narrowed === undefined || !partsWell(scope, day, narrowed, from)) return []
  return [{ kind: 'narrowLine', line: narrowed, from }]
}

/** The row without what the other row has, where they differ in the values of one fact only. */
function narrowedRow(
  { decision, index }: EditScope,
  { compiled }: Day,
  row: TableRow,
  from: string,
): TableRow | undefined {
  if (decision.kind !== 'table') return undefined
  const { space, lines } = compiled
  const [own, other] = [row.id, from].map((id) =>
    boxOf(lines.find((line) => line.id === id)?.node, space.whole()),
  )
  if (own === undefined || other === undefined) return undefined
  const differing = space.variables.filter((variable) => !within(variable, own, other))
  const [variable] = differing
  if (variable === undefined || differing.length > 1) return undefined
  const { offset, words } = variable
  const left = own
    .slice(offset, offset + words)
    .map((bits, at) => bits & ~(other[offset + at] ?? 0))
  const fact = index.facts.get(variable.fact)
  const region = withBits(own, variable, left)
  const tests = fact === undefined ? undefined : testsOf(space, region, fact)
  if (tests === undefined || tests.length === 0 || tests.length > cellLimit) return undefined
  return { ...row, when: cellsWith(decision, row, variable.fact, tests) }
}

/** The cells of a row with other tests of one fact, all in its first column. */
function cellsWith(
  { inputs }: TableDecision,
  row: TableRow,
  fact: string,
  tests: readonly CellTest[],
): TableRow['when'] {
  const columns = inputs.filter((input) => input.fact === fact).map(({ id }) => id)
  const others = Object.entries(row.when).filter(([id]) => !columns.includes(id))
  return { ...Object.fromEntries(others), [columns[0] ?? '']: [...tests] }
}

/** The values a row takes of each variable; nothing where it says more than that. */
function boxOf(node: Node | undefined, whole: Region): Region | undefined {
  if (node?.kind !== 'all') return undefined
  const box = whole.slice()
  for (const part of node.parts) {
    const turned = part.kind === 'not'
    const atom = turned ? part.part : part
    const inner = atom.kind === 'any' && atom.parts.length === 1 ? atom.parts[0] : atom
    if (inner?.kind !== 'atom') return undefined
    const { variable, mask } = inner
    for (let at = 0; at < variable.words; at++) {
      const bits = mask[at] ?? 0
      const index = variable.offset + at
      box[index] = (box[index] ?? 0) & (turned ? ~bits : bits)
    }
  }
  return box
}

/** That on no day the two meet, that nobody is left without either, and that the line still has cases. */
function partsWell(scope: EditScope, on: Day, narrowed: Line, from: string): boolean {
  const old = linesOf(scope.decision).find(({ id }) => id === narrowed.id)
  if (old === undefined) return false
  return scope.days.every((day) => {
    const { asOf, compiled } = day
    if (!isInForce(narrowed, asOf)) return true
    const [before, after] = [old, narrowed].map((line) => compiled.compileLine(line))
    const other = compiled.lines.find(({ id }) => id === from)?.node
    if (before === undefined || after === undefined) return false
    const others = other === undefined ? [] : [{ node: other, holds: false }]
    return (
      (other === undefined || isEmpty(scope, day, [holds(after), holds(other)])) &&
      isEmpty(scope, day, [holds(before), { node: after, holds: false }, ...others]) &&
      (day !== on || !isEmpty(scope, day, [holds(after)]))
    )
  })
}

const holds = (node: Node): Goal => ({ node, holds: true })

/** True when it is proved that no case meets the goals. */
function isEmpty({ clock }: EditScope, { compiled }: Day, goals: readonly Goal[]): boolean {
  const base = [...compiled.constraints, compiled.applies].map(holds)
  const within = compiled.space.whole()
  const solution = solve([...base, ...goals], within, { clock, limit: editLimit })
  return solution.kind === 'none' && solution.waiting.size === 0
}

/**
 * Under `first`: the line moved up to where it counts, and every line that counted goes on counting. Nothing where that
 * cannot be.
 */
export function moveUp(
  scope: EditScope,
  counted: ReadonlySet<string>,
  line: string,
  by: readonly string[],
): readonly DecisionEdit[] {
  const lines = linesOf(scope.decision).map(({ id }) => id)
  const before = lines.find((id) => by.includes(id))
  if (before === undefined) return []
  const order = lines.filter((id) => id !== line)
  order.splice(order.indexOf(before), 0, line)
  const between = order.slice(order.indexOf(line), lines.indexOf(line) + 1)
  const counts = (id: string) =>
    scope.days.some((day) => {
      const node = (each: string) => day.compiled.lines.find((one) => one.id === each)?.node
      const own = node(id)
      if (own === undefined) return false
      const above = order.slice(0, order.indexOf(id)).flatMap((each) => node(each) ?? [])
      return !isEmpty(scope, day, [
        holds(own),
        ...above.map((one) => ({ node: one, holds: false })),
      ])
    })
  const works = between.every((id) => (id !== line && !counted.has(id)) || counts(id))
  return works ? [{ kind: 'moveLine', line, before }] : []
}
