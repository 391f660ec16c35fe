/**
 * Lets what waits for events know at once what this process did. Nothing rests on it: what another server did is found
 * by whoever looks now and then.
 */
export class EventSignal {
  readonly #listeners = new Set<() => void>()

  /** Calls back after each {@link EventSignal.give}. @returns ends that */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  give(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** What is signalled: that a commit wrote events, and that the feed has come to a new end. */
export interface EventSignals {
  readonly written: EventSignal
  readonly numbered: EventSignal
}
