import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Encrypts what a server has to know again, such as the secret of a second factor: its key lies outside the store. */
export interface SecretCipher {
  /** @param of what it belongs to: encrypted for one account it opens for no other */
  readonly seal: (secret: string, of: string) => string
  /** @throws {SecretCipherError} for what was sealed with another key, for something else, or was changed since */
  readonly open: (sealed: string, of: string) => string
}

/** Something that was encrypted and does not open here. */
export class SecretCipherError extends Error {
  override readonly name = 'SecretCipherError'
}

const algorithm = 'aes-256-gcm'
const keyLength = 32

/** Encrypts with AES-256-GCM; each secret has a random number of its own, and names the key it was sealed with. */
export function createSecretCipher(key: Uint8Array): SecretCipher {
  if (key.length !== keyLength) throw new SecretCipherError('a key has 32 bytes')
  const name = createHash('sha256').update(key).digest('hex').slice(0, 8)
  return {
    seal(secret, of) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(of))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      const parts = [nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))
      return ['1', name, ...parts].join('.')
    },
    open(sealed, of) {
      const [version, sealedWith, ...parts] = sealed.split('.')
      if (version !== '1' || sealedWith !== name) {
        throw new SecretCipherError(`it was encrypted with the key ${sealedWith}, not with ${name}`)
      }
      const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'))
      try {
        const decipher = createDecipheriv(algorithm, key, nonce ?? Buffer.alloc(0), {
          authTagLength: 16,
        })
        decipher.setAAD(Buffer.from(of)).setAuthTag(tag ?? Buffer.alloc(0))
        const opened = [decipher.update(text ?? Buffer.alloc(0)), decipher.final()]
        return Buffer.concat(opened).toString('utf8')
      } catch (cause) {
        throw new SecretCipherError('it was changed since it was encrypted', { cause })
      }
    },
  }
}

/** For a thread or a tool that keeps no secrets. */
export const noSecretCipher: SecretCipher = {
  seal: () => refuse(),
  open: () => refuse(),
}

function refuse(): never {
  throw new SecretCipherError('no key was given')
}

/** The name of the key's file in the data folder. */
export const secretKeyFileName = 'secret.key'

/**
 * The server's own cipher: with the key given, or that of the data folder, made on first use and readable by its owner
 * alone. Servers that share a store share the key.
 * @throws {SecretCipherError} when the file holds no key
 */
export async function ownSecretCipher(
  dataFolder: string,
  given?: Uint8Array,
): Promise<SecretCipher> {
  if (given !== undefined) return createSecretCipher(given)
  const file = path.join(dataFolder, secretKeyFileName)
  await mkdir(dataFolder, { recursive: true })
  try {
    const made = `${randomBytes(keyLength).toString('base64')}\n`
    await writeFile(file, made, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    // Made before, perhaps this very moment by another process: then that one counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')
  if (key.length !== keyLength) throw new SecretCipherError(`${file} holds no key of 32 bytes`)
  return createSecretCipher(key)
}
