import { itemKey } from '../../item-key.ts'
import { isJsonObject, type Json } from '../../json.ts'

/** Members of items that are records of items themselves. */
const records: ReadonlySet<string> = new Set(['machine', 'states', 'on', 'meta'])

/** Every item that plain JSON says something of, by its path: items of lists by their keys, and states. Pure. */
export function statedPaths(
  value: Json,
  path: string,
  name?: string,
  inside?: string,
): readonly string[] {
  if (Array.isArray(value)) {
    if (!value.every((item) => itemKey(item) !== undefined)) return []
    return value.flatMap((item) => {
      const at = `${path}/${itemKey(item)}`
      return [at, ...statedPaths(item, at)]
    })
  }
  const open = name === undefined || records.has(name) || inside === 'states'
  if (!isJsonObject(value) || !open) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = `${path}/${key}`
    return [...(name === 'states' ? [at] : []), ...statedPaths(inner, at, key, name)]
  })
}
