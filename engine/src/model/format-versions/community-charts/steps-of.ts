import { itemKey } from '../../item-key.ts'
import { isJsonObject, type Json, type JsonObject } from '../../json.ts'

/** One thing that has to be done: a stage gone through, an approval, the filing, a milestone. */
export interface Step {
  /** The id of its event, of its transition and of the rule that asks for it. */
  readonly event: string
  readonly fact: string
  /** The party that does it. */
  readonly party: string
  readonly title: Json
  readonly cites: Json | undefined
  /** What a layer says of it instead: that it goes. */
  readonly removed: Json | undefined
}

/** The part of an id before which ids of the same chart stay apart. */
const maxLength = 80

/** An id as part of a chart: without dots. */
export function chartKey(...parts: readonly string[]): string {
  return parts
    .join('-')
    .replaceAll('.', '-')
    .slice(0, maxLength)
    .replace(/[.-]+$/, '')
}

/** An id that begins with that of what it belongs to. */
export function idWithin(owner: string, part: string): string {
  return `${owner}.${part}`.slice(0, maxLength).replace(/[.-]+$/, '')
}

/** The steps that one list of an item names; what is no keyed item is left to whoever checks the form. */
export function stepsOf(
  owner: string,
  list: Json | undefined,
  { verb, party }: { readonly verb: string; readonly party: (key: string) => string },
): readonly Step[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item) => {
    const key = itemKey(item)
    if (key === undefined || !isJsonObject(item)) return []
    const event = chartKey(verb, key)
    return [
      {
        event,
        fact: idWithin(owner, event),
        party: party(key),
        title: item['title'] ?? { zh: key, en: key },
        cites: item['cites'],
        removed: item['removed'],
      },
    ]
  })
}

/** An object without the members that are not there. */
export function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}
