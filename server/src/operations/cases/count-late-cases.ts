import type { Grant } from '../../contracts/roles.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { listDuties } from './list-duties.ts'

/** Whoever watches the server looks at every county, and is told a number alone. */
const everywhere: readonly Grant[] = [{ role: 'integrator', county: '*', units: '*' }]

/** More than these are not counted: what a look costs stays the same however much is late. */
const most = 1000

/** In how many cases, up to a thousand, somebody is late with a duty. */
export async function countLateCases(
  context: Pick<OperationContext, 'store' | 'clock'>,
): Promise<number> {
  const watcher = { kind: 'system', id: 'metrics', title: 'metrics', grants: everywhere } as const
  const { items } = await listDuties(context, watcher, { late: true, limit: most })
  return Math.min(items.length, most)
}
