import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMongoContents } from '../../../server/src/adapters/mongo/mongo-contents.ts'
import { contentsBeside } from '../../../server/src/adapters/sqlite/file-contents.ts'
import { lookAtContent } from '../../../server/src/audit/verified-content.ts'
import { encryptFiles } from '../../../server/src/encryption/encrypt-files.ts'
import { encryptedContents } from '../../../server/src/encryption/encrypted-contents.ts'
import { isWholeFile } from '../../../server/src/encryption/file-cipher.ts'
import type {
  AttachmentContents,
  ContentFiles,
} from '../../../server/src/ports/attachment-contents.ts'
import type { StoredFile } from '../../../server/src/ports/stored-file.ts'
import { algorithmSets, type DataKeys } from '../../../server/src/ports/data-keys.ts'
import { dropDatabase, mongoUrl, withoutMongo } from './mongo-server.ts'

const at = (hour: number) => `2025-03-03T${String(hour).padStart(2, '0')}:00:00.000+08:00`
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** What both stores promise of the contents of attachments. */
function describeContents(name: string, place: () => ContentsPlace): void {
  describe(`contents in ${name}`, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-contents-'))
    const { open, destroy } = place()
    let contents: ContentFiles

    beforeAll(async () => {
      contents = await open()
    })
    afterAll(async () => {
      await contents.close()
      await destroy()
      rmSync(folder, { recursive: true })
    })

    const keep = async (bytes: Buffer, hour = 8, to: AttachmentContents = contents) => {
      const file = path.join(folder, randomUUID())
      writeFileSync(file, bytes)
      await to.keep(hashOf(bytes), file, at(hour))
      return hashOf(bytes)
    }
    const read = async (sha256: string, from: AttachmentContents = contents) => {
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

    const removeAll = async () => {
      for await (const { name: kept } of contents.each())
        await contents.removeUnwanted(kept, at(23))
    }
    const lying = async (sha256: string): Promise<StoredFile> => {
      for await (const each of contents.each()) if (each.name === sha256) return each
      throw new Error('Nothing lies there.')
    }
    const bytesOf = async (sha256: string) => {
      const { read: pieces } = await lying(sha256)
      return await buffer(pieces())
    }
    /** Puts other bytes where a content lies. */
    const spoil = async (sha256: string, bytes: Buffer) => {
      const file = path.join(folder, randomUUID())
      writeFileSync(file, bytes)
      await (await lying(sha256)).replace(file)
    }
    const bring = async (keys: DataKeys, to: 'encrypted' | 'plain' = 'encrypted') =>
      await encryptFiles(contents.each(), keys, { to, folder, room: 'attachments' })

    it.each(algorithmSets)(
      'AT8 are encrypted with a key by %s algorithms, whatever their length, and bound to their hash',
      async (algorithms) => {
        await removeAll()
        const keys: DataKeys = { algorithms, keys: [randomBytes(32).toString('base64')] }
        const encrypted = encryptedContents(contents, keys)
        for (const length of [1, 65_535, 65_536, 65_537, 131_072, 200_000]) {
          const bytes = Buffer.alloc(length, `patient-canary-${length} `)
          const sha256 = await keep(bytes, 8, encrypted)
          expect((await read(sha256, encrypted))?.equals(bytes)).toBe(true)
          const stored = await bytesOf(sha256)
          expect([stored.length > length, stored.includes('canary')]).toEqual([true, false])
          expect(await isWholeFile(await lying(sha256), sha256)).toBe(true)
          await expect(encryptedContents(contents, undefined).open(sha256)).rejects.toMatchObject({
            code: 'STORE_KEY',
          })
          await encrypted.removeUnwanted(sha256, at(9))
        }
        const [one, other] = [randomBytes(150_000), randomBytes(150_000)]
        const [sha256, hash] = [await keep(one, 8, encrypted), await keep(other, 8, encrypted)]
        const stored = await bytesOf(sha256)
        const piece = (stored.length - 45 - 150_000) / 3 + 65_536
        const [first, second] = [
          stored.subarray(13, 13 + piece),
          stored.subarray(13 + piece, 13 + 2 * piece),
        ]
        for (const wrong of [
          await bytesOf(hash),
          Buffer.concat([stored.subarray(0, 13), second, first, stored.subarray(13 + 2 * piece)]),
          Buffer.concat([stored.subarray(0, 13 + 2 * piece), stored.subarray(-32)]),
          stored.subarray(0, 20),
          Buffer.from(stored.map((byte, index) => (index === 100_000 ? byte ^ 1 : byte))),
        ]) {
          await spoil(sha256, wrong)
          expect(await lookAtContent(encrypted, sha256, true)).toBe('changed')
          expect(await isWholeFile(await lying(sha256), sha256)).toBe(false)
        }
        // What lies there was not read: nobody takes it for what it is called.
        expect(
          (await bring({ ...keys, keys: [randomBytes(32).toString('base64'), ...keys.keys] }))
            .unreadable,
        ).toEqual([`attachments/${sha256}`])
      },
    )

    it('AT8 go from no key to one, to another by other algorithms, and back, wanted when they were', async () => {
      await removeAll()
      const [former, later] = [
        randomBytes(32).toString('base64'),
        randomBytes(32).toString('base64'),
      ]
      const bytes = Buffer.alloc(100_000, 'patient-canary ')
      const sha256 = await keep(bytes, 8)
      const clear = (await bytesOf(sha256)).equals(bytes)
      const one: DataKeys = { algorithms: 'international', keys: [former] }
      const two: DataKeys = { algorithms: 'national', keys: [later, former] }
      expect((await read(sha256, encryptedContents(contents, one)))?.equals(bytes)).toBe(true)
      const shown = async () => (await bytesOf(sha256)).includes('canary')
      for (const keys of [one, two]) {
        // Broken off with a document looked at, it is begun again.
        const broken = encryptFiles(contents.each(), keys, {
          to: 'encrypted',
          folder,
          room: 'attachments',
          progress: () => {
            throw new Error('Broken off')
          },
        })
        await expect(broken).rejects.toThrow('Broken off')
        expect((await bring(keys)).unreadable).toEqual([])
        expect([await shown(), (await bring(keys)).written]).toEqual([false, 0])
        expect((await read(sha256, encryptedContents(contents, keys)))?.equals(bytes)).toBe(true)
      }
      // The former key is needed no more.
      const last: DataKeys = { algorithms: 'national', keys: [later] }
      expect((await read(sha256, encryptedContents(contents, last)))?.equals(bytes)).toBe(true)
      await bring(last, 'plain')
      expect([clear, (await read(sha256))?.equals(bytes)]).toEqual([true, true])
      expect(await contents.removeUnwanted(sha256, at(8))).toBe(false)
      expect(await contents.removeUnwanted(sha256, at(9))).toBe(true)
    })
  })
}

interface ContentsPlace {
  readonly open: () => Promise<ContentFiles>
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
