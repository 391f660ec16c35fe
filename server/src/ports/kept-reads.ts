import type { Query, Store, StoredDocument, StoreReader, Write } from './store.ts'

/**
 * What is read with nearly every request and written seldom: who asks, and by which version they are answered. Documents
 * of these collections are the same for everybody who reads them, and nobody changes one in memory.
 */
const keptCollections: ReadonlySet<string> = new Set([
  'keys',
  'users',
  'publications',
  'suspensions',
])

/**
 * The same, kept where the store can tell: a case that is begun goes into the hands of who took over a moment ago, and a
 * reader of events is told of those that went a moment ago.
 */
const keptWhereTold: ReadonlySet<string> = new Set(['units', 'retentionRules'])

/**
 * For so many milliseconds what was read from a store that others write to over the network is taken to be so still:
 * the longest that a key revoked on one server opens anything on another.
 */
export const keptFor = 250

/** More different reads of one collection than these are not kept. */
const maxKept = 4096

/** Reads that are kept, and told of writes. */
export interface KeptReads extends Pick<StoreReader, 'get' | 'find'> {
  /** Does a commit, after which nothing that it wrote is answered from memory. */
  readonly through: <T>(writes: readonly Write[], commit: () => Promise<T>) => Promise<T>
}

/**
 * Answers reads of some collections from memory while what was read is so still: until this process writes to the
 * collection, until the store says that others wrote, or, where it cannot, for a moment. That something is not there is
 * kept only where the store can tell.
 */
export function keepReads(store: Store, now: () => number = Date.now): KeptReads {
  let others = store.writesOfOthers?.()
  const names = [...keptCollections, ...(others === undefined ? [] : keptWhereTold)]
  const caches = new Map(names.map((name) => [name, new ReadCache()]))

  const cacheOf = (collection: string): ReadCache | undefined => {
    const cache = caches.get(collection)
    if (cache === undefined) return undefined
    const present = store.writesOfOthers?.()
    if (present !== others) {
      others = present
      for (const each of caches.values()) each.clear()
    }
    return cache
  }

  const read = async <T>(collection: string, asked: string, work: () => Promise<T>): Promise<T> => {
    const cache = cacheOf(collection)
    if (cache === undefined) return await work()
    const kept = cache.read(asked)
    if (kept !== undefined && (others !== undefined || now() - kept.at < keptFor))
      return kept.found as T
    const { writes } = cache
    const at = now()
    const found = await work()
    const isThere = Array.isArray(found) ? found.length > 0 : found !== undefined
    // Read while somebody wrote, it may be what was there before.
    if (cache.writes === writes && (isThere || others !== undefined))
      cache.keep(asked, { found: freeze(found), at })
    return found
  }

  return {
    get: async <T extends StoredDocument>(collection: string, id: string) =>
      await read(collection, `get ${id}`, async () => store.get<T>(collection, id)),
    find: async <T extends StoredDocument>(collection: string, query: Query): Promise<T[]> => {
      const found = await read(collection, `find ${JSON.stringify(query)}`, async () =>
        store.find<T>(collection, query),
      )
      return Object.isFrozen(found) ? [...found] : found
    },
    through: async (writes, commit) => {
      const touched = writes.flatMap(({ collection }) => caches.get(collection) ?? [])
      for (const cache of touched) cache.begin()
      try {
        return await commit()
      } finally {
        for (const cache of touched) cache.end()
      }
    },
  }
}

interface Kept {
  readonly found: unknown
  readonly at: number
}

/** What was read of one collection. */
class ReadCache {
  readonly #kept = new Map<string, Kept>()
  #writing = 0
  /** Counts the writes that were begun or ended. */
  writes = 0

  /** Nothing while somebody writes: nobody can tell whether it is stored. */
  read(asked: string): Kept | undefined {
    return this.#writing > 0 ? undefined : this.#kept.get(asked)
  }

  keep(asked: string, kept: Kept): void {
    if (this.#writing > 0) return
    if (this.#kept.size >= maxKept) this.#kept.clear()
    this.#kept.set(asked, kept)
  }

  begin(): void {
    this.#writing += 1
    this.clear()
  }

  end(): void {
    this.#writing -= 1
    this.clear()
  }

  clear(): void {
    this.writes += 1
    this.#kept.clear()
  }
}

/** Frozen through and through, for it is given to many. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const each of Object.values(value)) freeze(each)
  return Object.freeze(value)
}
