import { randomUUID } from 'node:crypto'
import type { InsertWrite, Write } from '../ports/store.ts'
import type { AuditRecord } from './audit-entry.ts'

const unplaced = 'unplaced:'

/**
 * A write that appends a record to the audit log, to go into the same commit as what it records. Its place in a chain
 * is decided when it is committed, by the store that `openAuditedStore` gives.
 */
export function nextAuditWrite(record: AuditRecord): InsertWrite {
  const document = { ...record, id: `${unplaced}${randomUUID()}`, revision: 1 }
  return { kind: 'insert', collection: 'audit', document }
}

/** Whether a write appends a record that has no place yet. Pure. */
export function isAuditWrite(write: Write): write is InsertWrite {
  return (
    write.kind === 'insert' &&
    write.collection === 'audit' &&
    write.document.id.startsWith(unplaced)
  )
}

/** The record a write appends. Pure. */
export function recordOf({ document }: InsertWrite): AuditRecord {
  const { id: _id, revision: _revision, ...record } = document as typeof document & AuditRecord
  return record
}
