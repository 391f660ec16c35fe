import type { Layer } from '@jieli/engine'
import { bundledRulesetsFolder, listRulesetFolders } from './find-ruleset.ts'
import { loadRulesetFolder } from './load-ruleset-folder.ts'
import path from 'node:path'

/** The rulesets that come with the program, by id. @throws RulesetFolderError when one cannot be read */
export async function loadBundledLayers(
  root = bundledRulesetsFolder,
): Promise<ReadonlyMap<string, Layer>> {
  const layers = new Map<string, Layer>()
  for (const id of await listRulesetFolders(root)) {
    layers.set(id, await loadRulesetFolder(path.join(root, id)))
  }
  return layers
}
