import {
  type Bundle,
  type CaseRecord,
  createTally,
  type LedgerEvent,
  type Period,
  type Tally,
  type OrgUnit,
} from '@jieli/engine'
import { readCases } from '../exchange/read-cases.ts'
import { readEvents } from '../exchange/read-events.ts'
import { readUnits } from '../exchange/read-units.ts'
import type { ImportedFigure } from '../exchange/imported-figure.ts'
import { readValues } from '../exchange/read-values.ts'
import { folderLimits } from '../exchange/table-column.ts'
import { ProblemList, TableError } from '../exchange/table-problem.ts'
import { findFolderFiles, type FolderFile } from './folder-files.ts'
import { DataFolderError, type FolderTableProblem } from './folder-problem.ts'

/** What a data folder says of the periods asked about. */
export interface FolderData {
  readonly units: readonly OrgUnit[]
  /** Brought-in figures, of every period in the folder. */
  readonly figures: readonly ImportedFigure[]
  readonly tally: Tally
  /** The pathways whose cases the folder has, with how many. */
  readonly cases: Readonly<Record<string, number>>
  readonly events: readonly LedgerEvent[]
  /** How cells were read, where that is worth knowing. */
  readonly notes: readonly FolderTableProblem[]
}

export interface ReadFolderOptions {
  /** The periods cases are counted for. */
  readonly periods: readonly Period[]
  /** Events are kept only of these days. Without it, none are. */
  readonly eventsOf?: Period
  /** Told every case, as it streams by. */
  readonly onCase?: (record: CaseRecord) => void
  readonly onProgress?: (cases: number) => void
}

/**
 * Reads a data folder for a ruleset: units, figures, events, and the cases, which are counted as they stream by and
 * not held. All or nothing: with any problem in any file nothing is given.
 * @throws DataFolderError with the problems of every file, by row and column
 */
export async function readDataFolder(
  bundle: Bundle,
  folder: string,
  options: ReadFolderOptions,
): Promise<FolderData> {
  const { ruleset } = bundle
  const found = await findFolderFiles(folder, ruleset)
  const reading = new FolderReading(found.problems)
  const units = await reading.whole(only(found.files, 'units'), async ({ open, format }) =>
    readUnits(open(), { ruleset, format, limits: folderLimits }),
  )
  const ids = new Set(units.map(({ id }) => id))
  const figures = await reading.whole(only(found.files, 'values'), async ({ open, format }) =>
    readValues(open(), { ruleset, units: ids, format, limits: folderLimits }),
  )
  const caseFiles = found.files.filter(({ kind }) => kind === 'cases')
  const pathways = caseFiles.flatMap(({ pathway }) => pathway ?? [])
  const tally = createTally(bundle, { periods: options.periods, pathways })
  const cases: Record<string, number> = {}
  let total = 0
  for (const file of caseFiles) {
    let count = 0
    await reading.rows(file, async (lists) => {
      const rows = readCases(file.open, file.pathway ?? '', {
        ruleset,
        format: file.format,
        limits: folderLimits,
        ...lists,
      })
      for await (const { record } of rows) {
        tally.add(record)
        options.onCase?.(record)
        count++
        if (++total % 10_000 === 0) options.onProgress?.(total)
      }
    })
    cases[file.pathway ?? ''] = count
  }
  const events: LedgerEvent[] = []
  const { eventsOf } = options
  for (const file of eventsOf === undefined ? [] : only(found.files, 'events'))
    await reading.rows(file, async (lists) => {
      const rows = readEvents(file.open, {
        ruleset,
        format: file.format,
        limits: folderLimits,
        ...lists,
      })
      for await (const { row: _, ...event } of rows)
        if (eventsOf !== undefined && within(event.at, eventsOf)) events.push(event)
    })
  reading.assertSound()
  return { units, figures, tally, cases, events, notes: reading.notes }
}

function only(files: readonly FolderFile[], kind: FolderFile['kind']): readonly FolderFile[] {
  return files.filter((file) => file.kind === kind)
}

/** A moment's day is read in the offset it is written in: the county's own. */
function within(at: string, { start, end }: Period): boolean {
  const day = at.slice(0, 10)
  return start <= day && day <= end
}

/** Gathers what is wrong in all files before any of it is refused. */
class FolderReading {
  readonly notes: FolderTableProblem[] = []
  readonly #problems: FolderTableProblem[]
  #total: number

  constructor(problems: readonly FolderTableProblem[]) {
    this.#problems = [...problems]
    this.#total = problems.length
  }

  async whole<Item>(
    files: readonly FolderFile[],
    read: (file: FolderFile) => Promise<{
      readonly items: readonly Item[]
      readonly problems: ProblemList
      readonly notes: ProblemList
    }>,
  ): Promise<readonly Item[]> {
    const items: Item[] = []
    for (const file of files) {
      const result = await this.#guarded(file, async () => await read(file))
      if (result === undefined) continue
      this.#gather(file, result)
      items.push(...result.items)
    }
    return items
  }

  async rows(
    file: FolderFile,
    read: (lists: { readonly problems: ProblemList; readonly notes: ProblemList }) => Promise<void>,
  ): Promise<void> {
    const lists = { problems: new ProblemList(), notes: new ProblemList() }
    await this.#guarded(file, async () => {
      await read(lists)
    })
    this.#gather(file, lists)
  }

  /** @throws DataFolderError when any file has a problem */
  assertSound(): void {
    if (this.#total > 0) throw new DataFolderError(this.#problems, this.#total)
  }

  async #guarded<Result>(
    file: FolderFile,
    read: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof TableError)) throw error
      this.#add(file, error.problems, error.total)
      return undefined
    }
  }

  #gather(
    file: FolderFile,
    { problems, notes }: { problems: ProblemList; notes: ProblemList },
  ): void {
    this.#add(file, problems.kept, problems.total)
    for (const note of notes.kept) this.notes.push({ file: file.name, ...note })
  }

  #add(
    file: FolderFile,
    problems: ProblemList['kept'] | TableError['problems'],
    total: number,
  ): void {
    this.#total += total
    for (const problem of problems) this.#problems.push({ file: file.name, ...problem })
  }
}
