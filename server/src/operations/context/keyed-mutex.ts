/**
 * Lets work under one key go on one after another within this process, so that writers of one case do not waste work on
 * losing to each other. Correctness does not rest on it: the store's compare-and-set decides, also between servers.
 */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `work` once everybody who asked before under the same key is done. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#last.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
  }
}
