import type { CommitDocuments, DocumentStore } from '../documents/document-store.ts'
import type { Clock } from '../ports/clock.ts'
import { nextWrite } from '../documents/next-write.ts'

/** A use within this many seconds of the one noted last is not noted: hardly any request costs a write. */
export const notedSeconds = 60

/** So many are remembered without asking the store. */
const maxRemembered = 20_000

interface LastUsesPorts {
  readonly store: DocumentStore
  readonly commit: CommitDocuments
  readonly clock: Clock
}

/** When something was last used, to the minute: in the store, and so for every server that shares it. */
export class LastUses {
  readonly #ports: LastUsesPorts
  /** What is known to have been noted, by id; another server may have noted a later use. */
  readonly #noted = new Map<string, string>()
  /** Uses that are noted later. */
  readonly #touched = new Map<string, string>()

  constructor(ports: LastUsesPorts) {
    this.#ports = ports
  }

  /** When it was last used, as far as noted; undefined where it never was. */
  async read(id: string): Promise<string | undefined> {
    const noted = this.#noted.get(id)
    if (noted !== undefined && this.#isRecent(noted)) return noted
    return (await this.#ports.store.get('lastUses', id))?.at
  }

  /**
   * Notes that it is used now, unless that was noted a moment ago.
   * @param expiresAt when the note may be forgotten; null for as long as what is used is kept
   */
  async note(id: string, expiresAt: string | null): Promise<void> {
    const noted = this.#noted.get(id)
    if (noted !== undefined && this.#isRecent(noted)) return
    await this.#write(id, this.#ports.clock.now(), expiresAt)
  }

  /** Remembers that it is used now, to be noted with the next {@link flush}: no request waits for it. */
  touch(id: string): void {
    if (this.#touched.size < maxRemembered) this.#touched.set(id, this.#ports.clock.now())
  }

  /** Notes what was used since the last time. @throws {StoreError} */
  async flush(): Promise<void> {
    for (const [id, at] of this.#touched) {
      await this.#write(id, at, null)
      // Unless it was used again meanwhile.
      if (this.#touched.get(id) === at) this.#touched.delete(id)
    }
  }

  async #write(id: string, at: string, expiresAt: string | null): Promise<void> {
    const { store, commit } = this.#ports
    const found = await store.get('lastUses', id)
    if (found !== undefined && this.#isRecent(found.at)) {
      this.#remember(id, found.at)
      return
    }
    // Of several requests at once one writes.
    this.#remember(id, at)
    const document = { id, revision: (found?.revision ?? 0) + 1, at, expiresAt }
    await commit(
      [nextWrite('lastUses', document)],
      // Where another server was faster it has noted the same.
      'mark',
    )
  }

  #isRecent(at: string): boolean {
    const past = Date.parse(this.#ports.clock.now()) - Date.parse(at)
    return past >= 0 && past < notedSeconds * 1000
  }

  #remember(id: string, at: string): void {
    if (this.#noted.size >= maxRemembered) this.#noted.clear()
    this.#noted.set(id, at)
  }
}
