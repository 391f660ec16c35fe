import type { Growth, StoredDocument } from '../../ports/store.ts'
import { plainName } from '../check-query.ts'

/** An element of a list of a document, as a row has it: which list, its place there, and itself as JSON. */
export type ListPart = readonly [list: number, place: number, element: string]

/** How the lists of a collection lie beside its table: an element a row, so that one more is one row more. */
export class ListParts {
  readonly table: string
  /** The table of the documents. */
  readonly of: string
  readonly lists: readonly string[]

  constructor(collection: string, lists: readonly string[]) {
    this.table = `${collection}_parts`
    this.of = collection
    this.lists = lists.map(plainName)
  }

  /** Rows come in the order they are written, whatever document they are of; an index finds those of one. */
  createSql(): readonly string[] {
    const { table } = this
    return [
      `CREATE TABLE ${table} (id TEXT NOT NULL, list INTEGER NOT NULL, place INTEGER NOT NULL, doc TEXT NOT NULL) STRICT`,
      `CREATE UNIQUE INDEX ${table}_place ON ${table} (id, list, place)`,
    ]
  }

  /** The elements of a document, in order. */
  get readSql(): string {
    return `SELECT list, place, doc FROM ${this.table} WHERE id = ? ORDER BY list, place`
  }

  /** A document, in a row without a list, and its elements in order: as both were at one moment. */
  get readWholeSql(): string {
    const { table, of } = this
    return `SELECT NULL, NULL, doc FROM ${of} WHERE id = ? UNION ALL SELECT list, place, doc FROM ${table} WHERE id = ? ORDER BY 1, 2`
  }

  /** Takes the elements of one list from a place on away. */
  get cutSql(): string {
    return `DELETE FROM ${this.table} WHERE id = ? AND list = ? AND place >= ?`
  }

  /** Takes all elements of a document away. */
  get removeSql(): string {
    return `DELETE FROM ${this.table} WHERE id = ?`
  }

  /** Adds an element behind the one before it; nothing where that is not there. */
  get addSql(): string {
    const { table } = this
    return `INSERT INTO ${table} SELECT ?, ?, ?, ? WHERE ? = 0 OR EXISTS (SELECT 1 FROM ${table} WHERE id = ? AND list = ? AND place = ?)`
  }

  /** What an element is added with. */
  addValues(id: string, [list, place, element]: ListPart): readonly (string | number)[] {
    return [id, list, place, element, place, id, list, place - 1]
  }

  /** The SQL of a list as JSON, each element as it is or as `shown` makes it of `p.doc`; of what is no list, of that. */
  listSql(list: string, of: string, shown = 'json(p.doc)'): string {
    const within = `SELECT doc FROM ${this.table} WHERE id = ${of}.id AND list = ${this.lists.indexOf(list)} ORDER BY place`
    const elements = `(SELECT json_group_array(${shown}) FROM (${within}) p)`
    return `json(CASE json_type(${of}.doc, '$.${list}') WHEN 'array' THEN ${elements} ELSE ${of}.doc -> '$.${list}' END)`
  }

  /** A document with its lists empty, as it stands in its row. What is no list stays where it is. */
  stemOf(document: StoredDocument): StoredDocument {
    const empty = this.lists.filter((list) => Array.isArray(fieldOf(document, list)))
    return { ...document, ...Object.fromEntries(empty.map((list) => [list, []])) }
  }

  /** How many elements of each list are not written again. */
  keptOf(document: StoredDocument, grown: Growth | undefined): readonly number[] {
    return this.lists.map((list) => {
      const value = fieldOf(document, list)
      return Array.isArray(value) ? Math.min(grown?.kept[list] ?? 0, value.length) : 0
    })
  }

  /** The elements of a document that are to be written. @throws {TypeError} what JSON has no text for */
  partsOf(document: StoredDocument, kept: readonly number[]): ListPart[] {
    return this.lists.flatMap((list, number) => {
      const value = fieldOf(document, list)
      if (!Array.isArray(value)) return []
      const from = kept[number] ?? 0
      return value
        .slice(from)
        .map((element, at): ListPart => [number, from + at, JSON.stringify(element) ?? 'null'])
    })
  }

  /** The lists of which an element is not in its place: whoever writes past the server may have moved or removed some. */
  misplacedIn(rows: readonly (readonly unknown[])[]): readonly string[] {
    const found = this.lists.map((): unknown[] => [])
    for (const [list, place] of rows) found[list as number]?.push(place)
    return this.lists.filter((_, list) => found[list]?.some((place, at) => place !== at))
  }

  /** A document with its elements; undefined where one of them is no JSON any more. */
  joined<T extends StoredDocument>(stem: T, rows: readonly (readonly unknown[])[]): T | undefined {
    if (rows.length === 0) return stem
    const texts = this.lists.map((): string[] => [])
    for (const [list, , text] of rows) texts[list as number]?.push(String(text))
    try {
      const filled = this.lists.flatMap((list, number) => {
        const elements = texts[number] ?? []
        return elements.length === 0 ? [] : [[list, JSON.parse(`[${elements.join(',')}]`)] as const]
      })
      return Object.assign(stem, Object.fromEntries(filled))
    } catch {
      return undefined
    }
  }
}

function fieldOf(document: StoredDocument, name: string): unknown {
  return (document as unknown as Readonly<Record<string, unknown>>)[name]
}
