import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { approvalChecks } from './community-charts/approval-checks.ts'
import type { ChartItems } from './community-charts/chart-items.ts'
import { phaseChart } from './community-charts/phase-chart.ts'
import { itemsOf, procedureChart } from './community-charts/procedure-chart.ts'
import { statedPaths } from './community-charts/stated-paths.ts'
import { chartKey } from './community-charts/steps-of.ts'
import type { FormatStep } from './format-step.ts'

/** What procedures and phases became. */
const charts: Readonly<Record<string, (id: string, item: JsonObject) => ChartItems>> = {
  procedures: procedureChart,
  phases: phaseChart,
}

/** What a part of a procedure or phase became: `approvals/finance` the event `approve-finance`. */
const verbs: Readonly<Record<string, string>> = {
  stages: 'finish',
  approvals: 'approve',
  milestones: 'reach',
}

/** `/procedures/plan/approvals/finance` as `/pathways/plan/events/approve-finance`. */
function movedPath(path: string): string {
  const [, list = '', id, part, key] = path.split('/')
  if (!Object.hasOwn(charts, list)) return path
  if (id === undefined) return '/pathways'
  const verb = part !== undefined && Object.hasOwn(verbs, part) ? verbs[part] : undefined
  return `/pathways/${id}${verb === undefined || key === undefined ? '' : `/events/${chartKey(verb, key)}`}`
}

/** A layer or a whole ruleset without procedures and phases, and with the charts they became behind its own items. */
function withCharts(content: JsonObject): JsonObject {
  const { procedures: _procedures, phases: _phases, ...rest } = content
  const result: JsonObject = rest
  for (const [list, chart] of Object.entries(charts))
    for (const [id, item] of itemsOf(content[list]))
      for (const [of, items] of Object.entries(chart(id, item))) {
        if (items.length === 0) continue
        const own = result[of]
        if (own === undefined || Array.isArray(own)) result[of] = [...(own ?? []), ...items]
      }
  return result
}

/** What red lines and scenarios say of procedures and phases. */
function withNewNames(value: Json): Json {
  if (typeof value === 'string') return movedPath(value)
  if (Array.isArray(value))
    return value.flatMap((item) =>
      isJsonObject(item) && item['kind'] === 'requiredApprovals'
        ? approvalChecks(item)
        : [withNewNames(item)],
    )
  if (!isJsonObject(value)) return value
  const renamed = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      // What a scenario of a change would change is a layer.
      key === 'change' && isJsonObject(inner) ? content(inner) : withNewNames(inner),
    ]),
  )
  const { item, expect } = value
  const moved = typeof item === 'string' && movedPath(item) !== item
  return moved && isJsonObject(expect) ? { ...renamed, expect: ofPathway(expect) } : renamed
}

/** Of what a scenario expects of a procedure or phase: what its pathway says as well. */
function ofPathway({ title, cites, derivedFrom }: JsonObject): JsonObject {
  return {
    ...(title === undefined ? {} : { title }),
    ...(cites === undefined ? {} : { cites }),
    ...(derivedFrom === undefined ? {} : { derivedFrom }),
  }
}

function content(before: JsonObject): JsonObject {
  const result = withCharts(before)
  for (const list of ['redLines', 'scenarios'])
    if (list in result) result[list] = withNewNames(result[list] as Json)
  return result
}

/** The origin of what a procedure or phase became is that of the procedure or phase, or of its part. */
function origin(
  before: JsonObject,
  said: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(said).filter(
    ([path]) => !Object.hasOwn(charts, path.split('/')[1] ?? ''),
  )
  const result: Record<string, string> = Object.fromEntries(kept)
  for (const [list, chart] of Object.entries(charts))
    for (const [id, item] of itemsOf(before[list])) {
      const whole = said[`/${list}/${id}`]
      const parts = Object.entries(said)
        .filter(([path]) => path.startsWith(`/${list}/${id}/`))
        .map(([path, layer]) => [movedPath(path).split('/').at(-1) ?? '', layer] as const)
      for (const [of, items] of Object.entries(chart(id, item)))
        for (const path of statedPaths([...items], `/${of}`)) {
          // Whoever named its first part drew the chart around it; a layer above may have given it another title.
          const frame = path === `/pathways/${id}` ? whole : (parts[0]?.[1] ?? whole)
          const [, layer = frame] = parts.find(([event]) => isOf(path, event)) ?? []
          if (layer !== undefined) result[path] = layer
        }
    }
  return result
}

/** True for the path of something made for one step: its event, its transition, its rule, its fact. */
function isOf(path: string, event: string): boolean {
  const last = path.split('/').at(-1) ?? ''
  return last === event || last.endsWith(`.${event}`)
}

/**
 * Procedures and phases become charts that run; departments and offices are named in a list of their own, and what has
 * to be done in each period or by a day is said beside what is owed in cases.
 */
export const toFormat4: FormatStep = {
  format: 4,
  renamedLists: {},
  removedLists: ['phases', 'procedures'],
  addedLists: ['offices', 'scheduledDuties'],
  movedPath,
  content,
  origin,
}
