import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { type Layer, type Resolved, resolveRuleset, suggest } from '@jieli/engine'
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
  const parents = new Map<string, Layer>()
  let wanted = basedOn(layer)
  while (wanted !== undefined && !parents.has(wanted)) {
    const place = parentFolder(wanted, [path.dirname(folder), root])
    if (place === undefined) break
    const parent = await loadRulesetFolder(place)
    parents.set(wanted, parent)
    wanted = basedOn(parent)
  }
  const resolved = resolveRuleset(layer, (id, version) => {
    const parent = parents.get(id)
    return parent !== undefined && versionOf(parent) === version ? parent : undefined
  })
  return { folder, layer, resolved }
}

function parentFolder(id: string, roots: readonly string[]): string | undefined {
  if (!/^[A-Za-z][\w.-]*$/.test(id)) return undefined
  return roots
    .map((root) => path.join(root, id))
    .find((folder) => existsSync(path.join(folder, 'ruleset.json')))
}

function basedOn(layer: Layer): string | undefined {
  const manifest: unknown = layer.manifest
  const parent = property(manifest, 'basedOn')
  const id = property(parent, 'id')
  return typeof id === 'string' ? id : undefined
}

function versionOf(layer: Layer): unknown {
  return property(layer.manifest, 'version')
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}
