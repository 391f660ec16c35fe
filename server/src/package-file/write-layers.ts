import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  bringForward,
  contentHash,
  itemKey,
  type Layer,
  rulesetLists,
  type Text,
} from '@jieli/engine'
import { listFileName } from '../rulesets/list-file-name.ts'
import { loadRulesetFolder } from '../rulesets/load-ruleset-folder.ts'

/** Which rulesets were written and which were there already. */
export type WrittenLayers =
  | {
      readonly ok: true
      readonly written: readonly string[]
      readonly unchanged: readonly string[]
    }
  | { readonly ok: false; readonly message: Text }

/**
 * Writes layers as folders of files. All are laid out beside their place first and moved there last; a folder with a
 * newer version, or with other content under the same version, is never replaced. Files are there to be edited, so they
 * are of the present format whatever the layers were written in.
 */
export async function writeLayers(
  received: ReadonlyMap<string, Layer>,
  into: string,
): Promise<WrittenLayers> {
  const layers = new Map([...received].map(([id, layer]) => [id, bringForward(layer)]))
  await mkdir(into, { recursive: true })
  const written: string[] = []
  const unchanged: string[] = []
  for (const [id, layer] of layers) {
    const folder = path.join(into, id)
    if (!existsSync(folder)) written.push(id)
    else {
      const present = await loadRulesetFolder(folder)
      const [was, is] = [versionOf(present), versionOf(layer)]
      const order = compareVersions(is, was)
      if (order > 0) written.push(id)
      else if (order === 0 && contentHash(present) === contentHash(layer)) unchanged.push(id)
      else
        return {
          ok: false,
          message: {
            zh: `“${id}”已有版本 ${was}${order === 0 ? '，内容不同' : '，比文件中的新'}（文件中为 ${is}），未写入任何内容。`,
            en: `"${id}" is here in version ${was}${order === 0 ? ' with other content' : ', newer than the file'} (the file has ${is}). Nothing was written.`,
          },
        }
    }
  }
  const staging = await mkdtemp(path.join(into, '.import-'))
  try {
    for (const id of written) await writeLayer(layers.get(id) ?? {}, path.join(staging, id))
    for (const id of written) {
      const folder = path.join(into, id)
      if (existsSync(folder)) await rename(folder, path.join(staging, `${id}.former`))
      await rename(path.join(staging, id), folder)
    }
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return { ok: true, written, unchanged }
}

async function writeLayer(layer: Layer, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const write = async (file: string, content: unknown) => {
    const full = path.join(folder, file)
    await mkdir(path.dirname(full), { recursive: true })
    await writeFile(full, `${JSON.stringify(content, null, 2)}\n`)
  }
  await write('ruleset.json', layer['manifest'])
  if (layer['layout'] !== undefined) await write('layout.json', layer['layout'])
  for (const list of rulesetLists) {
    const items = layer[list]
    if (!Array.isArray(items)) continue
    if (list === 'scenarios') await write('scenarios/all.json', { scenarios: items })
    else if (list === 'decisions' || list === 'pathways') {
      const names = fileNames(items)
      for (const [at, item] of items.entries()) await write(`${list}/${names[at]}.json`, item)
      if (items.length === 0) await mkdir(path.join(folder, list), { recursive: true })
    } else await write(`${listFileName(list)}.json`, { [list]: items })
  }
}

/** Files are read back in the order of their names, so the names must keep the order of the list. */
function fileNames(items: readonly unknown[]): readonly string[] {
  const keys = items.map((item) => itemKey(item) ?? 'order')
  const safe = keys.every((key) => /^[A-Za-z][\w.-]{0,79}$/.test(key))
  const files = keys.map((key) => `${key}.json`)
  const sorted = files.every((file, at) => at === 0 || (files[at - 1] ?? '') < file)
  if (safe && sorted) return keys
  return items.map((_, at) => `item-${String(at + 1).padStart(5, '0')}`)
}

function versionOf(layer: Layer): string {
  const manifest = layer['manifest'] as { version?: unknown } | undefined
  return typeof manifest?.version === 'string' ? manifest.version : ''
}

/** Versions are three numbers. Pure. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (const at of [0, 1, 2]) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
