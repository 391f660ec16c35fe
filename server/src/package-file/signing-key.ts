import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Prefix that makes a bare Ed25519 public key a DER one (RFC 8410). */
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** An Ed25519 key that signs, with its public half in hexadecimal. */
export interface SigningKey {
  readonly publicKey: string
  /** Signature of a text, in hexadecimal. */
  readonly sign: (message: string) => string
  /** The key itself, to be handed to another thread, and to derive others from. */
  readonly privateKey: KeyObject
}

/** A key file that is none. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError'
}

/** Reads a private key in PEM. @throws SigningKeyError when the file holds no Ed25519 key */
export async function readSigningKey(file: string): Promise<SigningKey> {
  try {
    return toSigningKey(createPrivateKey(await readFile(file, 'utf8')))
  } catch (error) {
    throw new SigningKeyError(`${file} holds no Ed25519 private key in PEM.`, { cause: error })
  }
}

/** Where the server's own key lies. Pure. */
export function signingKeyFile(dataFolder: string): string {
  return path.join(dataFolder, 'signing-key.pem')
}

/**
 * Reads a public key: in PEM, or the 64 hexadecimal digits the server shows of its own.
 * @throws SigningKeyError when the file holds no Ed25519 public key
 */
export async function readPublicKey(file: string): Promise<string> {
  try {
    const text = (await readFile(file, 'utf8')).trim()
    if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase()
    const key = createPublicKey(text)
    if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not Ed25519')
    return publicHalf(key)
  } catch (error) {
    throw new SigningKeyError(`${file} holds no Ed25519 public key.`, { cause: error })
  }
}

/** The server's own key, made on first use and readable by its owner alone. */
export async function ownSigningKey(dataFolder: string): Promise<SigningKey> {
  const file = signingKeyFile(dataFolder)
  await mkdir(dataFolder, { recursive: true })
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
  try {
    await writeFile(file, pem, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    // Made before, perhaps this very moment by another process: then that one counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return await readSigningKey(file)
}

/** A key as what signs with it. @throws TypeError for one that is no Ed25519 key */
export function toSigningKey(key: KeyObject): SigningKey {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not Ed25519')
  return {
    publicKey: publicHalf(createPublicKey(key)),
    sign: (message) => sign(null, Buffer.from(message), key).toString('hex'),
    privateKey: key,
  }
}

function publicHalf(key: KeyObject): string {
  const der = key.export({ format: 'der', type: 'spki' })
  return der.subarray(publicKeyPrefix.length).toString('hex')
}

/** True when the text was signed with the private half of the key. Pure. */
export function verifies(message: string, signature: string, publicKey: string): boolean {
  try {
    const der = Buffer.concat([publicKeyPrefix, Buffer.from(publicKey, 'hex')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, Buffer.from(message), key, Buffer.from(signature, 'hex'))
  } catch {
    // What is no key has signed nothing.
    return false
  }
}

/** What people compare over the telephone: the first 16 bytes of the key's hash, in fours. Pure. */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex')
  return hash.slice(0, 32).replaceAll(/(.{4})(?=.)/g, '$1-')
}
