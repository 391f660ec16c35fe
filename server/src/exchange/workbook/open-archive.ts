import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { inPieces } from '../in-pieces.ts'
import { createTableProblem, TableError } from '../table-problem.ts'
import { workbookLimits } from './workbook-limits.ts'
import { damagedPart, notWorkbook } from './workbook-problem.ts'

/** The files of a workbook, unpacked only as far as somebody reads them. */
export interface Archive {
  readonly has: (name: string) => boolean
  /**
   * The bytes of one file as they are unpacked.
   * @throws TableError when it is larger than it may be, not as large as the archive says, damaged, or has a password
   */
  readonly bytesOf: (name: string, most?: number) => AsyncGenerator<Uint8Array, void>
}

/**
 * Opens a zip archive that is at hand. What it says of its files is held against the limits before anything is
 * unpacked, and against the truth while it is.
 * @throws TableError when it is no archive, or holds more than it may
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await opened(bytes)
  const files = await filesOf(zip)
  let claimed = 0
  for (const { uncompressedSize } of files.values()) claimed += uncompressedSize
  if (claimed > workbookLimits.unpackedBytes) throw unpacksTooMuch()
  let unpacked = 0
  const count = (length: number) => {
    unpacked += length
    if (unpacked > workbookLimits.unpackedBytes) throw unpacksTooMuch()
  }
  return {
    has: (name) => files.has(name),
    bytesOf: (name, most = workbookLimits.unpackedBytes) => {
      const entry = files.get(name)
      if (entry === undefined) throw damagedPart(name)
      return unpack(zip, entry, { most, count })
    },
  }
}

async function opened(bytes: Uint8Array): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch {
    throw notWorkbook()
  }
}

async function filesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > workbookLimits.files)
    throw new TableError([
      createTableProblem('WORKBOOK_TOO_MANY_FILES', { row: 0 }, { limit: workbookLimits.files }),
    ])
  const files = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      // Programs differ in which of the two they read: what is brought in would not be what was seen.
      if (files.has(entry.fileName)) throw damagedPart(entry.fileName)
      files.set(entry.fileName, entry)
    }
  } catch (error) {
    throw error instanceof TableError ? error : notWorkbook()
  }
  return files
}

interface Unpacking {
  readonly most: number
  /** Told how many bytes came, for the sum of all files. */
  readonly count: (length: number) => void
}

async function* unpack(
  zip: ZipFile,
  entry: Entry,
  { most, count }: Unpacking,
): AsyncGenerator<Uint8Array, void> {
  const { fileName } = entry
  if (entry.isEncrypted())
    throw notWorkbook({
      zh: '它加了密码，请去掉密码后另存',
      en: 'it has a password; please save it without one',
    })
  if (entry.uncompressedSize > most) throw partTooLarge(fileName, most)
  let length = 0
  let checksum = 0
  for await (const chunk of inPieces(chunksOf(zip, entry))) {
    length += chunk.length
    if (length > most) throw partTooLarge(fileName, most)
    count(chunk.length)
    checksum = crc32(chunk, checksum)
    yield chunk
  }
  if (checksum !== entry.crc32) throw damagedPart(fileName)
}

/** The library's own complaints, that a file is shorter or longer than it is said to be among them, are damage. */
async function* chunksOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array, void> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk
  } catch {
    throw damagedPart(entry.fileName)
  }
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_000_000)} MB`
}

function partTooLarge(name: string, most: number): TableError {
  return new TableError([
    createTableProblem(
      'WORKBOOK_PART_TOO_LARGE',
      { row: 0, value: name },
      { limit: megabytes(most) },
    ),
  ])
}

function unpacksTooMuch(): TableError {
  const limit = megabytes(workbookLimits.unpackedBytes)
  return new TableError([
    createTableProblem(
      'TABLE_TOO_LARGE',
      { row: 0 },
      { limit: { zh: `解压后 ${limit}`, en: `${limit} unpacked` } },
    ),
  ])
}
