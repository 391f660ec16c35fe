import type { MessagePort } from 'node:worker_threads'
import type { Audited, Commit } from '../audit/commit.ts'
import type { Write } from '../ports/store.ts'
import { crossError } from './crossed-error.ts'
import type { JobAnswer, JobHome, JobRequest } from './job-message.ts'

/**
 * What is stored in these is not there for anybody until a document of another collection names it, or says only that
 * something was read.
 */
const namedLater: ReadonlySet<string> = new Set([
  'tableChunks',
  'runChunks',
  'settlementChunks',
  'codeMapParts',
  'bundles',
  'jobFiles',
  'caseReads',
])

/** Answers what one job asks of the thread that answers requests, and keeps in mind what it has stored. */
export class JobDesk {
  readonly #port: MessagePort
  readonly #parts: { readonly home: JobHome; readonly commit: Commit }
  readonly #changes: Promise<boolean>[] = []
  #open = true

  constructor(port: MessagePort, parts: { readonly home: JobHome; readonly commit: Commit }) {
    this.#port = port
    this.#parts = parts
    port.on('message', (request: JobRequest) => {
      // Who was ended, and does not know it yet, stores nothing any more.
      if (!this.#open) return
      if (request.kind === 'home') this.#send({ kind: 'home', home: parts.home })
      else void this.#commit(request.id, request.change, request.audit)
    })
  }

  /** Closes the desk to the job; whether anything it has stored, or is storing now, may be there. */
  async mayHaveChanged(): Promise<boolean> {
    this.#open = false
    return (await Promise.all(this.#changes)).includes(true)
  }

  close(): void {
    this.#open = false
    this.#port.close()
  }

  async #commit(id: number, change: readonly Write[], audit: Audited): Promise<void> {
    const committing = this.#parts.commit(change, audit)
    const changes = !change.every(({ collection }) => namedLater.has(collection))
    this.#changes.push(
      committing.then(
        ({ committed }) => committed && changes,
        // It may have been stored for all that.
        () => changes,
      ),
    )
    try {
      this.#send({ kind: 'committed', id, result: await committing })
    } catch (error) {
      this.#send({ kind: 'failed', id, error: crossError(error) })
    }
  }

  #send(answer: JobAnswer): void {
    this.#port.postMessage(answer)
  }
}
