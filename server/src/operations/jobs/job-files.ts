import { gunzipSync, gzipSync } from 'node:zlib'
import type { JobFileName, JobFilePiece } from '../../documents/job-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { storedAfter } from '../../ports/time.ts'
import { hashOf } from '../context/idempotency.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** Small enough for any store to keep as one document. */
const pieceBytes = 4_000_000

/** A file nobody has worked on by then is removed, in milliseconds. */
const keptFor = 30 * 86_400_000

/** Keeps a file for a job that will be made. It is removed when the job has ended. */
export async function storeJobFile(
  { commit, clock, newId }: OperationContext,
  content: Uint8Array,
): Promise<JobFileName> {
  const pieces: string[] = []
  const expiresAt = storedAfter(clock.now(), keptFor)
  for (let at = 0; at < content.length; at += pieceBytes) {
    const packed = gzipSync(content.subarray(at, at + pieceBytes), { level: 1 })
    const document: JobFilePiece = {
      id: newId(),
      revision: 1,
      content: packed.toString('base64'),
      expiresAt,
    }
    await commit([{ kind: 'insert', collection: 'jobFiles', document }], 'mark')
    pieces.push(document.id)
  }
  return { pieces, hash: await hashOf(new Uint8Array(content)) }
}

/** The file of a job, whole as it was sent. @throws ServerError JOB_FILE_GONE */
export async function readJobFile(
  { store }: OperationContext,
  { pieces, hash }: JobFileName,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  for (const id of pieces) {
    const piece = await store.get('jobFiles', id)
    if (piece === undefined) throw new ServerError('JOB_FILE_GONE')
    parts.push(gunzipSync(Buffer.from(piece.content, 'base64')))
  }
  const content = new Uint8Array(Buffer.concat(parts))
  if ((await hashOf(content)) !== hash) throw new ServerError('JOB_FILE_GONE')
  return content
}

/** Forgets the file of a job that has ended. */
export async function removeJobFile(
  { commit }: Pick<OperationContext, 'commit'>,
  { pieces }: JobFileName,
): Promise<void> {
  for (const id of pieces)
    await commit([{ kind: 'remove', collection: 'jobFiles', id, expectedRevision: 1 }], 'mark')
}
