import { createHash, randomBytes } from 'node:crypto'

/** A new secret nobody can guess: 32 random bytes, marked so that one that leaks is recognised. */
export function newSecret(): string {
  return `jl_${randomBytes(32).toString('base64url')}`
}

/**
 * What is stored of a secret. A secret is random enough that a plain hash does:
 * whoever reads the store learns no secret.
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Whether a text could be one of our secrets at all; others are not looked up. */
export function isSecret(text: string): boolean {
  return /^jl_[\w-]{43}$/.test(text)
}
