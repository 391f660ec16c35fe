import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { FirstStart } from './first-start.ts'

/** Where the first start writes how to sign in. */
export const firstStartFile = 'first-start.json'

/** The file of the latest first start in a folder: `first-start.json`, or where there were more `first-start-2.json` and so on. */
export function latestFirstStart(folder: string): string {
  return path.join(folder, nameOf(Math.max(1, countOf(folder))))
}

function countOf(folder: string): number {
  let count = 0
  while (existsSync(path.join(folder, nameOf(count + 1)))) count++
  return count
}

function nameOf(number: number): string {
  const { name, ext } = path.parse(firstStartFile)
  return number === 1 ? firstStartFile : `${name}-${number}${ext}`
}

/**
 * Writes how to sign in to a file only its owner may read, whole or not at all. What an earlier start wrote stays: it
 * belongs to another store, which may come back.
 * @returns the file
 */
export async function saveFirstStart(folder: string, first: FirstStart): Promise<string> {
  const file = path.join(folder, nameOf(countOf(folder) + 1))
  const draft = `${file}.new`
  await writeFile(draft, `${JSON.stringify(first, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, file)
  return file
}

/** How to sign in, as lines to print. Pure. */
export function describeFirstStart(first: FirstStart, file: string): string[] {
  const { administrator, accounts, apiKey } = first
  return [
    '首次启动，请妥善保存 · First start, please keep these:',
    `  ${administrator.username.padEnd(8)} ${administrator.password}  管理员 · administrator`,
    ...accounts.map(
      ({ username, password, title, purpose }) =>
        `  ${username.padEnd(8)} ${password}  ${title}：${purpose.zh} · ${purpose.en}`,
    ),
    ...(apiKey === undefined ? [] : [`  API key  ${apiKey}`]),
    `  已写入（仅本人可读）· also in ${file}`,
  ]
}
