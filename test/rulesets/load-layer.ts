import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds every ruleset. */
export const rulesetsFolder = fileURLToPath(new URL('../../rulesets/', import.meta.url))

const listFiles = [
  ['facts', 'facts.json'],
  ['parameters', 'parameters.json'],
  ['conditions', 'conditions.json'],
  ['clinicalPathways', 'clinical-pathways.json'],
  ['assessment', 'assessment.json'],
  ['funds', 'funds.json'],
  ['redLines', 'red-lines.json'],
] as const

/** Reads what a ruleset's own files say, as `resolveRuleset` takes it. Throws when a file is not JSON. */
export function loadLayer(id: string): Record<string, unknown> {
  const folder = join(rulesetsFolder, id)
  const layer: Record<string, unknown> = { manifest: readJson(join(folder, 'ruleset.json')) }
  const present = new Set(readdirSync(folder))
  for (const [list, file] of listFiles)
    if (present.has(file)) layer[list] = record(readJson(join(folder, file)))[list]
  if (present.has('layout.json')) layer['layout'] = readJson(join(folder, 'layout.json'))
  if (present.has('decisions')) layer['decisions'] = readFolder(join(folder, 'decisions'))
  if (present.has('pathways')) layer['pathways'] = readFolder(join(folder, 'pathways'))
  if (present.has('scenarios'))
    layer['scenarios'] = readFolder(join(folder, 'scenarios')).flatMap(
      (file) => record(file)['scenarios'],
    )
  return layer
}

function readFolder(folder: string): unknown[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => readJson(join(folder, name)))
}

function record(value: unknown): Record<string, unknown> {
  return value as Record<string, unknown>
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
