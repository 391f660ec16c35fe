import { type Bundle, restingStates, type StateChoices } from '@jieli/engine'
import { currentSuspension, isPilotOn, pilotOutcome } from '../../../contracts/version-in-force.ts'
import type { PublicationDocument } from '../../../documents/publication-document.ts'
import { ServerError } from '../../../errors/server-error.ts'
import { dayAt } from '../../../ports/time.ts'
import { publicationId } from '../../context/bundle-cache.ts'
import { assertRulesetScope, type Caller } from '../../context/caller.ts'
import { readSuspensions, withSuspensions } from '../../context/suspensions.ts'
import { findVersions } from '../../context/find-publication.ts'
import type { OperationContext } from '../../context/operation-context.ts'

/** What is chosen, by pathway. */
export type ChoicesByPathway = Readonly<Record<string, StateChoices>>

/** Which cases are moved where. */
export interface MovingVersions {
  readonly target: PublicationDocument
  readonly bundle: Bundle
  /** The hashes of the versions that are left for it: those before it, and any later one that is suspended or whose pilot ended. */
  readonly left: readonly string[]
}

/**
 * The version cases are to be moved to, and those they may leave for it.
 * @throws ServerError VERSION_UNKNOWN, SCOPE_MISSING, MIGRATION_TARGET, MIGRATION_STATE, BUNDLE_DAMAGED
 */
export async function movingVersions(
  context: OperationContext,
  caller: Caller,
  asked: {
    readonly ruleset: string
    readonly to: string
    readonly choices: ChoicesByPathway
  },
): Promise<MovingVersions> {
  const { ruleset, to } = asked
  const target = await assertTarget(context, caller, asked)
  const bundle = await context.bundles.bundleOf(target)
  for (const [pathway, choices] of Object.entries(asked.choices)) {
    const chart = bundle.ruleset.pathways.find(({ id }) => id === pathway)
    const states = new Set(chart === undefined ? [] : restingStates(chart).map(({ path }) => path))
    const wrong = Object.values(choices).find((state) => !states.has(state))
    if (wrong !== undefined)
      throw new ServerError('MIGRATION_STATE', { version: to, pathway, state: wrong })
  }
  const publications = await findVersions(context.store, ruleset)
  const left = publications.filter(
    (each) =>
      each.sequence < target.sequence ||
      currentSuspension(each) !== undefined ||
      pilotOutcome(each)?.decision === 'end',
  )
  const hashes = new Set(left.map(({ hash }) => hash))
  hashes.delete(target.hash)
  return { target, bundle, left: [...hashes] }
}

/** A version that cases may be moved to. @throws ServerError VERSION_UNKNOWN, SCOPE_MISSING, MIGRATION_TARGET */
export async function assertTarget(
  context: OperationContext,
  caller: Caller,
  asked: { readonly ruleset: string; readonly to: string },
): Promise<PublicationDocument> {
  const found = await findVersion(context, caller, asked)
  const target = withSuspensions(found, await readSuspensions(context.store, asked.ruleset))
  const today = dayAt(context.clock.now(), target.manifest.calendar?.utcOffset)
  if (
    target.from > today ||
    // Cases of all units would be moved to it.
    isPilotOn(target, today) ||
    target.withdrawn !== undefined ||
    currentSuspension(target) !== undefined
  )
    throw new ServerError('MIGRATION_TARGET', { version: asked.to })
  return target
}

/** A published version of a ruleset whose cases the caller may move. @throws ServerError VERSION_UNKNOWN, SCOPE_MISSING */
export async function findVersion(
  { store }: OperationContext,
  caller: Caller,
  { ruleset, to }: { readonly ruleset: string; readonly to: string },
): Promise<PublicationDocument> {
  const found = await store.get('publications', publicationId(ruleset, to))
  if (found === undefined) throw new ServerError('VERSION_UNKNOWN', { id: ruleset, version: to })
  assertRulesetScope(caller, 'rulesets.publish', found.manifest)
  return found
}
