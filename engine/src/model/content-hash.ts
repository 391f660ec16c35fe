import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** JSON in the one canonical form of RFC 8785: equal values give equal text. Pure. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null'
}

/** `sha256:` and the hash of the value's canonical JSON. Pure. */
export function contentHash(value: unknown): string {
  return textHash(canonicalJson(value))
}

/** `sha256:` and the hash of a text. Pure. */
export function textHash(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`
}
