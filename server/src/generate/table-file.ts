import { open } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'

/** Rows written at once. */
const batch = 2000

/** A CSV file that is written as its rows are made. Rows are cells by column; a column nobody fills stays empty. */
export class TableFile {
  readonly #file: Awaited<ReturnType<typeof open>>
  readonly #columns: readonly string[]
  #rows: (readonly string[])[] = []

  private constructor(file: Awaited<ReturnType<typeof open>>, columns: readonly string[]) {
    this.#file = file
    this.#columns = columns
    this.#rows.push(columns)
  }

  static async create(path: string, columns: readonly string[]): Promise<TableFile> {
    return new TableFile(await open(path, 'w'), columns)
  }

  async add(cells: Readonly<Record<string, string>>): Promise<void> {
    this.#rows.push(this.#columns.map((column) => cells[column] ?? ''))
    if (this.#rows.length >= batch) await this.#write()
  }

  async close(): Promise<void> {
    await this.#write()
    await this.#file.close()
  }

  async #write(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    if (rows.length > 0) await this.#file.writeFile(stringify(rows))
  }
}
