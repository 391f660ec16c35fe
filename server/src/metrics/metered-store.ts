import { Counter, Histogram, type Registry } from 'prom-client'
import type { Query, Store, StoredDocument } from '../ports/store.ts'

/** A store that times what it is asked on the thread that answers, and counts what fails. */
export function meteredStore(store: Store, registry: Registry): Store {
  const registers = [registry]
  const time = new Histogram({
    name: 'jieli_store_seconds',
    help: 'Time the store takes for one operation asked on the answering thread',
    labelNames: ['operation'],
    buckets: [0.0005, 0.002, 0.01, 0.05, 0.25, 1, 5],
    registers,
  })
  const failed = new Counter({
    name: 'jieli_store_failures_total',
    help: 'Operations the store failed at',
    labelNames: ['operation'],
    registers,
  })
  const timed = async <T>(operation: string, work: Promise<T>): Promise<T> => {
    const end = time.startTimer({ operation })
    try {
      return await work
    } catch (error) {
      failed.inc({ operation })
      throw error
    } finally {
      end()
    }
  }
  return {
    get: async <T extends StoredDocument>(collection: string, id: string) =>
      await timed('get', store.get<T>(collection, id)),
    find: async <T extends StoredDocument>(collection: string, query: Query) =>
      await timed('find', store.find<T>(collection, query)),
    distinct: async (...asked) => await timed('distinct', store.distinct(...asked)),
    commit: async (writes) => await timed('commit', store.commit(writes)),
    ping: async () => {
      await timed('ping', store.ping())
    },
    close: async () => {
      await store.close()
    },
  }
}
