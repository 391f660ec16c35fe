import { Counter, Histogram, type Registry } from 'prom-client'
import { aroundStore } from '../ports/around-store.ts'
import type { Store } from '../ports/store.ts'

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
  return aroundStore(store, async (operation, _collection, work) => {
    const end = time.startTimer({ operation })
    try {
      return await work()
    } catch (error) {
      failed.inc({ operation })
      throw error
    } finally {
      end()
    }
  })
}
