import { createHash } from 'node:crypto'
import { ContentChangedError, type ContentReader } from '../ports/attachment-contents.ts'
import type { StoredBytes } from '../ports/stored-file.ts'

/**
 * A content piece by piece, with its last piece held back until all of it is known to be what its hash says: nobody ever
 * gets another document whole in its place.
 * @throws ContentChangedError instead of the last piece
 */
export async function* verifiedContent(
  { read }: Pick<StoredBytes, 'read'>,
  sha256: string,
): AsyncGenerator<Uint8Array, void> {
  const hash = createHash('sha256')
  let held: Uint8Array | undefined
  for await (const piece of read()) {
    hash.update(piece)
    if (held !== undefined) yield held
    held = piece
  }
  if (hash.digest('hex') !== sha256) throw new ContentChangedError(sha256)
  if (held !== undefined) yield held
}

/** What is kept under a hash: all of it read, or only looked for. @throws {StoreError} */
export async function lookAtContent(
  contents: ContentReader,
  sha256: string,
  whole: boolean,
): Promise<'kept' | 'missing' | 'changed'> {
  const kept = await contents.open(sha256)
  if (kept === undefined) return 'missing'
  if (!whole) return 'kept'
  try {
    for await (const _ of verifiedContent(kept, sha256)) continue
    return 'kept'
  } catch (error) {
    if (error instanceof ContentChangedError) return 'changed'
    throw error
  }
}
