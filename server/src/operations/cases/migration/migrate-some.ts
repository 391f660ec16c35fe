import { type Caller, recordedActor } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { assertSound } from '../case-soundness.ts'
import { storeStep } from '../store-step.ts'
import { type ChoicesByPathway, movingVersions, type MovingVersions } from './moving-versions.ts'
import { moveOfCase } from './move-of-case.ts'
import { type CasePlace, countCasesOn, nextCases } from './running-cases.ts'
import { withMigration } from './with-migration.ts'

/** So many cases are moved by one step of a job. */
const perStep = 50

/** How often a lost compare-and-set is tried again. */
const attempts = 8

/** How far a migration is. */
export interface MigrationProgress {
  readonly after: CasePlace | null
  readonly total: number
  readonly moved: number
  /** Those that were left where they are. */
  readonly left: number
}

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
  const { earlier } = versions
  const from = request.from ?? {
    after: null,
    total: await countCasesOn(context, earlier),
    moved: 0,
    left: 0,
  }
  const cases = await nextCases(context, earlier, { after: from.after, limit: perStep })
  let { moved, left } = from
  for (const { id, ruleset } of cases) {
    if (ruleset !== request.ruleset) continue
    const became = await moveOne(context, caller, { id, versions, request })
    if (became === 'moved') moved++
    else if (became === 'left') left++
  }
  const last = cases.at(-1)
  const after = last === undefined ? from.after : { value: last.createdAt, id: last.id }
  return { after, total: from.total, moved, left, over: cases.length < perStep }
}

/** `gone`: it has ended or was moved meanwhile. */
async function moveOne(
  context: OperationContext,
  caller: Caller,
  one: {
    readonly id: string
    readonly versions: MovingVersions
    readonly request: MigrationRequest
  },
): Promise<'moved' | 'left' | 'gone'> {
  const { id, versions, request } = one
  const { target, bundle } = versions
  const { choices, job, reason } = request
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await context.store.get('cases', id)
    if (before === undefined || before.status !== 'active') return 'gone'
    if (!versions.earlier.includes(before.bundle)) return 'gone'
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
    const detail = { job, from: before.version, to: target.version }
    if (await storeStep(context, { before, next, action: 'case.migrate', actor, detail }))
      return 'moved'
  }
  return 'left'
}
