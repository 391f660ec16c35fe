import { effortLimit } from '../decisions/evaluate-condition.ts'
import type { Condition } from '../model/condition.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { depthLimit } from '../model/json.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { findCycles } from '../model/find-cycles.ts'

/** References among conditions and decisions that go round in a circle, too deep, or too wide to work out. Pure. */
export function checkTangles(ruleset: Ruleset): readonly Issue[] {
  const parts = new Map<string, readonly Condition[]>()
  for (const { id, condition } of ruleset.conditions) parts.set(`conditions/${id}`, [condition])
  for (const decision of ruleset.decisions) {
    const rules = decision.kind === 'rules' ? decision.rules : []
    parts.set(`decisions/${decision.id}`, [
      ...(decision.appliesWhen === undefined ? [] : [decision.appliesWhen]),
      ...rules.map((rule) => rule.conditions),
    ])
  }
  const edges = new Map(
    [...parts].map(([node, list]) => [
      node,
      list
        .flatMap((condition) => conditionReferences(condition, ''))
        .filter((named) => named.list === 'conditions' || named.list === 'decisions')
        .map((named) => `${named.list}/${named.id}`),
    ]),
  )
  const cycles = findCycles(edges)
  if (cycles.length > 0)
    return cycles.map((cycle) =>
      createIssue('REFERENCE_CYCLE', `/${cycle[0]}`, {
        cycle: [...cycle, cycle[0]].map((name) => name?.split('/')[1]).join(' → '),
      }),
    )
  return checkSpread(parts, edges)
}

/** Tells of the innermost offenders only: those around them are too much because of them. */
function checkSpread(
  parts: ReadonlyMap<string, readonly Condition[]>,
  edges: ReadonlyMap<string, readonly string[]>,
): readonly Issue[] {
  const depth = new Map<string, number>()
  const size = new Map<string, number>()
  const issues: Issue[] = []
  for (const node of innermostFirst(edges)) {
    const inner = (edges.get(node) ?? []).filter((name) => edges.has(name))
    const deep = 1 + inner.reduce((most, name) => Math.max(most, depth.get(name) ?? 0), 0)
    const own = (parts.get(node) ?? []).reduce((sum, condition) => sum + count(condition), 0)
    // A decision is worked out once however often it is asked.
    const wide = inner
      .filter((name) => name.startsWith('conditions/'))
      .reduce((sum, name) => sum + (size.get(name) ?? 0), own)
    if (deep === depthLimit + 1)
      issues.push(createIssue('TOO_DEEP', `/${node}`, { limit: depthLimit }))
    if (wide > effortLimit && inner.every((name) => (size.get(name) ?? 0) <= effortLimit))
      issues.push(createIssue('CONDITION_TOO_LARGE', `/${node}`, { limit: effortLimit }))
    depth.set(node, deep)
    size.set(node, wide)
  }
  return issues
}

/** The nodes of a graph without circles, each after all it leads to. */
function innermostFirst(edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order: string[] = []
  const seen = new Set<string>()
  for (const start of edges.keys()) {
    const pending: { node: string; left: boolean }[] = [{ node: start, left: false }]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next.left) order.push(next.node)
      else if (!seen.has(next.node)) {
        seen.add(next.node)
        pending.push({ node: next.node, left: true })
        for (const inner of edges.get(next.node) ?? []) pending.push({ node: inner, left: false })
      }
    }
  }
  return order
}

function count(condition: Condition): number {
  if ('all' in condition) return condition.all.reduce((sum, child) => sum + count(child), 1)
  if ('any' in condition) return condition.any.reduce((sum, child) => sum + count(child), 1)
  return 'not' in condition ? 1 + count(condition.not) : 1
}
