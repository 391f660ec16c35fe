import { isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'

/** Every event that some chart or decision of a ruleset asks to be sent. Pure. */
export function emittedEvents({ pathways, decisions }: Ruleset): ReadonlySet<string> {
  const events = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (isJsonObject(value)) {
      const said = isJsonObject(value['params']) ? value['params'] : value
      if (value['type'] === 'emit' && typeof said['event'] === 'string') events.add(said['event'])
      Object.values(value).forEach(visit)
    }
  }
  visit(pathways.map(({ machine }) => machine))
  visit(decisions)
  return events
}
