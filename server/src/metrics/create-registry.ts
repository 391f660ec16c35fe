import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { programVersion } from '../program-version.ts'

/** A registry with what every server says of itself: which program it is, and how its process does. */
export function createRegistry(): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'jieli_program',
    help: 'Always 1; its label is the version of the program',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: programVersion }, 1)
  return registry
}
