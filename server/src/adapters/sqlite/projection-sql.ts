import { plainName } from '../check-query.ts'
import type { ListParts } from './list-parts.ts'

/** What is wanted of an object: by name all of it, or some fields of it, or some fields of each element of a list. */
type Wanted = Map<string, { readonly fields: Wanted; readonly list: boolean }>

/**
 * The SQL of a document with its id, its revision and only what lies at the paths asked for. SQLite reads a document
 * once whatever is taken from it, and what is not taken is never made a text of.
 *
 * @param of the table or its name in the statement
 * @param parts where the elements of its lists lie
 * @throws {TypeError} for a path that is not made of plain words
 */
export function projectionSql(only: readonly string[], of: string, parts?: ListParts): string {
  const wanted: Wanted = new Map()
  for (const path of only) {
    let fields = wanted
    for (const step of path.split('.')) {
      const list = step.endsWith('[]')
      const name = plainName(list ? step.slice(0, -2) : step)
      const found = fields.get(name) ?? { fields: new Map(), list }
      fields.set(name, found)
      fields = found.fields
    }
  }
  const apart = [...wanted].filter(([name]) => parts?.lists.includes(name) === true)
  for (const [name] of apart) wanted.delete(name)
  const members = membersSql(wanted, { doc: `${of}.doc`, place: `'$` })
  const lists = apart.map(([name, { fields }]) => {
    const element =
      fields.size === 0 ? undefined : `json_object(${inner(fields, { doc: 'p.doc', place: `'$` })})`
    return `, '${name}', ${parts?.listSql(name, of, element)}`
  })
  return `json_object('id', ${of}.id, 'revision', ${of}.revision${members}${lists.join('')})`
}

/** @param at `place` is an SQL text of the path so far, its last quote still open */
function membersSql(wanted: Wanted, at: { readonly doc: string; readonly place: string }): string {
  return [...wanted]
    .map(([name, { fields, list }]) => {
      const place = `${at.place}.${name}`
      if (fields.size === 0) return `, '${name}', ${at.doc} -> (${place}')`
      if (!list) return `, '${name}', json_object(${inner(fields, { ...at, place })})`
      // A subquery gives a text; only what is said to be JSON is put in as JSON.
      const element = inner(fields, { ...at, place: `each.fullkey || '` })
      return `, '${name}', json((SELECT json_group_array(json_object(${element})) FROM json_each(${at.doc}, ${place}') each))`
    })
    .join('')
}

function inner(fields: Wanted, at: { readonly doc: string; readonly place: string }): string {
  return membersSql(fields, at).slice(', '.length)
}
