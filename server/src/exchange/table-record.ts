/** A row of a table before anything of it is understood. */
export interface TableRecord {
  /** The row as a spreadsheet counts it. */
  readonly row: number
  /** Its cells from the first on, blank ones among them empty. */
  readonly cells: readonly string[]
}
