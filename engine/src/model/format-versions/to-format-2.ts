import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { citationTexts } from './citation-texts.ts'
import type { FormatStep } from './format-step.ts'
import { renamedPath, type RenamedLists, withRenamedLists } from './renamed-lists.ts'

const renamedLists: RenamedLists = {
  assessment: 'indicators',
  clinicalPathways: 'pathwayRates',
  timeline: 'phases',
}

/** What a red line or a scenario names by its path. */
function withNewPaths(value: Json): Json {
  if (typeof value === 'string') return renamedPath(renamedLists, value)
  if (Array.isArray(value)) return value.map(withNewPaths)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      // What a scenario of a change would change is a layer.
      withNewPaths(
        key === 'change' && isJsonObject(inner) ? withRenamedLists(renamedLists, inner) : inner,
      ),
    ]),
  )
}

/** Citations become one text, `district-plan#DP-39`, and three lists are named for what is in them. */
export const toFormat2: FormatStep = {
  format: 2,
  renamedLists,
  addedLists: [],
  content: (content) => {
    const texts = citationTexts(content) as JsonObject
    const pathsIn = ['redLines', 'scenarios'].filter((list) => list in texts)
    return {
      ...texts,
      ...Object.fromEntries(pathsIn.map((list) => [list, withNewPaths(texts[list] as Json)])),
    }
  },
}
