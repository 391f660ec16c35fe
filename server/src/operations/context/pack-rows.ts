import { gunzipSync, gzipSync } from 'node:zlib'
import { canonicalJson } from '@jieli/engine'

/** Rows in one chunk: small enough for any store to keep as one document. */
export const rowsInChunk = 20_000

/** Rows as text to be stored: one canonical JSON a line, compressed. The same rows give the same text. Pure. */
export function packRows(rows: readonly unknown[]): string {
  const lines = rows.map((row) => canonicalJson(row)).join('\n')
  return gzipSync(lines, { level: 6 }).toString('base64')
}

/** The rows as they were packed. Pure. */
export function unpackRows<T>(content: string): T[] {
  const text = gunzipSync(Buffer.from(content, 'base64')).toString('utf8')
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as T)
}
