import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { PasswordHash, ScryptParameters } from '../documents/people-documents.ts'

/** 32 MB three times over, some 0.2 s: one of the settings OWASP's password storage page recommends for scrypt. */
export const standardScrypt: ScryptParameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 }

const hashLength = 32

/** Hashes a password with a salt of its own. */
export async function hashPassword(
  password: string,
  parameters: ScryptParameters = standardScrypt,
): Promise<PasswordHash> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, parameters)
  return {
    algorithm: 'scrypt',
    cost: parameters.cost,
    blockSize: parameters.blockSize,
    parallelization: parameters.parallelization,
    salt: salt.toString('base64'),
    hash: hash.toString('base64'),
  }
}

/** Whether it is the password. Takes as long for a near miss as for a far one. */
export async function matchesPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const hash = await derive(password, Buffer.from(stored.salt, 'base64'), stored)
  const expected = Buffer.from(stored.hash, 'base64')
  return expected.length === hash.length && timingSafeEqual(hash, expected)
}

/** Whether a hash was made with less work than is asked for now. Pure. */
export function isOutdated(stored: PasswordHash, wanted: ScryptParameters): boolean {
  return (
    stored.cost < wanted.cost ||
    stored.blockSize < wanted.blockSize ||
    stored.parallelization < wanted.parallelization
  )
}

function derive(password: string, salt: Buffer, parameters: ScryptParameters): Promise<Buffer> {
  const { cost, blockSize, parallelization } = parameters
  const options = {
    cost,
    blockSize,
    parallelization,
    // What scrypt needs, and as much again: Node's own limit is too low for the standard.
    maxmem: 256 * cost * blockSize,
  }
  return new Promise((resolve, reject) => {
    // One way of typing a character must not be another password than another way.
    scrypt(password.normalize('NFKC'), salt, hashLength, options, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
