import type { Jurisdiction } from '@jieli/engine'
import type { JurisdictionDocument } from '../../documents/jurisdiction-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll } from '../context/read-all.ts'

/** More levels than this no tree has. */
const maxLevels = 10

/** The whole tree, by id. */
export async function allJurisdictions(
  context: OperationContext,
): Promise<readonly JurisdictionDocument[]> {
  return await findAll(context.store, 'jurisdictions', {})
}

/**
 * As much of the tree as says what binds a county: its node and those above it, and every nation where they lead to
 * none.
 */
export async function jurisdictionsOver(
  context: OperationContext,
  county: string | undefined,
): Promise<readonly Jurisdiction[]> {
  const path: JurisdictionDocument[] = []
  let next: string | undefined = county
  while (next !== undefined && path.length < maxLevels) {
    const found: JurisdictionDocument | undefined = await context.store.get('jurisdictions', next)
    if (found === undefined) break
    path.push(found)
    next = found.parent
  }
  if (path.at(-1)?.level === 'nation') return path
  const nations = await findAll(context.store, 'jurisdictions', {
    where: [{ field: 'level', operator: 'equal', value: 'nation' }],
  })
  return [...path, ...nations]
}
