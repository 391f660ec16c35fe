import type { Unit, Value } from '@jieli/engine'
import type { TableProblem } from './api-error.ts'
import { request, requestFile } from './request.ts'

/** The units of a community, and the revision a change rests on (0 before the first). */
export interface UnitDirectory {
  readonly revision: number
  readonly units: readonly Unit[]
}

export const tableKinds = ['units', 'values', 'cases', 'events'] as const
export type TableKind = (typeof tableKinds)[number]
export type TableFormat = 'csv' | 'xlsx'

/** A table that was brought in, or refused. */
export interface TableImport {
  readonly id: string
  readonly kind: TableKind
  readonly pathway: string | null
  readonly source: 'imported' | 'entered'
  /** The file's name. */
  readonly name: string
  readonly at: string
  readonly by: string
  readonly status: 'accepted' | 'refused'
  readonly rows: number
  readonly periods: readonly string[]
  readonly problems: readonly TableProblem[]
  readonly problemCount: number
  readonly notes: readonly TableProblem[]
}

/** What a table is about. */
export interface TableSubject {
  readonly kind: TableKind
  readonly pathway?: string | undefined
}

/** One figure as it is entered by hand; `null` as its unit is the community, as its value takes it back. */
export interface EnteredFigure {
  readonly unit: string | null
  readonly fact: string
  readonly value: Value | null
}

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

export function listImports(ruleset: string): Promise<{ items: TableImport[] }> {
  return request(`${of(ruleset)}/imports`)
}

/** An empty table with the right header, to be filled in. */
export function readTemplate(
  ruleset: string,
  asked: TableSubject & {
    readonly format: TableFormat
    readonly period: string
    readonly language: string
  },
): Promise<Blob> {
  return requestFile(`${of(ruleset)}/import-template`, { ...asked })
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
