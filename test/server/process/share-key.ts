import { copyFileSync, mkdirSync } from 'node:fs'
import { ownSigningKey, signingKeyFile } from '../../../server/src/package-file/signing-key.ts'

/** Makes the folders of servers of one store, which seal its log with one key: whoever sets them up copies it. */
export async function shareKey([first = '', ...others]: readonly string[]): Promise<void> {
  await ownSigningKey(first)
  for (const folder of others) {
    mkdirSync(folder)
    copyFileSync(signingKeyFile(first), signingKeyFile(folder))
  }
}
