import {
  type ContractedPull,
  type ContractedPullItem,
  describeOrder,
  describeReordering,
  describeSides,
  type Issue,
  jsonEqual,
  type Layer,
  listOfOrder,
  type Manifest,
  type PullChoice,
  type Ruleset,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { checkLayer, runLayerScenarios } from '../../rulesets/check-layer.ts'
import type { CheckInput } from '../../rulesets/checked-ruleset.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { checkInput } from '../jurisdictions/check-input.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { changeOf, inBoth } from './describe-change.ts'
import { adoptionsFor, itemOf } from '../library/adopt-on-move.ts'
import type { Move } from '../library/move.ts'
import { gapTo, mergeMove, type MergedMove, moveTo } from '../library/version-gap.ts'
import { draftLayer } from './read-draft.ts'
import { assertDraftRevision, nextDraft, storeDraft } from './save-draft.ts'
import type { PullView, PullItem, Pulled } from '../../contracts/pull.ts'

interface PullRequest {
  readonly ruleset: string
  readonly parent?: string | undefined
  readonly to?: string | undefined
}

/**
 * What the newest version of a parent changes for the draft. When there is none, `from` equals `to` and nothing is
 * listed.
 * @throws ServerError TEMPLATE_NONE, PULL_PARENT_UNKNOWN, VERSION_UNKNOWN, VERSION_WITHDRAWN, DRAFT_BROKEN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readPull(
  context: OperationContext,
  caller: Caller,
  request: PullRequest,
): Promise<PullView> {
  const { input, stored } = await draftLayer(context, caller, request.ruleset)
  const gap = await gapTo(context, caller, { ...request, layer: input.layer })
  return {
    parent: gap.parent,
    parents: gap.all,
    revision: stored?.revision ?? 0,
    items: presentItems(mergeMove(gap, {}), gap),
  }
}

/**
 * Moves the draft to a newer version of one of its parents: each change taken, kept or replaced as chosen, conflicts
 * only by choice, and nothing kept that the new version's contracts forbid. Published versions and running cases stay
 * as they are.
 * @throws ServerError PULL_UNDECIDED, PULL_CHOICE_UNKNOWN, PULL_EDIT_INVALID, PULL_CONTRACT_BROKEN, PULL_NOTHING, PULL_PARENT_UNKNOWN, DRAFT_STALE, TEMPLATE_NONE, VERSION_UNKNOWN, VERSION_WITHDRAWN, DRAFT_BROKEN, SCOPE_MISSING
 */
export async function pullDraft(
  context: OperationContext,
  caller: Caller,
  request: PullRequest & {
    readonly to: string
    readonly revision: number
    readonly choices: MoveChoices
  },
): Promise<Pulled> {
  const { ruleset: id, choices } = request
  const { input, stored } = await draftLayer(context, caller, id)
  assertRulesetScope(caller, 'drafts.write', input.layer['manifest'] as unknown as Manifest)
  assertDraftRevision(stored, [request.revision])
  const gap = await gapTo(context, caller, { ...request, layer: input.layer })
  const { from, to, id: parent, title } = gap.parent
  if (from === to)
    throw new ServerError('PULL_NOTHING', { ruleset: id, parent: title, version: from })
  const chosen = await withAdoptions(context, input.layer, { move: gap, choices })
  const moved = await checkMoved(context, chosen.move, chosen.choices)
  const content = { id, layer: moved.input.layer, manifest: moved.ruleset.manifest }
  const document = nextDraft(context, caller, stored, content)
  const done = { action: 'draft.pull', parent, from, to } as const
  await storeDraft(context, caller, { document, before: stored, done })
  const scenarios = runLayerScenarios(moved.input)
  return { revision: document.revision, parent, from, to, issues: moved.issues, scenarios }
}

/** What was chosen for each change; `adopt` for a rule that was had in silence and is adopted by name from now on. */
export type MoveChoices = Readonly<Record<string, PullChoice | 'adopt'>>

/**
 * A move with the rules that were chosen to be adopted standing in what the ruleset is to rest on, and the choices that
 * are left then.
 * @throws ServerError PULL_CHOICE_UNKNOWN where something was chosen to be adopted that was not had in silence
 */
export async function withAdoptions(
  context: OperationContext,
  layer: Layer,
  { move, choices }: { readonly move: Move; readonly choices: MoveChoices },
): Promise<{ readonly move: Move; readonly choices: Readonly<Record<string, PullChoice>> }> {
  const adopted = Object.keys(choices).filter((path) => choices[path] === 'adopt')
  const left = (keep: (path: string) => boolean) =>
    Object.fromEntries(
      Object.entries(choices).flatMap(([path, choice]): [string, PullChoice][] =>
        choice === 'adopt' || !keep(path) ? [] : [[path, choice]],
      ),
    )
  if (adopted.length === 0) return { move, choices: left(() => true) }
  const { silent } = mergeMove(move, {})
  const unknown = adopted.filter((path) => !silent.has(path))
  if (unknown.length > 0)
    throw new ServerError('PULL_CHOICE_UNKNOWN', { count: unknown.length }, { extra: { unknown } })
  const adoptions = await adoptionsFor(context, layer, move, adopted)
  const { references } = move
  const moved = await moveTo(context, layer, {
    ...references,
    adopts: [...(references.adopts ?? []), ...adoptions],
  })
  // A rule is adopted whole: what was chosen for a part of it is settled with it.
  const whole = new Set(adopted.map(itemOf))
  const { leaves } = move
  return {
    move: { ...moved, ...(leaves !== undefined && { leaves }) },
    choices: left((path) => !whole.has(itemOf(path))),
  }
}

/** What a move comes to by the choices, and everything that is wrong with it. */
export interface MovedDraft {
  readonly input: CheckInput
  readonly ruleset: Ruleset
  readonly issues: readonly Issue[]
}

/** @throws ServerError PULL_UNDECIDED, PULL_CHOICE_UNKNOWN, PULL_EDIT_INVALID, PULL_CONTRACT_BROKEN, DRAFT_BROKEN */
export async function checkMoved(
  context: OperationContext,
  move: Move,
  choices: Readonly<Record<string, PullChoice>>,
): Promise<MovedDraft> {
  const input = await checkInput(context, assertChosen(move, choices).layer)
  const { ruleset, issues } = checkLayer(input)
  if (ruleset !== undefined) return { input, ruleset, issues }
  const edits = Object.values(choices).filter((choice) => typeof choice === 'object')
  throw edits.length > 0
    ? new ServerError('PULL_EDIT_INVALID', { count: issues.length }, { issues })
    : new ServerError('DRAFT_BROKEN', {}, { issues })
}

/** What the choices come to, once each is about a change, each conflict is chosen for and no contract is broken. */
function assertChosen(move: Move, choices: Readonly<Record<string, PullChoice>>): ContractedPull {
  const pulled = mergeMove(move, choices)
  const { undecided, misfits, broken } = pulled
  const known = new Set(pulled.items.map(({ path }) => path))
  const unknown = Object.keys(choices).filter((path) => !known.has(path))
  if (unknown.length > 0)
    throw new ServerError('PULL_CHOICE_UNKNOWN', { count: unknown.length }, { extra: { unknown } })
  if (misfits.length > 0)
    throw new ServerError('PULL_EDIT_INVALID', { count: misfits.length }, { extra: { misfits } })
  if (undecided.length > 0)
    throw new ServerError('PULL_UNDECIDED', { count: undecided.length }, { extra: { undecided } })
  if (broken.length > 0)
    throw new ServerError('PULL_CONTRACT_BROKEN', { count: broken.length }, { issues: broken })
  return pulled
}

/** Every change with the three sides in words; of a rule that was had in silence, whose it was. Pure. */
export function presentItems(merged: MergedMove, move: Move): PullItem[] {
  return merged.items.map((item) => {
    const whose = merged.silent.get(item.path)
    return {
      ...presentItem(item, move),
      ...(whose !== undefined && { ruleOf: move.titles.get(whose) ?? { zh: whose, en: whose } }),
    }
  })
}

function presentItem(item: ContractedPullItem, move: Move): PullItem {
  const { stricter, ...rest } = item
  const { base, theirs, ours } = move
  const list = listOfOrder(item.path)
  const unchanged = jsonEqual(item.base, item.theirs)
  return {
    ...rest,
    ...(list !== undefined
      ? {
          sentence: describeReordering(theirs, list),
          rows: [
            describeOrder(list, [
              { ruleset: base, keys: item.base as readonly string[] },
              { ruleset: theirs, keys: item.theirs as readonly string[] },
              { ruleset: ours, keys: item.ours as readonly string[] },
            ]),
          ],
        }
      : {
          // Where the parent only allows less, what has to be looked at is what the county says.
          sentence: unchanged
            ? inBoth({ before: base, after: ours }, changeOf(item, item.ours))
            : inBoth({ before: base, after: theirs }, changeOf(item, item.theirs)),
          ...(item.status === 'conflict' &&
            !unchanged && {
              ownSentence: inBoth({ before: base, after: ours }, changeOf(item, item.ours)),
            }),
          rows: describeSides(item.path, [
            { ruleset: base, value: item.base },
            { ruleset: theirs, value: item.theirs },
            { ruleset: ours, value: item.ours },
          ]),
        }),
    ...(stricter !== undefined && { stricter: stricter.message }),
  }
}
