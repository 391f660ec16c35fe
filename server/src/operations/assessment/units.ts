import type { Unit } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../caller.ts'
import type { OperationContext } from '../operation-context.ts'
import type { UnitsDocument } from './assessment-documents.ts'
import { assessedVersion } from './assessed-ruleset.ts'

/** The units of a community, and the revision a change must rest on (0 before the first). */
export interface KnownUnits {
  readonly revision: number
  readonly units: readonly Unit[]
}

/** @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function readUnitDirectory(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<KnownUnits> {
  await assessedVersion(context, caller, { ruleset, permission: 'assessment.read' })
  return await knownUnits(context, ruleset)
}

/** The units as stored. */
export async function knownUnits(context: OperationContext, ruleset: string): Promise<KnownUnits> {
  const stored = await context.store.get<UnitsDocument>('units', ruleset)
  return { revision: stored?.revision ?? 0, units: stored?.units ?? [] }
}

/**
 * Replaces the units of a community.
 * @throws ServerError UNITS_STALE, UNIT_TWICE, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function saveUnitDirectory(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; units: readonly Unit[]; expectedRevision: number },
): Promise<KnownUnits> {
  const { ruleset, units, expectedRevision } = request
  const { publication } = await assessedVersion(context, caller, {
    ruleset,
    permission: 'assessment.write',
  })
  const ids = new Set<string>()
  for (const { id } of units) {
    if (ids.has(id)) throw new ServerError('UNIT_TWICE', { unit: id })
    ids.add(id)
  }
  const document: UnitsDocument = {
    id: ruleset,
    revision: expectedRevision + 1,
    units,
    savedAt: context.clock.now(),
    savedBy: recordedActor(caller).title,
  }
  const result = await context.commit(
    [
      expectedRevision === 0
        ? { kind: 'insert', collection: 'units', document }
        : { kind: 'replace', collection: 'units', document, expectedRevision },
    ],
    {
      action: 'units.save',
      actor: recordedActor(caller),
      target: ruleset,
      county: publication.manifest.county,
      detail: { units: units.length },
    },
  )
  if (!result.committed) {
    const { revision } = await knownUnits(context, ruleset)
    throw new ServerError('UNITS_STALE', { revision }, { extra: { revision } })
  }
  return { revision: document.revision, units }
}
