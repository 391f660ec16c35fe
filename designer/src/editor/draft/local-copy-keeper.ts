import type { Ruleset } from '@jieli/engine'
import { createIdempotencyKey } from '../../api/request.ts'
import type { DocumentStore } from '../../document/state/document-store.ts'
import { dropCopy, keepCopy, type LocalCopy } from './local-copies.ts'

/** So long after an edit it is kept: a crash loses no more. In milliseconds. */
const delay = 500

/** Keeps what is edited in this browser until it is saved. */
export class LocalCopyKeeper {
  readonly id = createIdempotencyKey()
  readonly #store: DocumentStore
  readonly #of: Pick<LocalCopy, 'account' | 'ruleset'>
  #timer: ReturnType<typeof setTimeout> | undefined
  #last: Promise<boolean> = Promise.resolve(true)
  #kept: Ruleset | undefined

  constructor(store: DocumentStore, of: Pick<LocalCopy, 'account' | 'ruleset'>) {
    this.#store = store
    this.#of = of
  }

  /** Begins; ends with the function given back, after what is not kept yet. */
  start(): () => void {
    const leave = this.#store.subscribe(() => {
      // What was saved is let go of at once, before anybody can leave.
      if (this.#store.getState().saved) void this.flush()
      else this.#timer ??= setTimeout(() => void this.flush(), delay)
    })
    return () => {
      leave()
      if (this.#timer !== undefined) void this.flush()
    }
  }

  /** Brings the copy up to date. @returns whether this browser has all that is not saved */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    // One after another: an older state never replaces a newer one.
    this.#last = this.#last.then(() => this.#write())
    return await this.#last
  }

  async #write(): Promise<boolean> {
    const { present, revision, saved } = this.#store.getState()
    try {
      if (saved) {
        if (this.#kept !== undefined) await dropCopy(this.id)
        this.#kept = undefined
      } else if (this.#kept !== present) {
        const at = new Date().toISOString()
        await keepCopy({ ...this.#of, id: this.id, revision, at, edited: present })
        this.#kept = present
      }
      return true
    } catch {
      // A private window keeps nothing, nor does a full disk: whoever leaves is told.
      return false
    }
  }
}
