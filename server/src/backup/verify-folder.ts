import { existsSync } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { auditedCollections } from '../audited-collections.ts'
import { sealerToVerify } from '../audit/sealer-to-verify.ts'
import type { AuditReport, Looked } from '../audit/verify/findings.ts'
import { verifyStore } from '../audit/verify/verify-store.ts'
import { readSigningKey, signingKeyFile } from '../package-file/signing-key.ts'
import { backupFiles } from './backup-manifest.ts'
import type { EmbeddedStore } from './embedded-store.ts'

/**
 * Verifies the audit log of a copied data folder, every document and every chain. A copy of an earlier version is brought
 * forward beside itself first, and stays as it is.
 * @throws {StoreError}, SigningKeyError
 */
export async function verifyFolder(
  folder: string,
  {
    embedded,
    dataVersion,
    progress,
  }: {
    readonly embedded: EmbeddedStore
    readonly dataVersion: number
    readonly progress?: ((looked: Readonly<Looked>) => void) | undefined
  },
): Promise<AuditReport> {
  const file = path.join(folder, backupFiles.store)
  const scratch = `${file}.verified`
  const older = dataVersion < embedded.dataVersion
  try {
    if (older) {
      await copyFile(file, scratch)
      await embedded.bringForward(scratch)
    }
    const store = embedded.openReader(older ? scratch : file)
    try {
      const key = await readSigningKey(signingKeyFile(folder))
      const checkpoints = path.join(folder, backupFiles.checkpoints)
      return await verifyStore({
        store,
        sealer: await sealerToVerify(store, key),
        collections: auditedCollections,
        contents: embedded.openContents(file),
        publicKey: key.publicKey,
        checkpointFile: existsSync(checkpoints) ? checkpoints : undefined,
        ...(progress !== undefined && { progress }),
      })
    } finally {
      await store.close()
    }
  } finally {
    for (const name of [scratch, `${scratch}-wal`, `${scratch}-shm`])
      await rm(name, { force: true })
  }
}
