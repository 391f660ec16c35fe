import type {
  EnteredFigure,
  ImportTableQuery,
  TableFormat,
  TableImport,
  TableImports,
  TableKind,
  TemplateQuery,
  Unit,
  UnitDirectory,
} from '@jieli/server/contracts'
import { request, requestFile } from './request.ts'

export const tableKinds = [
  'units',
  'values',
  'cases',
  'events',
] as const satisfies readonly TableKind[]

/** What a table is about. */
export type TableSubject = Pick<ImportTableQuery, 'kind' | 'pathway'>

const of = (ruleset: string): string => `/rulesets/${encodeURIComponent(ruleset)}`
const csvType = 'text/csv'
const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function readUnits(ruleset: string): Promise<UnitDirectory> {
  return request(`${of(ruleset)}/units`)
}

/** @throws {ApiError} 412 when somebody saved the units meanwhile */
export function saveUnits(
  ruleset: string,
  revision: number,
  units: readonly Unit[],
): Promise<UnitDirectory> {
  return request(`${of(ruleset)}/units`, { method: 'PUT', revision, body: { units } })
}

/** Brings a table in, all of its rows or none. @throws {ApiError} 422 with `problems` by row and column */
export function importTable(
  ruleset: string,
  subject: TableSubject,
  file: File,
): Promise<TableImport> {
  const format: TableFormat = /\.xlsx$/i.test(file.name) ? 'xlsx' : 'csv'
  return request(`${of(ruleset)}/imports`, {
    method: 'POST',
    query: { ...subject, format, name: file.name.slice(0, 200) },
    file: { content: file, type: format === 'xlsx' ? excelType : csvType },
  })
}

export function listImports(ruleset: string): Promise<TableImports> {
  return request(`${of(ruleset)}/imports`)
}

/** An empty table with the right header, to be filled in. */
export function readTemplate(ruleset: string, query: TemplateQuery): Promise<Blob> {
  return requestFile(`${of(ruleset)}/import-template`, query)
}

export function enterFigures(
  ruleset: string,
  period: string,
  values: readonly EnteredFigure[],
): Promise<unknown> {
  return request(`${of(ruleset)}/values/${encodeURIComponent(period)}`, {
    method: 'PUT',
    body: { values },
  })
}
