import type { UploadDocument } from '../../../documents/upload-document.ts'
import { storedAfter } from '../../../ports/time.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { attachmentsOf } from './attachment-context.ts'
import { filedIn } from './attachments-of-step.ts'

/**
 * In milliseconds: no step takes as long from looking at what it files until it is stored, and the clocks of several servers
 * differ by less.
 */
const margin = 3_600_000

/** So many are looked at in one run. */
const batch = 100

/**
 * Forgets the documents that waited for longer than they may and that nothing filed; those that were filed stand for their
 * contents from then on. A content is removed once no upload stands for it, and nobody wants it at this moment.
 */
export async function forgetUploads(
  context: OperationContext,
  signal?: AbortSignal,
): Promise<{ readonly more: boolean }> {
  const before = storedAfter(context.clock.now(), -margin)
  const expired = await context.store.find('uploads', {
    where: [{ field: 'expiresAt', operator: 'lessThanInclusive', value: before }],
    sort: { field: 'expiresAt', direction: 'ascending' },
    limit: batch,
  })
  let settled = 0
  for (const upload of expired) {
    if (signal?.aborted === true) break
    if (await settle(context, upload, before)) settled += 1
  }
  return { more: expired.length === batch && settled > 0 }
}

/** Whether anything became of an upload; not where somebody else was at it, or its case cannot be read. */
async function settle(
  context: OperationContext,
  upload: UploadDocument,
  before: string,
): Promise<boolean> {
  const { id, revision: expectedRevision } = upload
  const filed = await isFiled(context, upload)
  if (filed === undefined) return false
  if (filed) {
    // What it is called is told by the case alone.
    const document = { ...upload, revision: expectedRevision + 1, name: '', expiresAt: null }
    const write = { kind: 'replace', collection: 'uploads', document, expectedRevision } as const
    return (await context.commit([write], 'mark')).committed
  }
  // The content first: broken off in between, the upload is still there to be looked at again.
  await removeContent(context, upload, before)
  const write = { kind: 'remove', collection: 'uploads', id, expectedRevision } as const
  const { committed } = await context.commit([write], 'mark')
  // Of two that stood for one content and went at one moment, each has seen the other.
  if (committed) await removeContent(context, upload, before)
  return committed
}

async function isFiled(
  context: OperationContext,
  { case: id, sha256 }: UploadDocument,
): Promise<boolean | undefined> {
  const found = await context.store.get('cases', id)
  if (found === undefined) return false
  try {
    return (await filedIn(context, found, sha256)) !== undefined
  } catch {
    // What is written there is no history: whether it files the document nobody can tell.
    return undefined
  }
}

/** Removes a content that no other upload stands for. */
async function removeContent(
  context: OperationContext,
  { id, sha256 }: UploadDocument,
  before: string,
): Promise<void> {
  const where = [{ field: 'sha256', operator: 'equal', value: sha256 }] as const
  const found = await context.store.find('uploads', { where, limit: 2 })
  if (found.some((each) => each.id !== id)) return
  await attachmentsOf(context).contents.removeUnwanted(sha256, before)
}
