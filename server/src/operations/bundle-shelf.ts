import { type Bundle, openBundle } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import type { StoreReader } from '../ports/store.ts'
import type { BundleDocument, PublicationDocument } from './documents.ts'

/** How many published versions are kept ready in memory. A version never changes, so none grows stale. */
const shelfSize = 256

/** Published versions, read once from the store, checked against their hash, and kept at hand. */
export class BundleShelf {
  readonly #store: StoreReader
  readonly #bundles = new Map<string, Bundle>()

  constructor(store: StoreReader) {
    this.#store = store
  }

  /**
   * The version a publication put in force.
   * @throws ServerError BUNDLE_DAMAGED when what is stored is not what was published
   */
  async bundleOf(publication: PublicationDocument): Promise<Bundle> {
    const kept = this.#bundles.get(publication.hash)
    if (kept !== undefined) {
      // Put last, so that the first in the map is the one longest unused.
      this.#bundles.delete(publication.hash)
      this.#bundles.set(publication.hash, kept)
      return kept
    }
    const document = await this.#store.get<BundleDocument>('bundles', publication.bundle)
    const bundle =
      document &&
      openBundle({ ruleset: document.content, origin: document.origin }, publication.hash)
    if (bundle === undefined) {
      throw new ServerError('BUNDLE_DAMAGED', { hash: publication.hash })
    }
    this.#bundles.set(bundle.hash, bundle)
    const oldest = this.#bundles.keys().next()
    if (this.#bundles.size > shelfSize && oldest.done !== true) this.#bundles.delete(oldest.value)
    return bundle
  }

  /** The version a case began on, by ruleset, version and hash. */
  async bundleOfCase(started: {
    ruleset: string
    version: string
    bundle: string
  }): Promise<Bundle> {
    const kept = this.#bundles.get(started.bundle)
    if (kept !== undefined) return kept
    const id = publicationId(started.ruleset, started.version)
    const publication = await this.#store.get<PublicationDocument>('publications', id)
    if (publication?.hash !== started.bundle) {
      throw new ServerError('BUNDLE_DAMAGED', { hash: started.bundle })
    }
    return await this.bundleOf(publication)
  }
}

/** The id of a publication: a version of a ruleset is published once. Pure. */
export function publicationId(ruleset: string, version: string): string {
  return `${ruleset}@${version}`
}
