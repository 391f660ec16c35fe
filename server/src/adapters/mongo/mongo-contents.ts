import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type Filter, GridFSBucket, type MongoClient, type ObjectId } from 'mongodb'
import type { ContentFiles } from '../../ports/attachment-contents.ts'
import { StoreError } from '../../ports/store-error.ts'
import type { StoredBytes, StoredFile } from '../../ports/stored-file.ts'
import { mongoError } from './mongo-error.ts'
import { connect } from './open-mongo-store.ts'

/** The collections of the driver's own file store are named after it. */
const bucketName = 'attachmentContents'

/** A content as the driver's file store keeps it; its chunks are there before it. */
interface KeptFile {
  readonly _id: ObjectId
  readonly length: number
  readonly filename: string
  readonly metadata: { readonly wantedAt: string }
}

/**
 * Contents in MongoDB itself, by the file store of its driver (GridFS), so that a dump of the database has them. Two servers
 * that keep the same at one moment may keep it twice; all of it is removed together.
 */
class MongoContents implements ContentFiles {
  readonly #client: MongoClient
  readonly #bucket: GridFSBucket
  readonly #files
  readonly #where: string

  constructor({ client, database, where }: Awaited<ReturnType<typeof connect>>) {
    this.#client = client
    this.#bucket = new GridFSBucket(database, { bucketName })
    this.#files = database.collection<KeptFile>(`${bucketName}.files`)
    this.#where = where
  }

  async open(sha256: string): Promise<StoredBytes | undefined> {
    const found = await this.#asked(() => this.#files.findOne({ filename: sha256 }))
    if (found === null) return undefined
    const { _id, length: bytes } = found
    return { bytes, read: () => this.#read(_id) }
  }

  async keep(sha256: string, file: string, now: string): Promise<void> {
    await this.#asked(async () => {
      const wanted = { $max: { 'metadata.wantedAt': momentOf(now) } }
      const known = await this.#files.updateOne({ filename: sha256 }, wanted)
      if (known.matchedCount === 0) {
        await this.#put(sha256, file, { wantedAt: momentOf(now) })
      }
      await rm(file, { force: true })
    })
  }

  async *each(): AsyncGenerator<StoredFile, void> {
    let after: ObjectId | undefined
    for (;;) {
      const later = after && { _id: { $gt: after } }
      const [found] = await this.#asked(() =>
        this.#files.find(later ?? {}, { sort: { _id: 1 }, limit: 1 }).toArray(),
      )
      if (found === undefined) return
      const { _id, length: bytes, filename: name, metadata } = found
      after = _id
      const replace = async (file: string) =>
        await this.#asked(async () => {
          // Either is the content: whoever opens it in between gets the one or the other.
          await this.#put(name, file, metadata)
          await this.#remove({ _id })
        })
      yield { name, bytes, read: () => this.#read(_id), replace }
    }
  }

  async removeUnwanted(sha256: string, since: string): Promise<boolean> {
    return await this.#asked(async () => {
      const unwanted = { filename: sha256, 'metadata.wantedAt': { $lt: momentOf(since) } }
      while (await this.#remove(unwanted)) continue
      return (await this.#files.findOne({ filename: sha256 })) === null
    })
  }

  async #put(sha256: string, file: string, metadata: KeptFile['metadata']): Promise<void> {
    const upload = this.#bucket.openUploadStream(sha256, { metadata })
    await pipeline(createReadStream(file), upload)
  }

  /** Removes one of some files; false where there is none. */
  async #remove(which: Filter<KeptFile>): Promise<boolean> {
    // One write decides, against whoever wants it at this moment; its chunks follow.
    const gone = await this.#files.findOneAndDelete(which)
    if (gone === null) return false
    await this.#files.db.collection(`${bucketName}.chunks`).deleteMany({ files_id: gone._id })
    return true
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  async *#read(id: ObjectId): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const chunk of this.#bucket.openDownloadStream(id)) yield chunk as Uint8Array
    } catch (cause) {
      throw mongoError(this.#where, cause)
    }
  }

  async #asked<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work()
    } catch (cause) {
      throw cause instanceof StoreError ? cause : mongoError(this.#where, cause)
    }
  }
}

/** One form for every moment: they are compared as texts. */
function momentOf(moment: string): string {
  return new Date(moment).toISOString()
}

/** Opens the contents of attachments of a store on MongoDB, over connections of its own. @throws {StoreError} */
export async function openMongoContents(options: {
  readonly url: string
  readonly database?: string
}): Promise<ContentFiles> {
  return new MongoContents(await connect(options, contentConnections))
}

/** Files are few beside documents. */
const contentConnections = 5
