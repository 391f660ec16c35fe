import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMongoContents } from '../../../server/src/adapters/mongo/mongo-contents.ts'
import { contentsBeside } from '../../../server/src/adapters/sqlite/file-contents.ts'
import type { AttachmentContents } from '../../../server/src/ports/attachment-contents.ts'
import { dropDatabase, mongoUrl, withoutMongo } from './mongo-server.ts'

const at = (hour: number) => `2025-03-03T${String(hour).padStart(2, '0')}:00:00.000+08:00`
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** What both stores promise of the contents of attachments. */
function describeContents(name: string, place: () => ContentsPlace): void {
  describe(`contents in ${name}`, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-contents-'))
    const { open, destroy } = place()
    let contents: AttachmentContents

    beforeAll(async () => {
      contents = await open()
    })
    afterAll(async () => {
      await contents.close()
      await destroy()
      rmSync(folder, { recursive: true })
    })

    const keep = async (bytes: Buffer, hour = 8, to = contents) => {
      const file = path.join(folder, randomUUID())
      writeFileSync(file, bytes)
      await to.keep(hashOf(bytes), file, at(hour))
      return hashOf(bytes)
    }
    const read = async (sha256: string, from = contents) => {
      const kept = await from.open(sha256)
      if (kept === undefined) return undefined
      const pieces: Uint8Array[] = []
      for await (const piece of kept.read()) pieces.push(piece)
      const bytes = Buffer.concat(pieces)
      expect(bytes.length).toBe(kept.bytes)
      return bytes
    }

    it('are there as they were kept, for another connection too, and read as often as one likes', async () => {
      const bytes = randomBytes(700_000)
      const sha256 = await keep(bytes)
      const other = await open()
      for (const from of [contents, other, other])
        expect((await read(sha256, from))?.equals(bytes)).toBe(true)
      await other.close()
    })

    it('that nobody kept are not there, and cannot be removed', async () => {
      const unknown = hashOf(randomBytes(9))
      expect(await contents.open(unknown)).toBeUndefined()
      expect(await contents.removeUnwanted(unknown, at(9))).toBe(true)
    })

    it('are kept once, whoever keeps them at one moment', async () => {
      const bytes = randomBytes(400_000)
      await Promise.all([keep(bytes), keep(bytes), keep(bytes)])
      expect((await read(hashOf(bytes)))?.equals(bytes)).toBe(true)
      expect(await contents.removeUnwanted(hashOf(bytes), at(9))).toBe(true)
      expect(await read(hashOf(bytes))).toBeUndefined()
    })

    it('are removed unless they were wanted since, and can be kept again', async () => {
      const bytes = randomBytes(1000)
      const sha256 = await keep(bytes, 8)
      await keep(bytes, 10)
      expect(await contents.removeUnwanted(sha256, at(9))).toBe(false)
      expect((await read(sha256))?.equals(bytes)).toBe(true)
      expect(await contents.removeUnwanted(sha256, at(11))).toBe(true)
      expect(await read(sha256)).toBeUndefined()
      await keep(bytes, 12)
      expect((await read(sha256))?.equals(bytes)).toBe(true)
    })

    it('are never lost between keeping and removing, in whichever order they come', async () => {
      for (let turn = 0; turn < 20; turn++) {
        const bytes = randomBytes(100)
        const sha256 = await keep(bytes, 8)
        await Promise.all([keep(bytes, 12), contents.removeUnwanted(sha256, at(9))])
        expect((await read(sha256))?.equals(bytes)).toBe(true)
      }
    })
  })
}

interface ContentsPlace {
  readonly open: () => Promise<AttachmentContents>
  readonly destroy: () => Promise<void>
}

function files(): ContentsPlace {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-store-'))
  return {
    open: async () => contentsBeside(path.join(folder, 'jieli.sqlite')),
    destroy: async () => rmSync(folder, { recursive: true }),
  }
}

function mongo(): ContentsPlace {
  const database = `jieli_test_${randomUUID().replaceAll('-', '')}`
  return {
    open: async () => await openMongoContents({ url: mongoUrl!, database }),
    destroy: async () => await dropDatabase(database),
  }
}

describeContents('files beside SQLite', files)

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? withoutMongo : 'by the MongoDB protocol',
  () => {
    describeContents('MongoDB', mongo)
  },
)
