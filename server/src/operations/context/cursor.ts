import { createIssue } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'

/** Where a page ended: its last document's sort value and id. */
export interface Cursor {
  readonly value: string
  readonly id: string
}

/** A cursor as text to hand out. Pure. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.id])).toString('base64url')
}

/**
 * A cursor as handed back.
 * @param where the part of the request it came in
 * @throws ServerError REQUEST_INVALID when it is not one of ours
 */
export function readCursor(text: string, where = '/query/cursor'): Cursor {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [value, id] = parsed as unknown[]
      if (typeof value === 'string' && typeof id === 'string') return { value, id }
    }
  } catch {
    // Not JSON: answered below like any other text that is no cursor.
  }
  const issue = createIssue('SCHEMA_INVALID', where, {
    detail: {
      zh: '不是上一页给出的 next 值',
      en: 'it is not the "next" value of a page before',
    },
  })
  throw new ServerError('REQUEST_INVALID', { count: 1 }, { issues: [issue] })
}
