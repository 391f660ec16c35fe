/**
 * The SQL that reads a top-level field of a document. Indexes and queries must
 * spell it alike, or SQLite does not see that one serves the other.
 *
 * @throws {TypeError} for a name that is not a plain word: names come from our
 *   own code, and go into SQL as they are.
 */
export function fieldSql(field: string): string {
  if (field === 'id' || field === 'revision') return field
  return `json_extract(doc, '$.${plainName(field)}')`
}

/** The name itself, once it is known to be safe in SQL. @throws {TypeError} */
export function plainName(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) throw new TypeError(`not a plain name: ${name}`)
  return name
}
