import { createHash } from 'node:crypto'
import { ContentChangedError } from '../ports/attachment-contents.ts'
import type { AlgorithmSet, DataKeys } from '../ports/data-keys.ts'
import type { StoredBytes } from '../ports/stored-file.ts'
import { createKeySuites, keyMissing, setNamed, suiteNames } from './key-suites.ts'
import { TamperedError } from './suites.ts'

/** What an encrypted file begins with: the mark of this form, its algorithms, and its key. No document begins so. */
const mark = '\u0001JF1'
const headForm = new RegExp(`^${mark}([as])([0-9a-f]{8})`)
const headLength = mark.length + 9

/** So much is encrypted at once, and held in memory. */
const pieceLength = 65_536

/** By so much a piece is longer when it is encrypted: nonce and tag. */
const overheads = { international: 28, national: 48 } as const

/** A hash of all that precedes it, and of what the file is called: damage is found without a key. */
const checkLength = 32

/** Encrypts and decrypts files piece by piece. Each piece is bound to its file and its place in it. */
export interface FileCipher {
  /** @param name what the file is: its ciphertext opens for nothing else */
  readonly seal: (clear: AsyncIterable<Uint8Array>, name: string) => AsyncGenerator<Uint8Array>
  /** Whether a file that begins so is under the key and the algorithms that are written with. */
  readonly isCurrent: (head: Uint8Array) => boolean
  /** A file that is encrypted, as it was; undefined for one that is not. @throws {StoreError} STORE_KEY */
  readonly open: (stored: StoredBytes, name: string) => Promise<StoredBytes | undefined>
}

/** Whether a file that begins so is encrypted. Pure. */
export function isSealedFile(head: Uint8Array): boolean {
  return headForm.test(textOf(head))
}

/** Without keys a file that is encrypted is refused, and none is encrypted. */
export function createFileCipher(keys: DataKeys): FileCipher
export function createFileCipher(keys: DataKeys | undefined): Omit<FileCipher, 'seal' | 'isCurrent'>
export function createFileCipher(keys: DataKeys | undefined): FileCipher {
  const suites = keys && createKeySuites(keys)
  const written = () => {
    if (keys === undefined || suites === undefined) throw new TypeError('There is no key.')
    const { algorithms } = keys
    const { keyId, suiteOf } = suites
    return { head: `${mark}${suiteNames[algorithms]}${keyId}`, suite: suiteOf(algorithms, keyId) }
  }
  return {
    async *seal(clear, name) {
      const { head, suite } = written()
      const check = createHash('sha256')
      const checked = (bytes: Uint8Array) => {
        check.update(bytes)
        return bytes
      }
      yield checked(Buffer.from(head, 'latin1'))
      let at = 0
      for await (const { piece, last } of piecesOf(clear, pieceLength))
        yield checked(suite.seal(piece, placeText(name, at++, last)))
      yield check.update(name).digest()
    },
    isCurrent: (head) => suites !== undefined && textOf(head) === written().head,
    async open(stored, name) {
      const [, suiteName, id = ''] = headForm.exec(textOf(await headOf(stored))) ?? []
      if (suiteName === undefined) return undefined
      if (suites === undefined) throw keyMissing([id])
      const set = setNamed(suiteName)
      const suite = suites.suiteOf(set, id)
      const longPiece = pieceLength + overheads[set]
      const decrypted = async function* () {
        let at = 0
        try {
          const pieces = piecesOf(stored.read(), longPiece, headLength, checkLength)
          for await (const { piece, last } of pieces)
            yield suite.open(piece, placeText(name, at++, last))
        } catch (error) {
          if (error instanceof TamperedError) throw new ContentChangedError(name, { cause: error })
          throw error
        }
      }
      return { bytes: clearLength(stored.bytes, set), read: decrypted }
    },
  }
}

/** A file in pieces of one length, the last one known for it, without what stands before and after them. */
async function* piecesOf(
  source: AsyncIterable<Uint8Array>,
  length: number,
  before = 0,
  after = 0,
): AsyncGenerator<{ readonly piece: Buffer; readonly last: boolean }> {
  let held = Buffer.alloc(0)
  let toSkip = before
  for await (const chunk of source) {
    const skipped = Math.min(toSkip, chunk.length)
    toSkip -= skipped
    held = Buffer.concat([held, chunk.subarray(skipped)])
    // The last piece is known by nothing following it but what ends the file.
    let at = 0
    for (; held.length - at > length + after; at += length)
      yield { piece: held.subarray(at, at + length), last: false }
    held = held.subarray(at)
  }
  yield { piece: held.subarray(0, Math.max(0, held.length - after)), last: true }
}

/** How a file begins. */
export async function headOf({ read }: Pick<StoredBytes, 'read'>): Promise<Buffer> {
  let head = Buffer.alloc(0)
  for await (const chunk of read()) {
    head = Buffer.concat([head, chunk.subarray(0, headLength)])
    if (head.length >= headLength) break
  }
  return head.subarray(0, headLength)
}

/**
 * Whether a file is whole, without a key: one that is encrypted by the hash at its end, another by its own, which is its
 * name. Who means to deceive is found by those who have the key.
 */
export async function isWholeFile({ read }: Pick<StoredBytes, 'read'>, name: string) {
  if (!isSealedFile(await headOf({ read }))) return (await hashOf(read())) === name
  const check = createHash('sha256')
  let held = Buffer.alloc(0)
  for await (const chunk of read()) {
    held = Buffer.concat([held, chunk])
    const known = Math.max(0, held.length - checkLength)
    check.update(held.subarray(0, known))
    held = held.subarray(known)
  }
  return check.update(name).digest().equals(held)
}

async function hashOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of source) hash.update(chunk)
  return hash.digest('hex')
}

function clearLength(bytes: number, set: AlgorithmSet): number {
  const body = bytes - headLength - checkLength
  const pieces = Math.max(1, Math.ceil(body / (pieceLength + overheads[set])))
  return body - pieces * overheads[set]
}

function placeText(name: string, at: number, last: boolean): string {
  return `file ${name} ${at}${last ? ' last' : ''}`
}

function textOf(head: Uint8Array): string {
  return Buffer.from(head.subarray(0, headLength)).toString('latin1')
}
