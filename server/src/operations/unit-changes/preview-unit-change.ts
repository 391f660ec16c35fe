import { stateAt, type Text } from '@jieli/engine'
import { shortId } from '../../contracts/short-id.ts'
import type { UnitChangePreview, UnitChangeQuery } from '../../contracts/unit-change.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import {
  type HandoverOfCase,
  handoverOfCase,
  type UnitPair,
} from '../cases/handover/handover-of-case.ts'
import { openCases } from '../cases/handover/open-cases.ts'
import type { Caller } from '../context/caller.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import { knownUnits } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { plannedChange, type PlannedChange } from './planned-change.ts'
import { canSay, listsNaming } from './unit-lists.ts'
import { unitRights } from './unit-rights.ts'

/** So many cases are named. */
const named = 200

type ByHand = UnitChangePreview['byHand'][number]

/**
 * What a change of a unit would hand over, and what it would not, and why. Stores nothing.
 * @throws ServerError as plannedChange
 */
export async function previewUnitChange(
  context: OperationContext,
  caller: Caller,
  asked: { readonly ruleset: string; readonly change: UnitChangeQuery },
): Promise<UnitChangePreview> {
  const planned = await plannedChange(context, caller, asked)
  const { ruleset, change, unit, successor, today } = planned
  const lists = await listsNaming(context, planned)
  const shown = {
    ruleset,
    change,
    unit: titled(unit),
    successor: successor === undefined ? null : titled(successor),
    ready: change.on <= today,
    lists: lists
      .filter(({ document }) => canSay(document, change))
      .map(({ publication: { manifest } }) => ({ id: manifest.id, title: manifest.title.zh })),
  }
  if (successor === undefined) return { ...shown, ...nobody, byHand: unsaid(planned, lists) }
  const pair = { from: unit.id, to: successor.id }
  const cases = await casesHandedOver(context, planned.county, pair)
  const rights = await unitRights(context, caller, { county: planned.county, ...pair })
  const { units } = await knownUnits(context, ruleset)
  return {
    ...shown,
    ...cases,
    below: units.filter(({ parent }) => parent === unit.id).map(titled),
    offices: await officesOf(context, planned),
    accounts: rights.accounts.map(titled),
    keys: rights.keys.map(titled),
    webhooks: rights.webhooks.map(({ id, description, url }) => ({
      id,
      title: description || url,
    })),
    byHand: [...cases.byHand, ...rights.byHand, ...unsaid(planned, lists)],
  }
}

const nobody = {
  below: [],
  offices: [],
  open: 0,
  cases: [],
  duties: [],
  accounts: [],
  keys: [],
  webhooks: [],
}

async function casesHandedOver(
  context: OperationContext,
  county: string,
  pair: UnitPair,
): Promise<Pick<UnitChangePreview, 'open' | 'cases' | 'duties'> & { readonly byHand: ByHand[] }> {
  const cases: UnitChangePreview['cases'][number][] = []
  const owed = new Map<string, { readonly title: Text; count: number }>()
  const byHand: ByHand[] = []
  let open = 0
  const walk = await openCases(context, county)
  for await (const document of readAll(context.store, 'cases', walk, 100)) {
    const coming = await handoverOfCase(context, document, pair)
    if (coming.kind === 'none') continue
    if (coming.kind === 'cannot') {
      const { id } = document
      byHand.push({ kind: 'case', id, title: shortId(id), because: reasons[coming.because] })
      continue
    }
    open++
    const shown = presentHandover(document, coming)
    for (const title of shown.duties) {
      const known = owed.get(title.en) ?? { title, count: 0 }
      known.count++
      owed.set(title.en, known)
    }
    if (cases.length < named) cases.push(shown)
  }
  const duties = [...owed.values()].toSorted((a, b) => b.count - a.count)
  return { open, cases, duties, byHand }
}

function presentHandover(
  document: CaseDocument,
  { bundle, parties }: Extract<HandoverOfCase, { kind: 'handed' }>,
): UnitChangePreview['cases'][number] {
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === document.pathway)
  const state = pathway && stateAt(pathway, document.state.split('.'))
  const acting = new Set(parties.map(({ id }) => id))
  return {
    case: document.id,
    title: pathway?.title ?? plain(document.pathway),
    state: state?.meta.title ?? plain(document.state),
    parties: parties.map(({ title }) => title),
    duties: (document.openDuties ?? [])
      .filter(({ party }) => acting.has(party.id))
      .map(({ title }) => title),
  }
}

/** What names the unit and is not changed by it: other lists, and what the rules themselves say. */
function unsaid(
  { unit, change }: PlannedChange,
  lists: Awaited<ReturnType<typeof listsNaming>>,
): ByHand[] {
  const found: ByHand[] = []
  for (const { document, publication } of lists) {
    const { id, title, calendar } = publication.manifest
    if (!canSay(document, change))
      found.push({ kind: 'list', id, title: title.zh, because: reasons.list })
    if (change.kind !== 'renamed' && calendar?.unitHours?.some((each) => each.unit === unit.id))
      found.push({ kind: 'hours', id, title: title.zh, because: reasons.hours })
  }
  return found
}

async function officesOf(
  context: OperationContext,
  { ruleset, unit }: PlannedChange,
): Promise<readonly Text[]> {
  const { offices = [] } = unit
  if (offices.length === 0) return []
  const publication = await findLatestPublication(context.store, ruleset)
  const bundle = publication && (await context.bundles.bundleOf(publication))
  return offices.map(
    (id) => bundle?.ruleset.offices.find((office) => office.id === id)?.title ?? plain(id),
  )
}

function titled({ id, title }: { readonly id: string; readonly title: string }) {
  return { id, title }
}

function plain(text: string): Text {
  return { zh: text, en: text }
}

const reasons = {
  altered: {
    zh: '个案与审计日志不符，查清之后再移交。',
    en: 'The case is not as it was written. It is handed over once that has been looked at.',
  },
  version: {
    zh: '个案所用的规则版本打不开，修复之后再移交。',
    en: 'The version of the rules that the case runs on does not open. It is handed over once that is mended.',
  },
  length: {
    zh: '个案的步骤已达上限。',
    en: 'The case has as many steps as it may have.',
  },
  list: {
    zh: '这套规则的单位名录里没有接手的单位。请先加上，再办理一次。',
    en: 'The list of units of this ruleset does not have the unit that takes over. Please add it, and have the change made again.',
  },
  hours: {
    zh: '规则的工作日历给这个单位定了自己的办公时间，发布新版本时再改。',
    en: 'The calendar of the rules gives this unit office hours of its own: to be changed with a new version.',
  },
} as const
