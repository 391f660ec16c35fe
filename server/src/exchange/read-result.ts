import type { ProblemList } from './table-problem.ts'

/** What a table came to. With any problem nothing of it may be used: all or nothing. */
export interface ReadResult<Item> {
  readonly items: readonly Item[]
  readonly problems: ProblemList
  readonly notes: ProblemList
}
