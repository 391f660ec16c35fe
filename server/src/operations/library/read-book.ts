import { exceptionStatuses, type Ruleset } from '@jieli/engine'
import { firstDayInForce } from '../../contracts/version-in-force.ts'
import { mayRuleset } from '../../contracts/policy.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { findAdaptable, resolveLayer } from './find-adaptable.ts'
import { layerTitles } from './layer-titles.ts'
import { rulesetUnknown } from './list-rulesets.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readRulesetVersion } from './read-ruleset.ts'
import { dayAt } from '../../ports/time.ts'
import { showElsewhere } from './ruleset-summary.ts'
import type { RuleBook } from '../../contracts/template.ts'

/**
 * The rule book of a ruleset: the version asked for, else the one in force, else the latest, else as it comes with
 * the program, else the draft of one that was never published.
 * @throws ServerError RULESET_UNKNOWN, VERSION_UNKNOWN, SCOPE_MISSING
 */
export async function readBook(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; version?: string | undefined },
): Promise<RuleBook> {
  const { ruleset: id, version } = request
  if (version !== undefined) {
    const { ruleset, origin, ...known } = await readRulesetVersion(context, caller, id, version)
    const { from, hash } = known
    return await present(context, { ruleset, origin, version, from, hash, standing: 'published' })
  }
  const found = await findAdaptable(context, id)
  if (found !== undefined) {
    const { publication, ...rest } = found
    assertRulesetScope(caller, 'rulesets.read', found.ruleset.manifest)
    return await present(context, {
      ...rest,
      standing: publication === undefined ? 'bundled' : 'published',
      ...(publication && { from: firstDayInForce(publication), hash: publication.hash }),
      ...showElsewhere(publication),
    })
  }
  const draft = await context.store.get('drafts', id)
  if (draft?.layer == null || draft.manifest === null) {
    throw await rulesetUnknown(context, caller, id)
  }
  assertRulesetScope(caller, 'drafts.read', draft.manifest)
  const { ruleset, origin, parent } = await resolveLayer(context, draft.layer)
  if (ruleset === undefined || !mayRuleset(caller, 'drafts.read', ruleset.manifest)) {
    throw await rulesetUnknown(context, caller, id)
  }
  const { manifest } = ruleset
  const book = { ruleset, origin, version: manifest.version, standing: 'draft' as const }
  return await present(context, book, parent)
}

/** A published version passed the gate with its exceptions; of a draft's, nobody knows yet. */
async function present(
  context: OperationContext,
  book: Omit<RuleBook, 'layers' | 'exceptions'>,
  parent?: Ruleset,
): Promise<RuleBook> {
  const { ruleset, origin } = book
  return {
    ...book,
    layers: await layerTitles(context, ruleset, origin),
    exceptions: exceptionStatuses(ruleset, parent, dayAt(context.clock.now())),
  }
}
