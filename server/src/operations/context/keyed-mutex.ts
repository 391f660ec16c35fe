/**
 * Lets writers of one case go one after another within this process, so that they do not waste work on losing to
 * each other. Correctness does not rest on it: the store's compare-and-set decides, also between servers.
 */
export class CaseTurns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `work` once everybody who asked before for the same case is done. */
  async take<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(id) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#last.set(id, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(id) === mine) this.#last.delete(id)
    }
  }
}
