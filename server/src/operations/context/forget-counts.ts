import type { CaseCountsDocument, CaseCountsPart } from '../../documents/case-counts-document.ts'
import { storedAfter } from '../../ports/time.ts'
import type { OperationContext } from './operation-context.ts'
import { findAll } from './read-all.ts'

/** In milliseconds: a part that no counts name by then was left by a server that went down while it wrote them. */
const orphaned = 3_600_000

/** In milliseconds: what was not asked about for so long is of a version that nobody asks about any more. */
const forgottenAfter = 30 * 86_400_000

/** A part without what was counted. */
type BarePart = Pick<CaseCountsPart, 'id' | 'revision' | 'writtenAt'>

/** Forgets what was written down of a county's cases: it may tell of somebody who was erased. */
export async function forgetStoredCounts(context: OperationContext, county: string): Promise<void> {
  const where = [{ field: 'county', operator: 'equal', value: county } as const]
  for (const counts of await findAll(context.store, 'caseCounts', { where }))
    await remove(context, 'caseCounts', counts)
  for (const part of await findParts(context, 'county', county))
    await remove(context, 'caseCountsParts', part)
}

async function findParts(
  { store }: OperationContext,
  field: 'counts' | 'county',
  value: string,
): Promise<readonly BarePart[]> {
  return await findAll<'caseCountsParts', BarePart>(store, 'caseCountsParts', {
    where: [{ field, operator: 'equal', value }],
    only: ['writtenAt'],
  })
}

async function remove(
  { commit }: OperationContext,
  collection: 'caseCounts' | 'caseCountsParts',
  { id, revision }: Pick<CaseCountsPart, 'id' | 'revision'>,
): Promise<void> {
  await commit([{ kind: 'remove', collection, id, expectedRevision: revision }], 'mark')
}

/** Removes the parts that were replaced, and those that no counts name. */
export async function removeOldParts(
  context: OperationContext,
  counts: string,
  parts: { readonly named: ReadonlySet<string>; readonly replaced: ReadonlySet<string> },
): Promise<void> {
  const { named, replaced } = parts
  const old = storedAfter(context.clock.now(), -orphaned)
  for (const part of await findParts(context, 'counts', counts))
    // Another server may be writing its own at this moment.
    if (!named.has(part.id) && (replaced.has(part.id) || part.writtenAt < old))
      await remove(context, 'caseCountsParts', part)
}

/** Removes what was written down of versions of a ruleset that nobody asks about any more. */
export async function forgetOldCounts(
  context: OperationContext,
  { ruleset, county }: Pick<CaseCountsDocument, 'ruleset' | 'county'>,
): Promise<void> {
  const old = storedAfter(context.clock.now(), -forgottenAfter)
  const where = [{ field: 'county', operator: 'equal', value: county } as const]
  for (const counts of await findAll(context.store, 'caseCounts', { where })) {
    if (counts.ruleset !== ruleset || counts.lookedAt >= old) continue
    await remove(context, 'caseCounts', counts)
    for (const part of await findParts(context, 'counts', counts.id))
      await remove(context, 'caseCountsParts', part)
  }
}
