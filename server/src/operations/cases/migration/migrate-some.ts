import { type Caller, recordedActor } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { assertSound } from '../case-soundness.ts'
import { storeStep } from '../store-step.ts'
import { type ChoicesByPathway, movingVersions, type MovingVersions } from './moving-versions.ts'
import { moveOfCase } from './move-of-case.ts'
import { attempts } from '../walk-cases.ts'
import { type MigrationProgress, type MovedOne, moveNext } from './move-next.ts'
import { withMigration } from './with-migration.ts'

export interface MigrationRequest {
  readonly ruleset: string
  readonly to: string
  readonly choices: ChoicesByPathway
  readonly reason: string
  readonly job: string
  readonly from: MigrationProgress | null
}

/**
 * Moves the next running cases to another version, each by a step of its own; one that cannot be moved stays where it is.
 * @returns how far it is, and whether that was all
 * @throws ServerError as movingVersions
 */
export async function migrateSome(
  context: OperationContext,
  caller: Caller,
  request: MigrationRequest,
): Promise<MigrationProgress & { readonly over: boolean }> {
  const versions = await movingVersions(context, caller, request)
  return await moveNext(
    context,
    { on: versions.left, from: request.from },
    async ({ id, ruleset }) =>
      ruleset === request.ruleset
        ? await moveOne(context, caller, { id, versions, request })
        : 'other',
  )
}

/** `other`: it has ended or was moved meanwhile. */
async function moveOne(
  context: OperationContext,
  caller: Caller,
  one: {
    readonly id: string
    readonly versions: MovingVersions
    readonly request: MigrationRequest
  },
): Promise<MovedOne> {
  const { id, versions, request } = one
  const { target, bundle } = versions
  const { choices, job, reason } = request
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await context.store.get('cases', id)
    if (before === undefined || before.status !== 'active') return 'other'
    if (!versions.left.includes(before.bundle)) return 'other'
    const now = context.clock.now()
    try {
      assertSound(context, before)
    } catch {
      // What was changed past the server is looked at by people first.
      return 'left'
    }
    const from = await context.bundles.bundleOfCase(before)
    const move = moveOfCase(before, { from, to: bundle }, { choices, at: now })
    if (move.kind !== 'moves') return 'left'
    const actor = recordedActor(caller)
    const migration = {
      job,
      from: { version: before.version, bundle: before.bundle },
      to: { version: target.version, bundle: target.hash },
      choices: choices[before.pathway] ?? {},
    }
    const maker = { bundle, sealer: context.sealer }
    const next = withMigration(before, maker, { ...move, migration, actor, reason, now })
    if (await storeStep(context, { before, next, action: 'case.migrate', actor })) return 'moved'
  }
  return 'left'
}
