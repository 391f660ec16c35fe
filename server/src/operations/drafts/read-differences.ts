import {
  describeChange,
  describeSides,
  diffRulesets,
  exceptionsOver,
  exceptionStatuses,
  type Layer,
  type Ruleset,
} from '@jieli/engine'

import { ServerError } from '../../errors/server-error.ts'
import { publicationId } from '../context/bundle-cache.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { draftLayer } from './read-draft.ts'
import { readRulesetVersion } from '../library/read-ruleset.ts'
import { resolveLayer } from '../library/version-gap.ts'
import { dayAt } from '../../ports/time.ts'
import type { Difference } from '../../contracts/pull.ts'

/** What is the affair of a ruleset's file, not of its rules. */
const fileFields: ReadonlySet<string> = new Set(
  ['id', 'kind', 'county', 'version', 'basedOn', 'overlays', 'sample'].map(
    (field) => `/manifest/${field}`,
  ),
)

/**
 * The differences between two states of a ruleset: a published version, the draft, or the template that the later
 * one rests on (`parent`).
 * @throws ServerError RULESET_UNKNOWN, VERSION_UNKNOWN, TEMPLATE_NONE, DRAFT_BROKEN, SCOPE_MISSING
 */
export async function readDifferences(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; from: string; to: string },
): Promise<readonly Difference[]> {
  const { ruleset, from, to } = request
  const later = await readState(context, caller, { ruleset, state: to })
  const before =
    from === 'parent'
      ? later.parent
      : (await readState(context, caller, { ruleset, state: from })).ruleset
  if (before === undefined) throw new ServerError('TEMPLATE_NONE', { ruleset })
  return differencesBetween(context, before, later)
}

/** What differs between two rulesets, in sentences; what only concerns the file is left out. */
export function differencesBetween(
  context: Pick<OperationContext, 'clock'>,
  before: Ruleset,
  later: { readonly ruleset: Ruleset; readonly parent: Ruleset | undefined },
): readonly Difference[] {
  const after = later.ruleset
  const exceptions = exceptionStatuses(after, later.parent, dayAt(context.clock.now()))
  return diffRulesets(before, after)
    .filter(({ path }) => !fileFields.has(path))
    .map((change) => ({
      ...change,
      sentence: {
        zh: describeChange({ before, after }, change, 'zh'),
        en: describeChange({ before, after }, change, 'en'),
      },
      rows:
        change.kind === 'changed'
          ? describeSides(change.path, [
              { ruleset: before, value: change.before ?? null },
              { ruleset: after, value: change.after ?? null },
            ])
          : [],
      exceptions: exceptionsOver(exceptions, change.path),
    }))
}

interface RulesetState {
  readonly ruleset: Ruleset
  readonly parent: Ruleset | undefined
}

async function readState(
  context: OperationContext,
  caller: Caller,
  { ruleset, state }: { ruleset: string; state: string },
): Promise<RulesetState> {
  if (state === 'draft') {
    const { input } = await draftLayer(context, caller, ruleset)
    return await resolveState(context, input.layer)
  }
  const { ruleset: content } = await readRulesetVersion(context, caller, ruleset, state)
  const publication = await context.store.get('publications', publicationId(ruleset, state))
  const layer = publication && (await context.bundles.layerOf(publication))
  const parent = layer && (await resolveState(context, layer)).parent
  return { ruleset: content, parent }
}

/** @throws ServerError DRAFT_BROKEN */
async function resolveState(context: OperationContext, layer: Layer): Promise<RulesetState> {
  const { resolved } = await resolveLayer(context, layer)
  if (resolved.ruleset === undefined)
    throw new ServerError('DRAFT_BROKEN', {}, { issues: resolved.issues })
  return { ruleset: resolved.ruleset, parent: resolved.parent }
}
