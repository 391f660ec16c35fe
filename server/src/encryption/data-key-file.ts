import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import type { AlgorithmSet, DataKeys } from '../ports/data-keys.ts'

/** A file of keys that cannot be used. The message is one line, fit to be printed as it is. */
export class DataKeyError extends Error {
  override readonly name = 'DataKeyError'
}

const keyForm = /^[A-Za-z0-9+/]{43}=$/

/** What a key is called: eight digits that follow from it and do not give it away. Pure. */
export function keyIdOf(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 8)
}

/** Reads the keys of a file: one a line, the newest first; what begins with # is a remark. @throws {DataKeyError} */
export function readDataKeys(file: string, algorithms: AlgorithmSet): DataKeys {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new DataKeyError(
      `JIELI_DATA_KEYS: ${file} cannot be read (${(cause as NodeJS.ErrnoException).code ?? ''}); nothing was changed`,
      { cause },
    )
  }
  return { algorithms, keys: keysIn(text, file) }
}

/**
 * Makes a key and puts it first in a file, which its owner alone may read; those that are there stay, to be read with.
 * @returns the id of the new key @throws {DataKeyError} for a file that holds something else
 */
export async function addDataKey(file: string): Promise<{ id: string; former: readonly string[] }> {
  const before = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  })
  const former = before === '' ? [] : keysIn(before, file).map(keyIdOf)
  const key = randomBytes(32).toString('base64')
  const id = keyIdOf(key)
  // In its place whole or not at all: half a file would be the loss of every key in it.
  const half = `${file}.new`
  const handle = await open(half, 'wx', 0o600)
  try {
    await handle.writeFile(`# ${id}\n${key}\n${before}`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(half, file)
  return { id, former }
}

function keysIn(text: string, file: string): readonly [string, ...string[]] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const wrong = lines.findIndex((line) => !keyForm.test(line))
  const [first, ...rest] = lines
  if (first === undefined) throw new DataKeyError(`${file} holds no key; nothing was changed`)
  if (wrong !== -1)
    throw new DataKeyError(
      `${file}: key ${wrong + 1} is not 32 bytes in base 64; nothing was changed`,
    )
  return [first, ...rest]
}
