import type { SigningKey } from '../package-file/signing-key.ts'
import type { StoreReader } from '../ports/store.ts'
import { AuditKeyError, findLostKeys } from './lost-keys.ts'
import { createSealer, type Sealer } from './sealer.ts'

/** What a store's log is verified with. A log of another key is no error here: that is what is to be found. */
export async function sealerToVerify(store: StoreReader, key: SigningKey): Promise<Sealer> {
  const plain = createSealer(key)
  try {
    return createSealer(key, await findLostKeys(store, plain))
  } catch (error) {
    if (error instanceof AuditKeyError) return plain
    throw error
  }
}
