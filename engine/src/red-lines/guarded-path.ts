import { initialLeaf } from '../model/chart-edges.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Guard, Pathway } from '../model/pathway.ts'
import { pathwayRoot, statesOf, targetPath, transitionsOf } from '../model/state-nodes.ts'
import { checkGuardKept } from './check-guard-kept.ts'
import { aroundState, pathwayOf, titleAt } from './around-state.ts'
import { covers, fewer } from './covers.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'guardedPath'>['check'] = (context, check) => {
  const pathway = pathwayOf(context.ruleset, check.pathway)
  if (pathway === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/pathways', { item: check.pathway })]
  const nodes = statesOf(pathway)
  const allowed = opensOf(pathwayOf(context.parent, check.pathway))
  const key = (path: readonly string[]) => path.join('.')
  const reached = new Map<string, string | undefined>([[check.from, undefined]])
  const pending = [check.from]
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const path = at.split('.')
    for (const { path: from, state } of aroundState(pathway, nodes, path))
      for (const { cause, name, transition } of transitionsOf(state)) {
        if (transition.target === undefined) continue
        if (guards(transition.guard, check.decisions, allowed)) continue
        if (cause === 'event' && check.events.includes(name)) continue
        const target = targetPath(pathway, from, transition.target)
        if (target === undefined) continue
        const leaf = key(initialLeaf(pathway, target))
        if (reached.has(leaf)) continue
        reached.set(leaf, transition.meta.id)
        pending.push(leaf)
      }
  }
  const loosened = check.decisions.flatMap((decision) =>
    checkGuardKept(context, { decision, opens: allowed?.get(decision) ?? [], mayNot: 'loosen' }),
  )
  const crossed = [...reached].flatMap(([leaf, by]) => {
    const within = check.to.some((state) => leaf === state || leaf.startsWith(`${state}.`))
    if (!within || by === undefined) return []
    return [
      redLineIssue(context, 'RED_LINE_UNGUARDED', `/pathways/${pathway.id}/transitions/${by}`, {
        state: titleAt(pathway, leaf),
        transition: by,
      }),
    ]
  })
  return [...crossed, ...loosened]
}

/** The outcomes each decision's guards open on, by decision. */
function opensOf(
  pathway: Pathway | undefined,
): ReadonlyMap<string, readonly Outcome[]> | undefined {
  if (pathway === undefined) return undefined
  const found = new Map<string, readonly Outcome[]>()
  for (const { state } of [pathwayRoot(pathway), ...statesOf(pathway)])
    for (const { transition } of transitionsOf(state)) {
      const params = transition.guard?.params
      if (params === undefined) continue
      found.set(params.decision, [...(found.get(params.decision) ?? []), ...params.opens])
    }
  return found
}

/** True when a guard of these decisions keeps out what it should: a denial, and whatever the parent's guards keep out. */
function guards(
  guard: Guard | undefined,
  decisions: readonly string[],
  allowed: ReadonlyMap<string, readonly Outcome[]> | undefined,
): boolean {
  if (guard === undefined) return false
  const { decision, opens } = guard.params
  if (!decisions.includes(decision) || opens.includes('denyInstitutionalAction')) return false
  const inherited = allowed?.get(decision)
  return inherited === undefined
    ? !opens.includes('notAssessable')
    : opens.every((outcome) => inherited.includes(outcome))
}

/** `guardedPath`: with the guarded and excused transitions taken away, none of the states can be reached. */
export const guardedPath: RedLineKind<'guardedPath'> = {
  check,
  keeps: (ours, theirs) =>
    ours.pathway === theirs.pathway &&
    ours.from === theirs.from &&
    covers(ours.to, theirs.to) &&
    covers(theirs.decisions, ours.decisions) &&
    covers(theirs.events, ours.events),
  milder: (line, ruleset) => [
    ...fewer(line.to).map((to) => ({ ...line, to })),
    ...(pathwayOf(ruleset, line.pathway)?.events ?? [])
      .filter((event) => !line.events.includes(event.id))
      .slice(0, 1)
      .map((event) => ({ ...line, events: [...line.events, event.id] })),
  ],
  describe: ({ pathway, from, to, decisions, events }, names) => {
    const [start, end] = [names.states(pathway, [from]), names.states(pathway, to)]
    const ways = [names.titles('decisions', decisions), names.events(pathway, events)]
    const by = names.list(ways.filter((part) => part !== ''))
    return {
      zh: `从“${start}”到“${end}”，必须经过：${by}`,
      en: `From "${start}" to "${end}" only through: ${by}`,
    }
  },
}
