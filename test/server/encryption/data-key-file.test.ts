import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { addDataKey, keyIdOf, readDataKeys } from '../../../server/src/encryption/data-key-file.ts'

let file: string
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'jieli-keys-')), 'data-keys')
})
afterEach(() => {
  rmSync(path.dirname(file), { recursive: true })
})

it('a new key stands first, and those that were there stay', async () => {
  const first = await addDataKey(file)
  const second = await addDataKey(file)
  expect(first.former).toEqual([])
  expect(second.former).toEqual([first.id])
  const { keys } = readDataKeys(file, 'international')
  expect(keys.map(keyIdOf)).toEqual([second.id, first.id])
})

it('a file that holds something else is refused by what is wrong, and stays as it is', async () => {
  writeFileSync(file, '# a remark\nhalf a key\n')
  expect(() => readDataKeys(file, 'international')).toThrow('key 1 is not 32 bytes in base 64')
  await expect(addDataKey(file)).rejects.toThrow('key 1 is not 32 bytes')
  expect(readFileSync(file, 'utf8')).toBe('# a remark\nhalf a key\n')
  writeFileSync(file, '# nothing else\n')
  expect(() => readDataKeys(file, 'international')).toThrow('holds no key')
  rmSync(file)
  expect(() => readDataKeys(file, 'international')).toThrow('ENOENT')
})
