import { type AlgorithmSet, algorithmSets, type DataKeys } from '../ports/data-keys.ts'
import { StoreError } from '../ports/store-error.ts'
import { keyIdOf } from './data-key-file.ts'
import { createSuite, type Suite } from './suites.ts'

/** By one character each: it stands in every ciphertext. */
export const suiteNames = { international: 'a', national: 's' } as const

/** The set of algorithms of a ciphertext that names it by its character. Pure. */
export function setNamed(name: string | undefined): AlgorithmSet {
  return algorithmSets.find((set) => suiteNames[set] === name) ?? 'international'
}

/** What some keys encrypt and decrypt with. */
export interface KeySuites {
  /** The key that is written with. */
  readonly keyId: string
  /** Every key that can be read with. */
  readonly keyIds: readonly string[]
  /** @throws {StoreError} STORE_KEY for a key that is not among them */
  readonly suiteOf: (set: AlgorithmSet, id: string) => Suite
}

/** Deriving costs some hundreds of microseconds: a suite is made when it is first met. */
export function createKeySuites({ keys }: DataKeys): KeySuites {
  const keyIds = keys.map(keyIdOf)
  const suites = new Map<string, Suite>()
  return {
    keyId: keyIds[0] ?? '',
    keyIds,
    suiteOf(set, id) {
      const key = keys[keyIds.indexOf(id)]
      if (key === undefined) throw keyMissing([id])
      const name = `${suiteNames[set]}${id}`
      let suite = suites.get(name)
      if (suite === undefined)
        suites.set(name, (suite = createSuite(set, Buffer.from(key, 'base64'))))
      return suite
    },
  }
}

/** Said of what is encrypted with keys nobody gave. */
export function keyMissing(ids: readonly string[]): StoreError {
  return new StoreError(
    'STORE_KEY',
    `个人信息是用密钥 ${ids.join('、')} 加密的，JIELI_DATA_KEYS 中没有它：请让这项设置指向写入时所用的密钥文件，见 docs/encryption.md；没有改动任何数据 · what is kept of persons is encrypted with the key ${ids.join(', ')}, which JIELI_DATA_KEYS does not hold: have it name the file of keys it was written with, see docs/encryption.md; nothing was changed`,
  )
}
