import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { FirstStart } from './first-start.ts'

/** Where the first start writes how to sign in. */
export const firstStartFile = 'first-start.json'

/** Writes how to sign in to a file only its owner may read, whole or not at all. @returns the file */
export async function saveFirstStart(folder: string, first: FirstStart): Promise<string> {
  return await writeFirstStart(folder, first)
}

/** Writes the file with what is still true of it. */
export async function writeFirstStart(folder: string, told: object): Promise<string> {
  const file = path.join(folder, firstStartFile)
  const draft = `${file}.new`
  await writeFile(draft, `${JSON.stringify(told, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, file)
  return file
}

/**
 * Puts what the first start of the store before wrote aside under that store's id, for it may come back, and has what the
 * first start of the present store wrote in its place again.
 */
export async function exchangeFirstStart(
  folder: string,
  before: string | undefined,
  now: string | undefined,
): Promise<void> {
  const file = path.join(folder, firstStartFile)
  const aside = (id: string) => path.join(folder, `first-start-${id}.json`)
  if (existsSync(file)) await rename(file, aside(before ?? 'earlier'))
  if (now !== undefined && existsSync(aside(now))) await rename(aside(now), file)
}

/** How to sign in, as lines to print. Pure. */
export function describeFirstStart(first: FirstStart, file: string): string[] {
  const { administrator, accounts, apiKey } = first
  return [
    '首次启动，请尽快登录并改换密码 · First start, please sign in soon and choose passwords of your own:',
    `  ${administrator.username.padEnd(8)} ${administrator.password}  管理员 · administrator`,
    ...accounts.map(
      ({ username, password, title, purpose }) =>
        `  ${username.padEnd(8)} ${password}  ${title}：${purpose.zh} · ${purpose.en}`,
    ),
    ...(apiKey === undefined ? [] : [`  API key  ${apiKey}`]),
    ...(accounts.length === 0
      ? []
      : [
          '  演示账户和密钥只能在本机上照此使用；别处登录须先改密码 · the demonstration works so on this machine only; from elsewhere a password must be changed first',
        ]),
    `  已写入（仅本人可读，改密码后即删去）· also in ${file}, until it is changed`,
  ]
}
