import { createIssue, type Issue } from '../model/issue.ts'
import { type Pathway, subjectOf } from '../model/pathway.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { nodesOf } from '../model/state-nodes.ts'
import type { Text } from '../model/text.ts'

/** A procedure that governs what takes effect but could never let anything take effect. Pure. */
export function checkGoverningCharts({ pathways }: Ruleset): readonly Issue[] {
  return pathways
    .filter(({ governs }) => governs !== undefined)
    .flatMap((pathway) =>
      missingIn(pathway).map((missing) =>
        createIssue('GOVERNING_CHART', `/pathways/${pathway.id}`, {
          title: pathway.title,
          missing,
        }),
      ),
    )
}

function missingIn(pathway: Pathway): readonly Text[] {
  if (subjectOf(pathway) !== 'community')
    return [{ zh: '不是医共体的程序', en: 'it is no procedure of the community' }]
  const nodes = nodesOf(pathway)
  const first = pathway.machine.states[pathway.machine.initial]
  return [
    ...(first?.meta.roles?.includes('drafting')
      ? []
      : [{ zh: '不是从起草开始', en: 'it does not begin with drafting' }]),
    ...(nodes.some(({ state }) => state.type === 'final' && state.meta.roles?.includes('inForce'))
      ? []
      : [{ zh: '没有表示“生效”的结束状态', en: 'no final state of it means "in force"' }]),
  ]
}

/**
 * What a ruleset takes away from the procedures that govern what takes effect below it: the procedure itself, a kind of
 * item it governs, an approval or filing, or the offices that alone may give it. More may be added. Pure.
 */
export function checkGoverning(ruleset: Ruleset, below: Ruleset | undefined): readonly Issue[] {
  return (below?.pathways ?? [])
    .filter(({ governs }) => governs !== undefined)
    .flatMap((theirs) => {
      const ours = ruleset.pathways.find(({ id }) => id === theirs.id)
      return narrowed(theirs, ours).map((detail) =>
        createIssue('GOVERNS_NARROWED', `/pathways/${theirs.id}`, { title: theirs.title, detail }),
      )
    })
}

function narrowed(theirs: Pathway, ours: Pathway | undefined): readonly Text[] {
  if (ours === undefined) return [{ zh: '程序被删除', en: 'the procedure was removed' }]
  const dropped = (theirs.governs ?? []).filter((kind) => ours.governs?.includes(kind) !== true)
  const kept = theirs.events.filter(({ role }) => role === 'approve' || role === 'file')
  return [
    ...(dropped.length === 0
      ? []
      : [{ zh: '管辖的内容减少了', en: 'it governs fewer kinds of item' }]),
    ...kept.flatMap((event) => {
      const same = ours.events.find(({ id }) => id === event.id)
      const { zh, en } = event.title
      if (same === undefined || same.role !== event.role)
        return [{ zh: `“${zh}”没有了`, en: `"${en}" is gone` }]
      const allowed = officesOf(theirs, event.actors)
      return officesOf(ours, same.actors).every((office) => allowed.includes(office))
        ? []
        : [{ zh: `“${zh}”可由别的部门办理`, en: `another office may do "${en}"` }]
    }),
  ]
}

function officesOf({ parties }: Pathway, actors: readonly string[]): readonly string[] {
  return parties.filter(({ id }) => actors.includes(id)).map(({ id, office }) => office ?? id)
}
