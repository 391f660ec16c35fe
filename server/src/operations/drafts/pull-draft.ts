import {
  type ContractedPull,
  type ContractedPullItem,
  describeOrder,
  describeReordering,
  describeSides,
  type Issue,
  jsonEqual,
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
import { mergeMove, type Move, gapTo } from '../library/version-gap.ts'
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
    items: mergeMove(gap, {}).items.map((item) => presentItem(item, gap)),
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
    readonly choices: Readonly<Record<string, PullChoice>>
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
  const moved = await checkMoved(context, gap, choices)
  const content = { id, layer: moved.input.layer, manifest: moved.ruleset.manifest }
  const document = nextDraft(context, caller, stored, content)
  const done = { action: 'draft.pull', parent, from, to } as const
  await storeDraft(context, caller, { document, before: stored, done })
  const scenarios = runLayerScenarios(moved.input)
  return { revision: document.revision, parent, from, to, issues: moved.issues, scenarios }
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

/** One change with the three sides in words. Pure. */
export function presentItem(item: ContractedPullItem, move: Move): PullItem {
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
