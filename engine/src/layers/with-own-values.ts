import type { Origin } from '../model/bundle.ts'
import { itemKey } from '../model/item-key.ts'
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts'
import { isFollow, ownGoesOn } from './dated-values.ts'
import { isKeyedList } from './merge-layer.ts'

/** What was laid, with the ruleset's own dated values going on past inherited ones that begin later. */
export function withOwnValues(
  laid: Json,
  {
    inherited,
    layer,
    origin,
    below,
  }: {
    inherited: Json | undefined
    layer: JsonObject
    origin: Record<string, string>
    below: Origin
  },
): Json {
  const said = parametersOf(layer)
  const theirs = parametersOf(inherited)
  if (!isJsonObject(laid) || !Array.isArray(laid['parameters'])) return laid
  const parameters = laid['parameters'].map((parameter) => {
    const id = itemKey(parameter) ?? ''
    const own = said.get(id)
    if (own === undefined || !isJsonObject(parameter)) return parameter
    const { values } = parameter
    if (!Array.isArray(values)) return parameter
    const kept = ownGoesOn(values, theirs.get(id) ?? [], own)
    // What is followed is still said below, and what is not there is said by nobody.
    const days = new Set(kept.map(itemKey))
    for (const item of values) {
      const day = itemKey(item)
      const path = `/parameters/${id}/values/${day}`
      if (!days.has(day)) delete origin[path]
      else if (
        own.some((each) => itemKey(each) === day && isFollow(each)) &&
        below[path] !== undefined
      )
        origin[path] = below[path]
    }
    return { ...parameter, values: kept }
  })
  return { ...laid, parameters }
}

/** The values that a layer, or what it lies over, has for each parameter. */
function parametersOf(layer: Json | undefined): ReadonlyMap<string, readonly Json[]> {
  const found = new Map<string, readonly Json[]>()
  if (!isJsonObject(layer) || !Array.isArray(layer['parameters'])) return found
  for (const item of layer['parameters'])
    if (isJsonObject(item) && Array.isArray(item['values']) && isKeyedList(item['values']))
      found.set(itemKey(item) ?? '', item['values'])
  return found
}
