import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { SigningKey } from '../package-file/signing-key.ts'
import { canonicalText } from './canonical-text.ts'

/**
 * Seals what is kept for ever with a key that is in no store: whoever can write the data alone can make no seal. A seal
 * reads `hmac-sha256:KEY:MAC`, where KEY names the key and tells nothing of it.
 */
export interface Sealer {
  /** What seals made here name as their key. */
  readonly keyId: string
  /** Keys that are lost: their seals can be checked by nobody, and somebody has said so. */
  readonly lostKeys: ReadonlySet<string>
  /** The seal of a value's canonical JSON. */
  readonly seal: (value: unknown) => string
  /** Whether a seal is this key's over that value. */
  readonly holds: (value: unknown, seal: string) => boolean
}

/**
 * Who made a seal: the key at hand, one that is known to be lost, another one, or nobody: a plain hash, as entries
 * carried before there was a key.
 */
export type SealMaker = 'own' | 'lost' | 'other' | 'unkeyed'

const sealMethod = 'hmac-sha256'

/** Derives the key that seals from the key the server signs with, which lies in the data folder and in no store. */
export function createSealer(
  { privateKey }: Pick<SigningKey, 'privateKey'>,
  lostKeys: ReadonlySet<string> = new Set(),
): Sealer {
  const key = deriveKey(privateKey, 'jieli audit seal 1')
  const keyId = deriveKey(privateKey, 'jieli audit key id 1').export().toString('hex').slice(0, 8)
  const prefix = `${sealMethod}:${keyId}:`
  const macOf = (value: unknown) => createHmac('sha256', key).update(canonicalText(value)).digest()
  return {
    keyId,
    lostKeys,
    seal: (value) => prefix + macOf(value).toString('base64url'),
    holds: (value, seal) => {
      if (!seal.startsWith(prefix)) return false
      const claimed = seal.slice(prefix.length)
      const mac = macOf(value).toString('base64url')
      return (
        claimed.length === mac.length && timingSafeEqual(Buffer.from(claimed), Buffer.from(mac))
      )
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
  const [method, key] = seal.split(':')
  return method === sealMethod ? key : undefined
}

/** A key for one purpose, worked out from the key the server signs with: it tells nothing of others. */
export function deriveKey(privateKey: KeyObject, purpose: string): KeyObject {
  const { d = '' } = privateKey.export({ format: 'jwk' })
  const seed = Buffer.from(d, 'base64url')
  return createSecretKey(Buffer.from(hkdfSync('sha256', seed, '', purpose, 32)))
}
