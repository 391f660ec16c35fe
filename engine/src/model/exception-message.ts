import { ed25519 } from '@noble/curves/ed25519.js'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from './content-hash.ts'
import type { Exception } from './exception.ts'

/** What an authority signs: everything an exception says, for one ruleset. Pure. */
export function exceptionMessage(ruleset: string, exception: Omit<Exception, 'signature'>): string {
  const { id, item, authority, grantedBy, document, reason, until } = exception
  return canonicalJson({ ruleset, id, item, authority, grantedBy, document, reason, until })
}

/** True when the exception was signed for this ruleset with the private half of the key. Pure. */
export function verifiesException(
  ruleset: string,
  exception: Exception,
  publicKey: string,
): boolean {
  try {
    const message = utf8ToBytes(exceptionMessage(ruleset, exception))
    return ed25519.verify(hexToBytes(exception.signature), message, hexToBytes(publicKey))
  } catch {
    // A key or a signature that is no curve point has signed nothing.
    return false
  }
}
