import { generateKeyPairSync, sign } from 'node:crypto'
import { type Authority, type Exception, exceptionMessage } from '@jieli/engine'

/** An authority that signs exceptions, and its key as a ruleset lists it. */
export function authorityWithKey(authority: Authority) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const hex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  return {
    key: { id: `${authority}-key`, authority, publicKey: hex },
    /** Signs leave for one ruleset. */
    sign: (ruleset: string, unsigned: Omit<Exception, 'signature' | 'authority'>): Exception => {
      const exception = { ...unsigned, authority }
      const message = Buffer.from(exceptionMessage(ruleset, exception))
      return { ...exception, signature: sign(null, message, privateKey).toString('hex') }
    },
  }
}
