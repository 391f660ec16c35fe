import { Secret, TOTP } from 'otpauth'
import type { SecondFactor, UserDocument } from '../documents/people-documents.ts'
import { readableSecret } from './readable-secret.ts'
import { secretHash } from './secret.ts'
import type { SecretCipher } from './secret-cipher.ts'

/** So many codes are given for a telephone that is lost; each is good once. */
const recoveryCodes = 10

/** A code changes every so many seconds, as every authenticator has it. */
const period = 30

/** A secret as an authenticator takes it. */
export interface NewSecret {
  /** In base 32, to be typed. */
  readonly secret: string
  /** To be shown as a QR code. */
  readonly uri: string
}

/** Makes a secret for an account. */
export function makeSecret({ id }: Pick<UserDocument, 'id'>): NewSecret {
  const totp = totpOf(new Secret({ size: 20 }), id)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** A secret as the store keeps it: encrypted, and for this account alone. */
export function sealSecret(cipher: SecretCipher, user: string, secret: string): string {
  return cipher.seal(secret, belongsTo(user))
}

/**
 * Which step of time a code is of, where it is the one of now, or of half a minute before or after; undefined otherwise.
 * @throws {SecretCipherError} when the secret does not open
 */
export function stepOfCode(
  cipher: SecretCipher,
  user: string,
  tried: { readonly sealed: string; readonly code: string; readonly at: string },
): number | undefined {
  if (!/^\d{6}$/.test(tried.code)) return undefined
  const secret = Secret.fromBase32(cipher.open(tried.sealed, belongsTo(user)))
  const timestamp = Date.parse(tried.at)
  const delta = totpOf(secret, user).validate({ token: tried.code, timestamp, window: 1 })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta
}

/** New codes for when the telephone is lost: told once; the store keeps their hashes. */
export function makeRecoveryCodes(): {
  readonly codes: readonly string[]
  readonly hashes: readonly string[]
} {
  const codes = Array.from({ length: recoveryCodes }, readableSecret)
  return { codes, hashes: codes.map(recoveryHash) }
}

/**
 * A second factor after something was shown for it, and what that was: a code not used before, or one of those for when
 * the telephone is lost. Undefined where it is neither.
 * @throws {SecretCipherError} when the secret does not open
 */
export function useSecondFactor(
  cipher: SecretCipher,
  { id, secondFactor }: Pick<UserDocument, 'id' | 'secondFactor'>,
  shown: { readonly code: string; readonly at: string },
): { readonly after: SecondFactor; readonly kind: 'code' | 'recovery' } | undefined {
  if (secondFactor === undefined || secondFactor === null) return undefined
  const code = shown.code.replaceAll(/\s/g, '')
  const step = stepOfCode(cipher, id, { sealed: secondFactor.sealed, code, at: shown.at })
  // A code that was seen over somebody's shoulder is good for nothing once its owner has used it.
  if (step !== undefined && step > secondFactor.lastStep)
    return { after: { ...secondFactor, lastStep: step }, kind: 'code' }
  const hash = recoveryHash(code)
  if (!secondFactor.recovery.includes(hash)) return undefined
  const recovery = secondFactor.recovery.filter((each) => each !== hash)
  return { after: { ...secondFactor, recovery }, kind: 'recovery' }
}

/** However it was typed. */
function recoveryHash(code: string): string {
  return secretHash(
    code
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, ''),
  )
}

function totpOf(secret: Secret, user: string): TOTP {
  return new TOTP({ issuer: 'Jieli', label: user, secret, period, digits: 6, algorithm: 'SHA1' })
}

function belongsTo(user: string): string {
  return `jieli second factor 1\n${user}`
}
