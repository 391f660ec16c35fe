import {
  type Change,
  checkContracts,
  describeChange,
  describeSides,
  diffRulesets,
  type Issue,
  jsonEqual,
  type Manifest,
  type PullChoice,
  type PullItem,
  type Ruleset,
  type ScenarioResult,
  type SideRow,
  type Text,
} from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import { assertRulesetScope, type Caller, recordedActor } from './caller.ts'
import type { DraftDocument } from './documents.ts'
import type { OperationContext } from './operation-context.ts'
import { draftLayer } from './read-draft.ts'
import { assertDraftRevision, storeDraft } from './save-draft.ts'
import { mergeTemplate, standAgainst, type Standing } from './template-standing.ts'
import { dayAt } from './time.ts'

/** What a template's newer version changes for a ruleset, before anybody has chosen. */
export interface PullView {
  readonly template: { readonly id: string; readonly title: Text }
  /** The template's version the ruleset rests on, and the one to move to. */
  readonly from: string
  readonly to: string
  /** How many versions of the template are newer than the one it rests on. */
  readonly behind: number
  /** The draft's revision the choices will rest on. */
  readonly revision: number
  readonly items: readonly PresentedPullItem[]
  /** Items the template only put in another order. */
  readonly reordered: readonly { readonly path: string; readonly sentence: Text }[]
  /** Items whose contract the ruleset's own say would break on the new version. */
  readonly stricter: readonly Issue[]
}

/** One change of the template with the three sides in words. */
export interface PresentedPullItem extends PullItem {
  /** What the template changed. */
  readonly sentence: Text
  /** What the county had changed, for a conflict. */
  readonly ownSentence?: Text
  /** Each field that differs: as the template had it, has it now, and as it is here. */
  readonly rows: readonly SideRow[]
  /** Set when the new version allows less here than the ruleset says. */
  readonly stricter?: Text
}

/**
 * What the newest version of a ruleset's template changes for its draft. When there is none, `from` equals `to` and
 * nothing is listed.
 * @throws ServerError TEMPLATE_NONE, VERSION_UNKNOWN, DRAFT_BROKEN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readPull(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; to?: string | undefined },
): Promise<PullView> {
  const { input, stored } = await draftLayer(context, caller, request.ruleset)
  const standing = await standAgainst(context, { ...request, layer: input.layer })
  const { base, theirs, ours } = standing
  const pulled = mergeTemplate(standing, {})
  const changes = new Map(diffRulesets(base, theirs).map((change) => [change.path, change]))
  const broken = new Set(checkContracts(ours, base).map(nameOf))
  const stricter = checkContracts(pulled.ruleset, theirs).filter(
    (issue) => !broken.has(nameOf(issue)),
  )
  return {
    template: { id: standing.template, title: theirs.manifest.title },
    from: standing.from,
    to: standing.to,
    behind: standing.behind,
    revision: stored?.revision ?? 0,
    items: pulled.items.map((item) => present(item, standing, stricter)),
    reordered: [...changes.values()]
      .filter(({ kind, path }) => kind === 'moved' && !path.startsWith('/manifest'))
      .map((change) => ({
        path: change.path,
        sentence: inBoth({ before: base, after: theirs }, change),
      })),
    stricter,
  }
}

export interface PulledDraft {
  readonly revision: number
  readonly from: string
  readonly to: string
  readonly issues: readonly Issue[]
  readonly scenarios: readonly ScenarioResult[]
}

/**
 * Moves the draft to a newer version of its template: each change taken or kept as chosen, conflicts only by choice.
 * Published versions and running cases stay as they are.
 * @throws ServerError PULL_UNDECIDED, PULL_CHOICE_UNKNOWN, PULL_NOTHING, DRAFT_STALE, TEMPLATE_NONE, VERSION_UNKNOWN, DRAFT_BROKEN, SCOPE_MISSING
 */
export async function pullDraft(
  context: OperationContext,
  caller: Caller,
  request: {
    ruleset: string
    to: string
    revision: number
    choices: Readonly<Record<string, PullChoice>>
  },
): Promise<PulledDraft> {
  const { input, stored } = await draftLayer(context, caller, request.ruleset)
  assertRulesetScope(caller, 'drafts.write', input.layer['manifest'] as unknown as Manifest)
  assertDraftRevision(stored, request.revision)
  const standing = await standAgainst(context, { ...request, layer: input.layer })
  if (standing.behind === 0 || standing.from === standing.to)
    throw new ServerError('PULL_NOTHING', { ruleset: request.ruleset, version: standing.from })
  const pulled = mergeTemplate(standing, request.choices)
  const known = new Set(pulled.items.map(({ path }) => path))
  const unknown = Object.keys(request.choices).filter((path) => !known.has(path))
  if (unknown.length > 0)
    throw new ServerError('PULL_CHOICE_UNKNOWN', { count: unknown.length }, { extra: { unknown } })
  const { undecided } = pulled
  if (undecided.length > 0)
    throw new ServerError('PULL_UNDECIDED', { count: undecided.length }, { extra: { undecided } })
  const moved = { layer: pulled.layer, parents: standing.parents }
  const now = context.clock.now()
  const checked = await context.bench.check({ ...moved, asOf: dayAt(now) })
  if (checked.ruleset === undefined)
    throw new ServerError('DRAFT_BROKEN', {}, { issues: checked.issues })
  const actor = recordedActor(caller)
  const document: DraftDocument = {
    id: request.ruleset,
    revision: request.revision + 1,
    discarded: false,
    layer: pulled.layer,
    manifest: checked.ruleset.manifest,
    savedAt: now,
    savedBy: actor.title,
  }
  await storeDraft(context, caller, document, 'draft.pull')
  return {
    revision: document.revision,
    from: standing.from,
    to: standing.to,
    issues: checked.issues,
    scenarios: await context.bench.runScenarios(moved),
  }
}

function present(
  item: PullItem,
  { base, theirs, ours }: Standing,
  stricter: readonly Issue[],
): PresentedPullItem {
  const limit = stricter.find(({ path }) => path === item.path || path.startsWith(`${item.path}/`))
  return {
    ...item,
    sentence: inBoth({ before: base, after: theirs }, changeOf(item, item.theirs)),
    ...(item.status === 'conflict' && {
      ownSentence: inBoth({ before: base, after: ours }, changeOf(item, item.ours)),
    }),
    rows: describeSides(item.path, [
      { ruleset: base, value: item.base },
      { ruleset: theirs, value: item.theirs },
      { ruleset: ours, value: item.ours },
    ]),
    ...(limit !== undefined && { stricter: limit.message }),
  }
}

function changeOf({ path, base }: PullItem, now: PullItem['theirs']): Change {
  if (base === null) return { kind: 'added', path, fields: [], ...(now !== null && { after: now }) }
  if (now === null) return { kind: 'removed', path, before: base, fields: [] }
  const names = [base, now].flatMap((side) => (typeof side === 'object' ? Object.keys(side) : []))
  const at = (side: unknown, name: string) => (side as Readonly<Record<string, unknown>>)[name]
  const fields = [...new Set(names)].filter((name) => !jsonEqual(at(base, name), at(now, name)))
  return { kind: 'changed', path, before: base, after: now, fields }
}

function inBoth(rulesets: { before: Ruleset; after: Ruleset }, change: Change): Text {
  return {
    zh: describeChange(rulesets, change, 'zh'),
    en: describeChange(rulesets, change, 'en'),
  }
}

function nameOf({ code, path }: Issue): string {
  return `${code} ${path}`
}
