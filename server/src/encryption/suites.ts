import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { AlgorithmSet } from '../ports/data-keys.ts'

/** Encrypts and decrypts under one key by one set of algorithms. */
export interface Suite {
  /** Another ciphertext each time. @param place what it belongs to: it opens for nothing else */
  readonly seal: (clear: Uint8Array, place: string) => Buffer
  /** The same ciphertext for the same text at the same place, so that it can be found by. */
  readonly match: (clear: Uint8Array, place: string) => Buffer
  /** @throws {TamperedError} */
  readonly open: (sealed: Buffer, place: string) => Buffer
  /** @throws {TamperedError} */
  readonly openMatch: (sealed: Buffer, place: string) => Buffer
}

/** A ciphertext that was changed, or was made for another place. */
export class TamperedError extends Error {
  override readonly name = 'TamperedError'
}

/**
 * International: AES-256-GCM. National: SM4 in counter mode (GB/T 32907), then HMAC with SM3 (GB/T 32905) over place, nonce
 * and ciphertext, as OpenSSL has no SM4-GCM here. To be found by, the nonce is a keyed hash of the text itself. Each use has
 * a key of its own, derived by HKDF with the set's hash.
 */
export function createSuite(algorithms: AlgorithmSet, key: Buffer): Suite {
  const national = algorithms === 'national'
  const hash = national ? 'sm3' : 'sha256'
  const counter = national ? 'sm4-ctr' : 'aes-256-ctr'
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync(hash, key, '', `jieli ${algorithms} ${use}`, length))
  const cipherLength = national ? 16 : 32
  const matchKey = derive('match', cipherLength)
  const matchMac = derive('match mac', 32)
  const tagOf = (mac: Buffer, place: string, ...parts: readonly Uint8Array[]): Buffer => {
    // The place ends where a 0 stands, which none has: no part runs into another.
    const made = createHmac(hash, mac).update(place).update('\0')
    for (const part of parts) made.update(part)
    return made.digest()
  }
  const match = (clear: Uint8Array, place: string) => {
    const nonce = tagOf(matchMac, place, clear).subarray(0, 16)
    return Buffer.concat([nonce, counted(counter, matchKey, nonce, clear)])
  }
  return {
    ...(national ? counterThenMac(derive, tagOf) : gcm(derive('seal', cipherLength))),
    match,
    openMatch(sealed, place) {
      const nonce = sealed.subarray(0, 16)
      if (nonce.length < 16) throw new TamperedError('it is cut off')
      const clear = counted(counter, matchKey, nonce, sealed.subarray(16))
      assertSame(tagOf(matchMac, place, clear).subarray(0, 16), nonce)
      return clear
    },
  }
}

function gcm(key: Buffer): Pick<Suite, 'seal' | 'open'> {
  const algorithm = 'aes-256-gcm'
  return {
    seal(clear, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, place) {
      if (sealed.length < 28) throw new TamperedError('it is cut off')
      const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, 12), {
        authTagLength: 16,
      })
      decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-16))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
      } catch (cause) {
        throw new TamperedError('it was changed, or moved from its place', { cause })
      }
    },
  }
}

function counterThenMac(
  derive: (use: string, length: number) => Buffer,
  tagOf: (mac: Buffer, place: string, ...parts: readonly Uint8Array[]) => Buffer,
): Pick<Suite, 'seal' | 'open'> {
  const [key, mac] = [derive('seal', 16), derive('seal mac', 32)]
  return {
    seal(clear, place) {
      const nonce = randomBytes(16)
      const text = counted('sm4-ctr', key, nonce, clear)
      return Buffer.concat([nonce, text, tagOf(mac, place, nonce, text)])
    },
    open(sealed, place) {
      if (sealed.length < 48) throw new TamperedError('it is cut off')
      const nonce = sealed.subarray(0, 16)
      const text = sealed.subarray(16, -32)
      assertSame(tagOf(mac, place, nonce, text), sealed.subarray(-32))
      return counted('sm4-ctr', key, nonce, text)
    },
  }
}

/** In counter mode the same step encrypts and decrypts. */
function counted(algorithm: string, key: Buffer, nonce: Buffer, text: Uint8Array): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce)
  return Buffer.concat([cipher.update(text), cipher.final()])
}

function assertSame(one: Buffer, other: Buffer): void {
  if (one.length !== other.length || !timingSafeEqual(one, other))
    throw new TamperedError('it was changed, or moved from its place')
}
