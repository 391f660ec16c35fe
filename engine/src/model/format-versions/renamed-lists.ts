import type { JsonObject } from '../json.ts'

/** The new names of lists by their old ones. */
export type RenamedLists = Readonly<Record<string, string>>

/** `/timeline/first` as `/phases/first`; any other text as it is. Pure. */
export function renamedPath(lists: RenamedLists, path: string): string {
  const [, list = ''] = /^\/([A-Za-z]+)(?=\/|$)/.exec(path) ?? []
  const renamed = Object.hasOwn(lists, list) ? lists[list] : undefined
  return renamed === undefined ? path : `/${renamed}${path.slice(list.length + 1)}`
}

/**
 * A layer with its lists under their new names. Where a list stands under both names, both stay, and the schema says
 * which of them is unknown. Pure.
 */
export function withRenamedLists(lists: RenamedLists, content: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => {
      const renamed = Object.hasOwn(lists, key) ? lists[key] : undefined
      return [renamed === undefined || renamed in content ? key : renamed, value]
    }),
  )
}
