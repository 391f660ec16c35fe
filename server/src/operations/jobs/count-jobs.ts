import { storedAfter } from '../../ports/time.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** More than so many are not counted. */
const maxCounted = 100

/** What is looked at of each. */
interface CountedJob {
  readonly id: string
  readonly revision: number
  readonly lease?: object | null
}

const day = 86_400_000

/** How many jobs wait, how many are worked on, and how many failed within the last day. */
export async function countJobs({
  store,
  clock,
}: Pick<OperationContext, 'store' | 'clock'>): Promise<
  Readonly<Record<'waiting' | 'running' | 'failed', number>>
> {
  const open = await store.find<'jobs', CountedJob>('jobs', {
    sort: { field: 'openSince', direction: 'ascending' },
    limit: maxCounted,
    only: ['lease'],
  })
  const failed = await store.find<'jobs', CountedJob>('jobs', {
    anyOf: [{ status: 'failed' }],
    where: [{ field: 'endedAt', operator: 'greaterThan', value: storedAfter(clock.now(), -day) }],
    sort: { field: 'endedAt', direction: 'ascending' },
    limit: maxCounted,
    only: ['endedAt'],
  })
  const running = open.filter(({ lease }) => lease !== null && lease !== undefined).length
  return { waiting: open.length - running, running, failed: failed.length }
}
