import { existsSync, statSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { AuditReport, Looked } from '../audit/verify/findings.ts'
import { readStoreId } from '../identity/store-id-file.ts'
import { StoreError } from '../ports/store-error.ts'
import { attachmentsFolderName } from '../attachments/folder-names.ts'
import { BackupError } from './backup-error.ts'
import { backupFiles, type BackupManifest, readManifest } from './backup-manifest.ts'
import { copyAttachments } from './copy-attachments.ts'
import type { EmbeddedStore } from './embedded-store.ts'
import { copyPrivately, describeFile } from './hashed-copy.ts'
import { putInPlace } from './put-in-place.ts'
import { verifyFolder } from './verify-folder.ts'

export interface RestoreOptions {
  readonly embedded: EmbeddedStore
  /** The backup. */
  readonly from: string
  /** The data folder to restore into; made when missing. */
  readonly folder: string
  /** The key the log was sealed with, where the backup was made without it. */
  readonly keyFile?: string | undefined
  /** Whether a store that is there may be replaced; it is kept beside. */
  readonly replace: boolean
  /** Whether to restore although the audit log of the backup does not verify. */
  readonly damaged: boolean
  readonly now: string
  readonly progress?: (looked: Readonly<Looked>) => void
}

/** What was restored: from which backup, what verifying it came to, and where what was there before is kept. */
export interface Restored {
  readonly manifest: BackupManifest
  readonly report: AuditReport
  /** False when the log of the backup does not verify and nothing was touched. */
  readonly restored: boolean
  readonly kept?: string
}

/**
 * Restores a backup into a data folder. Everything is copied beside first, and compared with its hashes; the copy is
 * verified; only then it takes the place of what was there, which is kept. Wherever that is broken off, the next server
 * either finds the former store, or the restored one, or refuses to start.
 * @throws BackupError @throws {StoreError} STORE_BUSY while a server works on the folder
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { embedded, from, folder } = options
  const manifest = await readManifest(from)
  if (manifest.dataVersion > embedded.dataVersion)
    throw new BackupError({
      zh: `“${from}”是接力 ${manifest.program} 做的备份，数据版本 ${manifest.dataVersion}，本程序只认识 ${embedded.dataVersion}：请用那个版本的程序恢复。`,
      en: `"${from}" is a backup by Jieli ${manifest.program} of data version ${manifest.dataVersion}, and this program knows ${embedded.dataVersion}: restore it with that version of the program.`,
    })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = embedded.lock(folder)
  const staged = path.join(folder, 'restoring')
  try {
    if (!options.replace) await refuseTaken(folder, manifest)
    await rm(staged, { recursive: true, force: true })
    await mkdir(staged, { mode: 0o700 })
    await stage(options, manifest, staged)
    const { dataVersion } = manifest
    const report = await verifyFolder(staged, { embedded, dataVersion, progress: options.progress })
    if (!isFit(report) && !options.damaged) return { manifest, report, restored: false }
    const kept = await putInPlace(staged, folder, options.now)
    return { manifest, report, restored: true, ...(kept !== undefined && { kept }) }
  } catch (cause) {
    if (cause instanceof BackupError || cause instanceof StoreError) throw cause
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new BackupError(
      {
        zh: `恢复没有完成：${message}。原有数据没有丢失。`,
        en: `The restore did not end: ${message}. Nothing that was there is lost.`,
      },
      { cause },
    )
  } finally {
    await rm(staged, { recursive: true, force: true }).catch(() => undefined)
    lock.release()
  }
}

/** Whether what verifying came to is no reason not to restore: a store of before its log was sealed can be no better. */
export function isFit({ sound, problems }: AuditReport): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return sound || errors.every(({ code }) => code === 'NOT_ADOPTED')
}

/** A folder whose store is gone may have it back; one that has data, or belongs to another store, is not written over. */
async function refuseTaken(folder: string, { storeId }: BackupManifest): Promise<void> {
  const file = path.join(folder, backupFiles.store)
  const present = existsSync(file) && statSync(file).size > 0
  const known = await readStoreId(folder)
  if (!present && (known === undefined || known === storeId)) return
  throw new BackupError({
    zh: `数据文件夹“${folder}”已有数据，没有恢复。确要替换，请加 --replace；原有数据会保留在该文件夹的 replaced-… 中。`,
    en: `The data folder "${folder}" has data already, and nothing was restored. To replace them add --replace; they are kept in replaced-… in that folder.`,
  })
}

/** Copies the backup beside the store and compares each file with its hash. */
async function stage(
  { from, folder, keyFile }: RestoreOptions,
  manifest: BackupManifest,
  staged: string,
): Promise<void> {
  for (const { name, bytes, sha256 } of manifest.files) {
    const source = path.join(from, name)
    const copy = path.join(staged, name)
    if (!existsSync(source)) throw unfit(source, { zh: '不见了', en: 'is missing' })
    await copyPrivately(source, copy)
    const found = await describeFile(copy, name)
    if (found.bytes !== bytes || found.sha256 !== sha256)
      throw unfit(source, {
        zh: '与清单中的校验值不符，已损坏或被改动',
        en: 'does not match its hash in the manifest: it is damaged or was changed',
      })
  }
  await stageAttachments(from, manifest, staged)
  const key = path.join(staged, backupFiles.key)
  const own = path.join(folder, backupFiles.key)
  if (keyFile !== undefined) await copyPrivately(keyFile, key)
  else if (!existsSync(key) && existsSync(own)) await copyPrivately(own, key)
  if (!existsSync(key))
    throw new BackupError({
      zh: `备份做的时候没有带密钥：请用 --key 指出另存的 ${backupFiles.key}。`,
      en: `The backup was made without its key: name the ${backupFiles.key} that is kept elsewhere with --key.`,
    })
}

/** As many as there were, none damaged that was whole: of those that were damaged before, verifying tells. */
async function stageAttachments(
  from: string,
  { attachments }: BackupManifest,
  staged: string,
): Promise<void> {
  const { count, damaged } = await copyAttachments(from, staged)
  const { count: counted = 0, damaged: before = [] } = attachments ?? {}
  const folder = path.join(from, attachmentsFolderName)
  const [spoilt] = damaged.filter((sha256) => !before.includes(sha256))
  if (spoilt !== undefined)
    throw unfit(path.join(folder, spoilt.slice(0, 2), spoilt), {
      zh: '与其校验值不符，已损坏或被改动',
      en: 'does not match its hash: it is damaged or was changed',
    })
  if (count !== counted)
    throw unfit(folder, {
      zh: `应有 ${counted} 份附件，实有 ${count} 份`,
      en: `should hold ${counted} attachments and holds ${count}`,
    })
}

function unfit(file: string, how: { readonly zh: string; readonly en: string }): BackupError {
  return new BackupError(
    { zh: `备份中的“${file}”${how.zh}。`, en: `"${file}" of the backup ${how.en}.` },
    { damaged: true },
  )
}
