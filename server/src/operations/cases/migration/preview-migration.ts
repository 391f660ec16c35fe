import {
  type Bundle,
  restingStates,
  stateAt,
  statePath,
  type Text,
  type Timer,
} from '@jieli/engine'
import type { MigrationGroup, MigrationPreview } from '../../../contracts/migration.ts'
import type { CaseDocument } from '../../../documents/case-document.ts'
import type { Caller } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { moveOfCase, type MoveOfCase } from './move-of-case.ts'
import { type ChoicesByPathway, movingVersions } from './moving-versions.ts'
import { runningCasesOn } from './running-cases.ts'

/** So many cases of a group are named. */
const named = 5

type Tally = Map<string, { readonly title: Text; count: number }>

interface Gathering extends Omit<
  MigrationGroup,
  'count' | 'examples' | 'droppedTimers' | 'droppedDuties' | 'begunTimers'
> {
  count: number
  readonly examples: string[]
  readonly dropped: { readonly timers: Tally; readonly duties: Tally }
  readonly begun: Tally
}

/**
 * What would become of every running case on an earlier version, or a suspended one, in groups that fare alike. Stores nothing.
 * @throws ServerError as movingVersions
 */
export async function previewMigration(
  context: OperationContext,
  caller: Caller,
  asked: { readonly ruleset: string; readonly to: string; readonly choices: ChoicesByPathway },
): Promise<MigrationPreview> {
  const { target, bundle: to, left } = await movingVersions(context, caller, asked)
  const groups = new Map<string, Gathering>()
  const at = context.clock.now()
  let total = 0
  for await (const document of runningCasesOn(context, left)) {
    if (document.ruleset !== asked.ruleset) continue
    total++
    const from = await context.bundles.bundleOfCase(document)
    const move = moveOfCase(document, { from, to }, { choices: asked.choices, at })
    const described = describeMove(document, { from, to }, move)
    const key = JSON.stringify(described)
    const group = groups.get(key) ?? newGroup(described)
    groups.set(key, group)
    group.count++
    if (group.examples.length < named) group.examples.push(document.id)
    if (move.kind === 'moves') {
      for (const timer of move.droppedTimers)
        add(group.dropped.timers, titleOf(from, document, timer))
      for (const { duty } of move.droppedDuties) add(group.dropped.duties, dutyTitle(from, duty))
      for (const timer of move.begunTimers) add(group.begun, titleOf(to, document, timer))
    }
  }
  const shown = [...groups.values()].map(presentGroup).toSorted((a, b) => b.count - a.count)
  const open = new Set(
    shown.flatMap(({ outcome, pathway }) => (outcome === 'choice' ? [pathway] : [])),
  )
  for (const pathway of Object.keys(asked.choices)) open.add(pathway)
  return {
    ruleset: asked.ruleset,
    to: target.version,
    total,
    groups: shown,
    states: to.ruleset.pathways
      .filter(({ id }) => open.has(id))
      .flatMap((pathway) =>
        restingStates(pathway).map(({ path, state }) => ({
          pathway: pathway.id,
          path,
          title: state.meta.title,
        })),
      ),
  }
}

function describeMove(
  { version, pathway: id, state }: CaseDocument,
  { from, to }: { readonly from: Bundle; readonly to: Bundle },
  move: MoveOfCase,
) {
  const pathway = from.ruleset.pathways.find((each) => each.id === id)
  const target = move.kind === 'moves' ? statePath(move.snapshot.value) : null
  return {
    version,
    pathway: id,
    title: pathway?.title ?? plain(id),
    state,
    stateTitle: stateTitle(from, id, state),
    outcome: move.kind,
    target,
    targetTitle: target === null ? null : stateTitle(to, id, target),
    because: move.kind === 'cannot' ? reasonOf(from, move) : null,
  }
}

function reasonOf(from: Bundle, { because, facts }: Extract<MoveOfCase, { kind: 'cannot' }>): Text {
  const titles = facts.map(
    (id) => from.ruleset.facts.find((fact) => fact.id === id)?.title ?? plain(id),
  )
  const zh = titles.map((title) => `“${title.zh}”`).join('、')
  const en = titles.map((title) => `"${title.en}"`).join(', ')
  return {
    ended: { zh: '个案已经结束。', en: 'The case has ended.' },
    pathway: { zh: '新版本没有这个路径。', en: 'The version does not have this pathway.' },
    facts: {
      zh: `新版本对 ${zh} 的类型、单位或取值另有规定，原来填写的不能照用。`,
      en: `The version has another type, unit or range for ${en}, so what was entered cannot be taken over.`,
    },
    draft: {
      zh: '这是关于规则草案的审批，按审批开始时的版本办完。',
      en: 'It is an approval of a draft, which is finished by the version it began on.',
    },
    length: { zh: '个案的步骤已达上限。', en: 'The case has as many steps as it may have.' },
  }[because]
}

function stateTitle({ ruleset }: Bundle, id: string, path: string): Text {
  const pathway = ruleset.pathways.find((each) => each.id === id)
  return (pathway && stateAt(pathway, path.split('.'))?.meta.title) ?? plain(path)
}

function titleOf(
  bundle: Bundle,
  { pathway: id }: CaseDocument,
  { delay, duty }: Pick<Timer, 'delay' | 'duty'>,
): Text {
  if (duty !== undefined) return dutyTitle(bundle, duty.id)
  const pathway = bundle.ruleset.pathways.find((each) => each.id === id)
  return pathway?.delays.find((each) => each.id === delay)?.title ?? plain(delay)
}

function dutyTitle({ ruleset }: Bundle, id: string): Text {
  return ruleset.duties.find((duty) => duty.id === id)?.title ?? plain(id)
}

function plain(name: string): Text {
  return { zh: name, en: name }
}

function add(tally: Tally, title: Text): void {
  const found = tally.get(title.zh) ?? { title, count: 0 }
  found.count++
  tally.set(title.zh, found)
}

function newGroup(described: ReturnType<typeof describeMove>): Gathering {
  const dropped = { timers: new Map(), duties: new Map() }
  return { ...described, count: 0, examples: [], dropped, begun: new Map() }
}

function presentGroup({ dropped, begun, ...group }: Gathering): MigrationGroup {
  return {
    ...group,
    droppedTimers: [...dropped.timers.values()],
    droppedDuties: [...dropped.duties.values()],
    begunTimers: [...begun.values()],
  }
}
