import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Bundle, type Layer, openBundle, rulesetSchema } from '@jieli/engine'
import type { DocumentStore } from '../../documents/document-store.ts'
import { damagedError } from './damaged-versions.ts'
import type { Damage, FoundDamage } from '../../documents/damaged-version.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'

/** How many published versions are kept ready in memory. A version never changes, so none grows stale. */
const maxVersions = 256

/** How a version is opened: see {@link openVersion}. */
export type OpenVersion = (publication: PublicationDocument) => Promise<Bundle | Damage>

/** Published versions, read once from the store, checked against their hash and form, and kept at hand. */
export class BundleCache {
  readonly #store: DocumentStore
  readonly #damaged: (found: FoundDamage) => Promise<void>
  readonly #open: OpenVersion
  readonly #bundles = new Map<string, Bundle>()
  readonly #opening = new Map<string, Promise<Bundle | Damage>>()

  /**
   * @param damaged told of each version that does not open, before whoever asked for it is refused
   * @param open here, or wherever there is time for it
   */
  constructor(
    store: DocumentStore,
    damaged: (found: FoundDamage) => Promise<void>,
    open: OpenVersion = async (publication) => openVersion(store, publication),
  ) {
    this.#store = store
    this.#damaged = damaged
    this.#open = open
  }

  /**
   * The version a publication put in force.
   * @throws ServerError BUNDLE_DAMAGED when what is stored is not what was published
   */
  async bundleOf(publication: PublicationDocument): Promise<Bundle> {
    const { hash } = publication
    const kept = this.#bundles.get(hash)
    if (kept !== undefined) {
      // Put last, so that the first in the map is the one longest unused.
      this.#bundles.delete(hash)
      this.#bundles.set(hash, kept)
      return kept
    }
    // Whoever asks meanwhile waits for the same.
    const opening = this.#opening.get(hash) ?? this.#open(publication)
    this.#opening.set(hash, opening)
    try {
      const opened = await opening
      if (typeof opened === 'string') throw await this.#refuse(damageOf(publication, opened))
      this.#keep(opened)
      return opened
    } finally {
      this.#opening.delete(hash)
    }
  }

  /**
   * The version a case began on, by ruleset, version and hash.
   * @throws ServerError BUNDLE_DAMAGED
   */
  async bundleOfCase(started: {
    ruleset: string
    version: string
    bundle: string
  }): Promise<Bundle> {
    const kept = this.#bundles.get(started.bundle)
    if (kept !== undefined) return kept
    const id = publicationId(started.ruleset, started.version)
    const publication = await this.#store.get('publications', id)
    if (publication?.hash !== started.bundle) {
      throw await this.#refuse({
        ruleset: started.ruleset,
        version: started.version,
        hash: started.bundle,
        county: publication?.manifest?.county ?? '',
        damage: 'unpublished',
      })
    }
    return await this.bundleOf(publication)
  }

  /**
   * A version as its author wrote it: the difference from what it rests on.
   * @throws ServerError BUNDLE_DAMAGED
   */
  async layerOf(publication: PublicationDocument): Promise<Layer> {
    await this.bundleOf(publication)
    const document = await this.#store.get('bundles', publication.bundle)
    const layer: unknown = document?.layer
    if (typeof layer === 'object' && layer !== null) return layer as Layer
    const damage = document === undefined ? 'missing' : 'changed'
    throw await this.#refuse(damageOf(publication, damage))
  }

  /** Opens a version as it is stored now, whatever is kept in memory: what is wrong with it, or nothing. */
  async findDamage(publication: PublicationDocument): Promise<Damage | undefined> {
    const opened = await this.#open(publication)
    if (typeof opened !== 'string') return undefined
    await this.#damaged(damageOf(publication, opened))
    return opened
  }

  #keep(bundle: Bundle): void {
    this.#bundles.set(bundle.hash, bundle)
    const oldest = this.#bundles.keys().next()
    if (this.#bundles.size > maxVersions && oldest.done !== true) this.#bundles.delete(oldest.value)
  }

  async #refuse(found: FoundDamage): Promise<Error> {
    await this.#damaged(found)
    return damagedError(found)
  }
}

/** Reads a version as it is stored and looks whether it is what was published: the version, or what is wrong with it. */
export async function openVersion(
  store: DocumentStore,
  publication: PublicationDocument,
): Promise<Bundle | Damage> {
  const document = await store.get('bundles', publication.bundle)
  if (document === undefined) return 'missing'
  const { content: ruleset, origin } = document
  const opened = openBundle({ ruleset, origin }, publication.hash)
  if (opened === undefined) return 'changed'
  // Hash and form of a large ruleset take some hundredths of a second each: others come in between.
  await nextTurn()
  return rulesetSchema.safeParse(opened.ruleset).success ? opened : 'unreadable'
}

function damageOf(publication: PublicationDocument, damage: Damage): FoundDamage {
  const { ruleset, version, hash, manifest } = publication
  return { ruleset, version, hash, county: manifest?.county ?? '', damage }
}

/** The id of a publication: a version of a ruleset is published once. Pure. */
export function publicationId(ruleset: string, version: string): string {
  return `${ruleset}@${version}`
}
