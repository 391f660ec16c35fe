import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import {
  bindingRules,
  type BindingSet,
  gatherBinding,
  type Jurisdiction,
  type Layer,
  layerReferences,
  type Manifest,
  type Resolved,
  resolveRuleset,
  suggest,
} from '@jieli/engine'
import { repositoryFolder } from '../config.ts'
import { loadRulesetFolder } from './load-ruleset-folder.ts'
import { RulesetFolderError } from './ruleset-folder-error.ts'

/** Where the rulesets that come with the program lie. */
export const bundledRulesetsFolder = path.join(repositoryFolder, 'rulesets')

/** The ids of the rulesets in a folder of rulesets, sorted. */
export async function listRulesetFolders(root = bundledRulesetsFolder): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  return entries
    .filter(
      (entry) => entry.isDirectory() && existsSync(path.join(root, entry.name, 'ruleset.json')),
    )
    .map((entry) => entry.name)
    .toSorted()
}

/**
 * Finds a ruleset's folder by its id, or by the path of the folder itself.
 * @throws RulesetFolderError with the nearest id when there is none
 */
export async function findRulesetFolder(
  idOrFolder: string,
  root = bundledRulesetsFolder,
): Promise<string> {
  const known = await listRulesetFolders(root)
  if (known.includes(idOrFolder)) return path.join(root, idOrFolder)
  const folder = path.resolve(idOrFolder)
  if (existsSync(path.join(folder, 'ruleset.json'))) return folder
  const hint = suggest(idOrFolder, known)
  throw new RulesetFolderError([
    {
      file: idOrFolder,
      message: {
        zh: `没有名为“${idOrFolder}”的规则集，它也不是规则集文件夹。${hint.zh}`,
        en: `There is no ruleset named "${idOrFolder}", and it is not a ruleset folder. ${hint.en}`,
      },
    },
  ])
}

/** A ruleset's own files and what they come to together with its parents. */
export interface LoadedRuleset {
  readonly folder: string
  readonly layer: Layer
  /** The layers it rests on, by id: parents and overlays, any depth. */
  readonly parents: ReadonlyMap<string, Layer>
  readonly resolved: Resolved
}

/**
 * Loads a ruleset and every ruleset it is based on, and resolves them. Parents are looked for beside the folder
 * first, then among the bundled rulesets.
 * @throws RulesetFolderError when the files of any of them cannot be read
 */
export async function loadRuleset(
  idOrFolder: string,
  root = bundledRulesetsFolder,
): Promise<LoadedRuleset> {
  const folder = await findRulesetFolder(idOrFolder, root)
  const layer = await loadRulesetFolder(folder)
  const layers = new Map<string, Layer>()
  const open = [...layerReferences(layer)]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (layers.has(next.id)) continue
    const place = parentFolder(next.id, [path.dirname(folder), root])
    if (place === undefined) continue
    const parent = await loadRulesetFolder(place)
    layers.set(next.id, parent)
    open.push(...layerReferences(parent))
  }
  const resolved = resolveRuleset(layer, (id) => layers.get(id))
  return { folder, layer, parents: layers, resolved }
}

/**
 * What a tree of jurisdictions binds on a loaded ruleset on a day. Packs are looked for where parents are.
 * @throws RulesetFolderError when the files of a pack cannot be read
 */
export async function loadBinding(
  { folder, layer, parents }: Omit<LoadedRuleset, 'resolved'>,
  nodes: readonly Jurisdiction[],
  asOf: string,
  root = bundledRulesetsFolder,
): Promise<BindingSet> {
  const binding = bindingRules(nodes, layer['manifest'] as unknown as Manifest, asOf)
  const layers = new Map(parents)
  for (const { pack } of binding.rules) {
    const place = parentFolder(pack.id, [path.dirname(folder), root])
    if (!layers.has(pack.id) && place !== undefined)
      layers.set(pack.id, await loadRulesetFolder(place))
  }
  // A folder has one state, and nothing before it.
  return gatherBinding(layer, { ...binding, left: [] }, (id) => layers.get(id))
}

function parentFolder(id: string, roots: readonly string[]): string | undefined {
  if (!/^[A-Za-z][\w.-]*$/.test(id)) return undefined
  return roots
    .map((root) => path.join(root, id))
    .find((folder) => existsSync(path.join(folder, 'ruleset.json')))
}
