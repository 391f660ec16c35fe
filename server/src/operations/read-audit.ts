import type { AuditEntry } from '../audit/audit-entry.ts'
import { type Caller, caseScope } from './caller.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { OperationContext } from './operation-context.ts'

/** The audit log, newest first: what concerns the counties the caller may audit. */
export async function readAudit(
  context: OperationContext,
  caller: Caller,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: AuditEntry[]; next?: string }> {
  const { counties } = caseScope(caller, 'audit.read')
  let after = page.cursor === undefined ? undefined : readCursor(page.cursor)
  const items: AuditEntry[] = []
  for (;;) {
    const found = await context.store.find<AuditEntry>('audit', {
      sort: { field: 'at', direction: 'descending' },
      ...(after && { after }),
      limit: page.limit + 1,
    })
    for (const entry of found) {
      if (items.length > page.limit) break
      if (counties === '*' || counties.includes(entry.county ?? '')) items.push(entry)
    }
    const last = found.at(-1)
    if (items.length > page.limit || found.length <= page.limit || last === undefined) break
    after = { value: last.at, id: last.id }
  }
  const shown = items.slice(0, page.limit)
  const end = shown.at(-1)
  return {
    items: shown.map(({ salt: _salt, ...entry }) => entry),
    ...(items.length > page.limit && end && { next: writeCursor({ value: end.at, id: end.id }) }),
  }
}
