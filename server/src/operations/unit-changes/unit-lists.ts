import type { UnitChangeQuery } from '../../contracts/unit-change.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import type { UnitsDocument } from '../../documents/assessment-documents.ts'
import { withChange } from '../../documents/recorded-change.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { changedList } from './changed-list.ts'
import type { PlannedChange } from './planned-change.ts'

/** A list of units of the county that names the unit, and the ruleset it is of. */
interface NamingList {
  readonly publication: PublicationDocument
  readonly document: UnitsDocument
}

/** The lists of the county that name the unit: each of its rulesets may have one. */
export async function listsNaming(
  context: Pick<OperationContext, 'store'>,
  { county, change }: Pick<PlannedChange, 'county' | 'change'>,
): Promise<readonly NamingList[]> {
  const found: NamingList[] = []
  for await (const document of readAll(context.store, 'units')) {
    if (!document.units.some(({ id }) => id === change.unit)) continue
    const publication = await findLatestPublication(context.store, document.id)
    if (publication !== undefined && (publication.manifest.county ?? '') === county)
      found.push({ publication, document })
  }
  return found
}

/** Whether a list can say so: whoever takes over has to be in it. Pure. */
export function canSay({ units }: UnitsDocument, change: UnitChangeQuery): boolean {
  return change.kind === 'renamed' || units.some(({ id }) => id === change.successor)
}

/** Has every list of the county say what changed; one that says so already is left as it is. */
export async function saveChangedLists(
  context: OperationContext,
  caller: Caller,
  planned: Pick<PlannedChange, 'county' | 'change'> & { readonly reason: string },
): Promise<void> {
  for (const { document } of await listsNaming(context, planned))
    await saveChangedList(context, caller, document.id, planned)
}

async function saveChangedList(
  { store, clock, commit }: OperationContext,
  caller: Caller,
  ruleset: string,
  { county, change, reason }: Parameters<typeof saveChangedLists>[2],
): Promise<void> {
  const actor = recordedActor(caller)
  for (;;) {
    const before = await store.get('units', ruleset)
    const units = before && changedList(before.units, change)
    if (before === undefined || units === undefined || units === before.units) return
    const [at, revision] = [clock.now(), before.revision + 1]
    const noted = { revision, at, by: actor.title, action: 'units.change', items: [change.unit] }
    const document: UnitsDocument = {
      ...before,
      revision,
      units,
      savedAt: at,
      savedBy: actor.title,
      changes: withChange(before.changes, noted),
    }
    const { committed } = await commit(
      [{ kind: 'replace', collection: 'units', document, expectedRevision: before.revision }],
      {
        action: 'units.change',
        actor,
        target: ruleset,
        county,
        detail: { ...change, reason },
      },
    )
    if (committed) return
  }
}
