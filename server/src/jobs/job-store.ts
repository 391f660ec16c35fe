import type { MessagePort } from 'node:worker_threads'
import type { Audited } from '../audit/commit.ts'
import type {
  CommitResult,
  DistinctValues,
  FieldValues,
  Query,
  StoredDocument,
  StoreReader,
  Write,
} from '../ports/store.ts'
import { crossedError } from './crossed-error.ts'
import type { JobAnswer, JobRequest } from './job-message.ts'

interface Committing {
  readonly resolve: (result: CommitResult) => void
  readonly reject: (error: Error) => void
}

/**
 * The store of one job: it reads over the thread's own connection, and has the thread that answers requests do its
 * writing. So the chains of the audit log and the gathering of commits stay in one place.
 */
export class JobStore implements StoreReader {
  readonly #reader: StoreReader
  readonly #port: MessagePort
  readonly #committing = new Map<number, Committing>()
  #lastId = 0

  /** @param port to the thread that writes; the job's own */
  constructor(reader: StoreReader, port: MessagePort) {
    this.#reader = reader
    this.#port = port
    port.on('message', (answer: JobAnswer) => {
      if (answer.kind === 'home') return
      const waiting = this.#committing.get(answer.id)
      this.#committing.delete(answer.id)
      if (answer.kind === 'committed') waiting?.resolve(answer.result)
      else waiting?.reject(crossedError(answer.error))
    })
  }

  async get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    return await this.#reader.get<T>(collection, id)
  }

  async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    return await this.#reader.find<T>(collection, query)
  }

  async distinct(
    collection: string,
    fields: readonly string[],
    among?: FieldValues,
  ): Promise<DistinctValues[]> {
    return await this.#reader.distinct(collection, fields, among)
  }

  /** Has a change written with its audit entry, as operations do. */
  readonly commit = async (change: readonly Write[], audit: Audited): Promise<CommitResult> => {
    const { promise, resolve, reject } = Promise.withResolvers<CommitResult>()
    const id = ++this.#lastId
    this.#committing.set(id, { resolve, reject })
    this.#port.postMessage({ kind: 'commit', id, change, audit } satisfies JobRequest)
    return await promise
  }

  async ping(): Promise<void> {
    await this.#reader.ping()
  }
}
