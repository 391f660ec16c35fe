import type { TableProblem } from '../exchange/table-problem.ts'

/** What is wrong with a file of a data folder, or how something in it was read. */
export interface FolderTableProblem extends TableProblem {
  /** The file's name within the folder. */
  readonly file: string
}

/** Thrown when a data folder cannot be used. Nothing of it is. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError'
  /** The first problems of each file. */
  readonly problems: readonly FolderTableProblem[]
  /** How many there are, told or not. */
  readonly total: number

  constructor(problems: readonly FolderTableProblem[], total: number) {
    super(`${total} problem(s) in the data folder`)
    this.problems = problems
    this.total = total
  }
}
