import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { SigningKey } from '../package-file/signing-key.ts'
import { type AlgorithmSet, algorithmSets } from '../ports/data-keys.ts'
import { canonicalText } from './canonical-text.ts'

/**
 * Seals what is kept for ever with a key that is in no store: whoever can write the data alone can make no seal. A seal
 * reads `hmac-sha256:KEY:MAC`, or `hmac-sm3:KEY:MAC` (GB/T 32905, GB/T 15852.2), where KEY names the key and tells nothing of it.
 * Whichever is made, both are checked: a log may have begun with the one and go on with the other.
 */
export interface Sealer {
  /** What seals made here name as their key. */
  readonly keyId: string
  /** By what seals are made from now on. */
  readonly algorithms: AlgorithmSet
  /** Keys that are lost: their seals can be checked by nobody, and somebody has said so. */
  readonly lostKeys: ReadonlySet<string>
  /** The seal of a value's canonical JSON. */
  readonly seal: (value: unknown) => string
  /** Whether a seal is this key's over that value, by the algorithm it names. */
  readonly holds: (value: unknown, seal: string) => boolean
}

/**
 * Who made a seal: the key at hand, one that is known to be lost, another one, or nobody: a plain hash, as entries
 * carried before there was a key.
 */
export type SealMaker = 'own' | 'lost' | 'other' | 'unkeyed'

/** What a seal names its algorithm by; the hash of each, and the purpose its key is derived for. */
const methods = {
  international: { name: 'hmac-sha256', hash: 'sha256', purpose: 'jieli audit seal 1' },
  national: { name: 'hmac-sm3', hash: 'sm3', purpose: 'jieli audit seal sm3 1' },
} as const satisfies Record<AlgorithmSet, object>

/** Whether a seal was made with a key, by either algorithm. Pure. */
export function isKeyed(seal: string): boolean {
  return keyOf(seal) !== undefined
}

/** Derives the key that seals from the key the server signs with, which lies in the data folder and in no store. */
export function createSealer(
  { privateKey }: Pick<SigningKey, 'privateKey'>,
  lostKeys: ReadonlySet<string> = new Set(),
  algorithms: AlgorithmSet = 'international',
): Sealer {
  const keyId = deriveKey(privateKey, 'jieli audit key id 1').export().toString('hex').slice(0, 8)
  const sealBy = ({ name, hash, purpose }: (typeof methods)[AlgorithmSet]) => {
    // Only where such a seal is made or met: a platform without SM3 does without it.
    let key: KeyObject | undefined
    return (value: unknown) => {
      key ??= deriveKey(privateKey, purpose, hash)
      return `${name}:${keyId}:${createHmac(hash, key).update(canonicalText(value)).digest('base64url')}`
    }
  }
  const seals = {
    international: sealBy(methods.international),
    national: sealBy(methods.national),
  } as const satisfies Record<AlgorithmSet, object>
  return {
    keyId,
    lostKeys,
    algorithms,
    seal: seals[algorithms],
    holds: (value, seal) => {
      const set = setOf(seal)
      if (set === undefined) return false
      const [claimed, made] = [Buffer.from(seal), Buffer.from(seals[set](value))]
      return claimed.length === made.length && timingSafeEqual(claimed, made)
    },
  }
}

/** Who made a seal, by what it says. Pure. */
export function makerOf(seal: string, { keyId, lostKeys }: Sealer): SealMaker {
  const key = keyOf(seal)
  if (key === undefined) return 'unkeyed'
  if (key === keyId) return 'own'
  return lostKeys.has(key) ? 'lost' : 'other'
}

/** The key a seal names; undefined for a plain hash. Pure. */
export function keyOf(seal: string): string | undefined {
  return setOf(seal) === undefined ? undefined : seal.split(':')[1]
}

function setOf(seal: string): AlgorithmSet | undefined {
  const [name] = seal.split(':', 1)
  return algorithmSets.find((set) => methods[set].name === name)
}

/** A key for one purpose, worked out from the key the server signs with: it tells nothing of others. */
export function deriveKey(
  privateKey: KeyObject,
  purpose: string,
  hash: 'sha256' | 'sm3' = 'sha256',
): KeyObject {
  const { d = '' } = privateKey.export({ format: 'jwk' })
  const seed = Buffer.from(d, 'base64url')
  return createSecretKey(Buffer.from(hkdfSync(hash, seed, '', purpose, 32)))
}
