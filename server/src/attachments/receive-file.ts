import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { finished, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ServerError } from '../errors/server-error.ts'
import { StoreError } from '../ports/store-error.ts'

/** A file that has come in whole. */
export interface ReceivedFile {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
}

/**
 * Takes a file in as it comes, never more of it than it may have, and puts it on the disk.
 * @throws ServerError ATTACHMENT_TOO_LARGE, ATTACHMENT_EMPTY @throws {StoreError} where it cannot be written
 */
export async function receiveFile(
  body: Readable,
  { folder, maxBytes }: { readonly folder: string; readonly maxBytes: number },
): Promise<ReceivedFile> {
  const file = path.join(folder, randomUUID())
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) {
        done(tooLarge(maxBytes))
        return
      }
      hash.update(chunk)
      done(null, chunk)
    },
  })
  // Piped by hand: a pipeline would end the connection with the request, and nobody would hear why.
  const stopWatching = finished(body, { writable: false }, (error) => {
    if (error) meter.destroy(error)
  })
  let sender: Error | undefined
  body.once('error', (error) => {
    sender = error
  })
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    body.pipe(meter)
    await pipeline(meter, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }))
    if (bytes === 0) throw new ServerError('ATTACHMENT_EMPTY')
    return { file, sha256: hash.digest('hex'), bytes }
  } catch (cause) {
    body.unpipe(meter)
    await rm(file, { force: true })
    if (cause instanceof ServerError || cause === sender || isBrokenOff(cause)) throw cause
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new StoreError('STORE_FAILED', `${folder}: ${message}`, { cause })
  } finally {
    stopWatching()
  }
}

/** Said of a file before any of it is read, where its sender says how large it is. */
export function tooLarge(maxBytes: number): ServerError {
  return new ServerError('ATTACHMENT_TOO_LARGE', { limit: `${maxBytes / 1_000_000} MB` })
}

/** Whoever sent it has gone: there is nobody left to answer. */
function isBrokenOff(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE'
}
