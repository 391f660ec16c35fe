import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { layerReferences, resolveRuleset, rulesetSchema } from '@jieli/engine'
import { bundledRulesetsFolder, listRulesetFolders, loadRuleset } from '@jieli/server/rulesets'
import { printRace, race } from './measure.ts'

/** Resolving the deepest ruleset, beside reading its JSON and checking its form alone. */
export async function benchResolve(): Promise<void> {
  const layers = new Map<string, Awaited<ReturnType<typeof loadRuleset>>['layer']>()
  for (const id of await listRulesetFolders()) layers.set(id, (await loadRuleset(id)).layer)
  const depth = (id: string): number =>
    1 + Math.max(0, ...layerReferences(layers.get(id)).map((reference) => depth(reference.id)))
  const [deepest = ''] = [...layers.keys()].toSorted((a, b) => depth(b) - depth(a))
  const find = (id: string) => layers.get(id)
  const resolved = resolveRuleset(layers.get(deepest), find)
  const texts = textsOf(deepest, layers)
  const figures = await race(
    [
      {
        name: 'JSON.parse of its files alone',
        run: (count) => {
          for (let n = 0; n < count; n++) for (const text of texts) JSON.parse(text)
        },
      },
      {
        name: 'checking the form of the resolved ruleset alone',
        run: (count) => {
          for (let n = 0; n < count; n++) rulesetSchema.safeParse(resolved.ruleset)
        },
      },
      {
        name: 'resolving it, the result’s form checked',
        run: (count) => {
          for (let n = 0; n < count; n++) resolveRuleset(layers.get(deepest), find)
        },
      },
    ],
    { rounds: 5, milliseconds: 600 },
  )
  printRace(`Resolving ${deepest}, ${depth(deepest)} layers deep`, 'times/s', figures)
  for (const [name, figure] of figures)
    console.log(`  ${name.padEnd(58)} ${(1000 / figure).toFixed(2).padStart(12)} ms`)
}

function textsOf(id: string, layers: ReadonlyMap<string, unknown>): readonly string[] {
  const files = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const file = path.join(folder, name)
      if (statSync(file).isDirectory()) return files(file)
      return name.endsWith('.json') ? [readFileSync(file, 'utf8')] : []
    })
  return [
    ...files(path.join(bundledRulesetsFolder, id)),
    ...layerReferences(layers.get(id)).flatMap((reference) => textsOf(reference.id, layers)),
  ]
}
