import type { StoreReader } from '../ports/store.ts'
import type { AuditEntry } from './audit-entry.ts'
import { type Pace, readAll } from './read-pages.ts'

/**
 * The entries written from a moment on, all of them without one: of each county in their order, one county after the
 * other.
 * @throws {StoreError}
 */
export async function* entriesSince(
  store: Pick<StoreReader, 'find' | 'distinct'>,
  since: string | undefined,
  read: { readonly pace?: Pace; readonly checked?: true } = {},
): AsyncGenerator<AuditEntry> {
  const { pace, checked } = read
  for (const [county = null] of await store.distinct('audit', ['county'])) {
    yield* readAll<AuditEntry>(store, 'audit', {
      query: {
        where: [
          { field: 'county', operator: 'equal', value: county },
          ...(since === undefined
            ? []
            : [{ field: 'at', operator: 'greaterThanInclusive', value: since } as const]),
        ],
        sort: { field: 'at', direction: 'ascending' },
        ...(checked && { checked }),
      },
      ...(pace && { pace }),
    })
  }
}
