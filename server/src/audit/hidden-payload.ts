import { hash, randomFillSync } from 'node:crypto'
import { canonicalText } from './canonical-text.ts'

/**
 * What stands for a payload where it is sealed: a hash that tells nothing of it without the salt. Payload and salt are
 * kept beside it and can be erased together; whatever was sealed over the hash holds on.
 */
export interface HiddenPayload {
  readonly payload: string
  readonly salt: string
}

/** Hides a payload under a salt of its own. */
export function hidePayload(value: unknown): HiddenPayload {
  const salt = newSalt()
  return { payload: payloadHash(value, salt), salt }
}

/** What a payload is hidden as under a salt. Pure. */
export function payloadHash(value: unknown, salt: string): string {
  return hash('sha256', `${salt} ${canonicalText(value)}`, 'base64url')
}

const saltBytes = 16
/** Drawn in advance: asking for randomness costs more than what is done with it. */
const drawn = Buffer.alloc(saltBytes * 256)
let used = drawn.length

function newSalt(): string {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const salt = drawn.toString('base64url', used, used + saltBytes)
  // Nothing of it stays in memory for whoever reads a dump.
  drawn.fill(0, used, used + saltBytes)
  used += saltBytes
  return salt
}
