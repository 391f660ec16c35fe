import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import {
  bringForward,
  findUnsafeJson,
  formerLists,
  type Json,
  type JsonObject,
  type Layer,
  type RulesetList,
  rulesetLists,
} from '@jieli/engine'
import { listFileName } from './list-file-name.ts'
import { describeJsonFault, parseJson } from './parse-json.ts'
import { withBackground } from './with-background.ts'
import { type FolderProblem, RulesetFolderError } from './ruleset-folder-error.ts'

/** All files of a ruleset together may not be larger than this, in bytes. */
export const maxRulesetBytes = 50_000_000

/** Lists kept as a folder with one item a file. */
const itemFolders = ['decisions', 'pathways'] as const satisfies readonly RulesetList[]

/**
 * Lists kept as `{"facts": […]}` in a file, in several files of a folder (one a topic), or in both; under the names they
 * had in earlier formats too.
 */
const listFiles = [...rulesetLists, ...formerLists]
  .filter((list) => !itemFolders.some((folder) => folder === list))
  .map((list) => [list, listFileName(list)] as const)

/**
 * Reads a ruleset's own files into a layer of the present format, as loose JSON: whether it makes sense is the engine's
 * to say.
 * @throws RulesetFolderError naming each file that is missing, malformed, too large or holds forbidden names
 */
export async function loadRulesetFolder(folder: string): Promise<Layer> {
  const reader = new FolderReader(folder)
  const manifest = await reader.read('ruleset.json')
  if (manifest === undefined && reader.problems.length === 0) {
    throw new RulesetFolderError([
      {
        file: 'ruleset.json',
        message: {
          zh: `“${folder}”不是规则集文件夹：其中没有 ruleset.json。`,
          en: `"${folder}" is not a ruleset folder: it has no ruleset.json.`,
        },
      },
    ])
  }
  const layer: Record<string, unknown> = { manifest }
  for (const [list, name] of listFiles) {
    const files = [`${name}.json`, ...((await jsonFiles(folder, name)) ?? [])]
    const items = await reader.readLists(files, list)
    if (items !== undefined) layer[list] = items
  }
  for (const list of itemFolders) {
    const files = await jsonFiles(folder, list)
    if (files === undefined) continue
    const items = []
    for (const file of files) items.push(await reader.read(file))
    layer[list] = items.filter((item) => item !== undefined)
  }
  const layout = await reader.read('layout.json')
  if (layout !== undefined) layer['layout'] = layout
  if (reader.problems.length > 0) throw new RulesetFolderError(reader.problems)
  return bringForward(layer as unknown as Layer)
}

/** Reads a folder's JSON files one by one, keeping count of the bytes and of what is wrong. */
class FolderReader {
  readonly problems: FolderProblem[] = []
  readonly #folder: string
  #bytes = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** A file's value, or undefined when it does not exist or cannot be used. */
  async read(file: string): Promise<unknown> {
    const full = path.join(this.#folder, file)
    const size = await fileSize(full)
    if (size === undefined) return undefined
    this.#bytes += size
    if (this.#bytes > maxRulesetBytes) {
      this.#report(file, {
        zh: `规则集超过 ${maxRulesetBytes / 1_000_000} MB，请拆分或精简。`,
        en: `The ruleset is larger than ${maxRulesetBytes / 1_000_000} MB. Please split or trim it.`,
      })
      return undefined
    }
    const parsed = parseJson(await readFile(full, 'utf8'))
    if (!parsed.ok) {
      const { line, column } = parsed.fault
      this.problems.push({ file, line, column, message: describeJsonFault(parsed.fault) })
      return undefined
    }
    const unsafe = findUnsafeJson(parsed.value).slice(0, 20)
    for (const issue of unsafe) this.#report(`${file}#${issue.path}`, issue.message)
    return unsafe.length === 0 ? withoutSchemaName(parsed.value) : undefined
  }

  /** What the files of a list hold together, or undefined when none of them is there. */
  async readLists(files: readonly string[], list: string): Promise<unknown[] | undefined> {
    const parts: unknown[][] = []
    for (const file of files) {
      const content = await this.read(file)
      if (content !== undefined) parts.push(this.#itemsIn(content, file, list))
    }
    return parts.length === 0 ? undefined : parts.flat()
  }

  /** The list a file holds under its name. */
  #itemsIn(content: unknown, file: string, list: string): unknown[] {
    const { [list]: items, background, ...others } = isRecord(content) ? content : {}
    if (Array.isArray(items) && Object.keys(others).length === 0) {
      if (background === undefined) return items as unknown[]
      if (list === 'scenarios' && isRecord(background))
        return withBackground(items as Json[], background as JsonObject)
    }
    const also = list === 'scenarios' ? '"background": { … }, ' : ''
    this.#report(file, {
      zh: `文件应写成 {${also}"${list}": [ … ]}${also && '，其中 background 可以省略'}。`,
      en: `The file must be written as {${also}"${list}": [ … ]}${also && ', where background may be left out'}.`,
    })
    return []
  }

  #report(file: string, message: FolderProblem['message']): void {
    this.problems.push({ file, message })
  }
}

/** The `.json` files in a folder of the ruleset, by name, or undefined when there is no such folder. */
async function jsonFiles(folder: string, name: string): Promise<string[] | undefined> {
  const entries = await readdir(path.join(folder, name)).catch(() => undefined)
  return entries
    ?.filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => `${name}/${file}`)
}

/** Editors are told the form of a file by `$schema`; it is no part of the ruleset. */
function withoutSchemaName(value: unknown): unknown {
  if (!isRecord(value) || !('$schema' in value)) return value
  const { $schema: _, ...rest } = value
  return rest
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function fileSize(file: string): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() === true ? found.size : undefined
}
