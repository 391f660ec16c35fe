import type { Text } from '@jieli/engine'

/** A column a table may have: its name for programs, its title for people. */
export interface TableColumn {
  readonly name: string
  readonly title: Text
  /** A table without it is refused. */
  readonly required?: boolean
}

/** The cells of one row by the names of their columns. An empty cell is not there. */
export interface TableRow {
  /** The row as a spreadsheet counts it: the header is row 1. */
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
}

export const tableFormats = ['csv', 'xlsx'] as const
export type TableFormat = (typeof tableFormats)[number]

/** How much a table may hold before it is refused. */
export interface TableLimits {
  readonly bytes: number
  readonly rows: number
}

/** What may be sent over the network: an Excel sheet of this length still opens. */
export const importLimits: TableLimits = { bytes: 50_000_000, rows: 200_000 }

/** What is read from a folder of one's own, row by row. */
export const folderLimits: TableLimits = { bytes: 8_000_000_000, rows: 20_000_000 }

export const maxColumns = 500
export const maxCellLength = 10_000
