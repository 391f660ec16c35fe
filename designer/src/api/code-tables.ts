import type { CodeTableQuery, ReadCodeTable, WriteCodeTableQuery } from '@jieli/server/contracts'
import { request, requestFile } from './request.ts'

const of = (ruleset: string): string => `/rulesets/${encodeURIComponent(ruleset)}/code-tables`
const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<CodeTableQuery['format'], string>

/** The codes of a table; nothing is stored. @throws {ApiError} 422 with `problems` by row and column */
export function readCodeTable(ruleset: string, file: File): Promise<ReadCodeTable> {
  const format = /\.xlsx$/i.test(file.name) ? 'xlsx' : 'csv'
  return request(of(ruleset), {
    method: 'POST',
    query: { format },
    file: { content: file, type: types[format] },
  })
}

/** A code system of the saved draft as a table, or the empty table to fill in. */
export function writeCodeTable(ruleset: string, query: WriteCodeTableQuery): Promise<Blob> {
  return requestFile(of(ruleset), query)
}
