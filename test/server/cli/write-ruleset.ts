import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The file each list of a ruleset lies in where it has one of its own. */
const listFiles = {
  facts: 'facts.json',
  parameters: 'parameters.json',
  redLines: 'red-lines.json',
  indicators: 'indicators.json',
  offices: 'offices.json',
  scheduledDuties: 'scheduled-duties.json',
  scenarios: 'scenarios/all.json',
} as const

/** Writes a ruleset as its folder of files. */
export function writeRuleset(folder: string, layer: object): string {
  const lists = layer as Record<string, { id: string }[] | undefined>
  for (const room of ['decisions', 'pathways', 'scenarios'])
    mkdirSync(path.join(folder, room), { recursive: true })
  writeJson(folder, 'ruleset.json', lists['manifest'])
  for (const [list, file] of Object.entries(listFiles))
    if (lists[list] !== undefined) writeJson(folder, file, { [list]: lists[list] })
  for (const room of ['decisions', 'pathways'])
    for (const item of lists[room] ?? []) writeJson(folder, `${room}/${item.id}.json`, item)
  return folder
}

/** Writes a value as a file of a folder. @returns the file's path */
export function writeJson(folder: string, file: string, content: unknown): string {
  const full = path.join(folder, file)
  writeFileSync(full, JSON.stringify(content))
  return full
}
