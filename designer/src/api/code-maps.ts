import type {
  CodeMap,
  CodeMapEntries,
  CodeMapEntriesQuery,
  CodeMapPage,
  CodeMapStatusInput,
  CodeMapTableQuery,
  ImportCodeMapQuery,
  ImportedCodeMap,
} from '@jieli/server/contracts'
import { request, requestFile } from './request.ts'

const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export function listCodeMaps(cursor?: string): Promise<CodeMapPage> {
  return request('/code-maps', { query: { limit: 50, cursor } })
}

/** Brings a map in, all of its rows or none. @throws {ApiError} 422 with `problems` by row and column */
export function importCodeMap(
  about: Omit<ImportCodeMapQuery, 'format' | 'file'>,
  file: File,
  idempotencyKey: string,
): Promise<ImportedCodeMap> {
  const format = /\.xlsx$/i.test(file.name) ? 'xlsx' : 'csv'
  return request('/code-maps', {
    method: 'POST',
    query: { ...about, format, file: file.name.slice(0, 200) },
    file: { content: file, type: types[format] },
    idempotencyKey,
  })
}

/** Puts a map in use, or ends it. @throws {ApiError} 403 for whoever brought it in */
export function changeCodeMap(id: string, body: CodeMapStatusInput): Promise<CodeMap> {
  return request(`/code-maps/${encodeURIComponent(id)}/status`, { method: 'PUT', body })
}

export function readCodeMapEntries(
  id: string,
  query: CodeMapEntriesQuery,
): Promise<CodeMapEntries> {
  return request(`/code-maps/${encodeURIComponent(id)}/entries`, { query: { ...query } })
}

/** A map as a table, or the empty one to fill in. */
export function writeCodeMapTable(query: CodeMapTableQuery): Promise<Blob> {
  return requestFile('/code-map-table', query)
}
