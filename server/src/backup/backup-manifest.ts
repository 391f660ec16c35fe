import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { checkpointFileName } from '../audit/checkpoint-file.ts'
import { secretKeyFileName } from '../people/secret-cipher.ts'
import { BackupError } from './backup-error.ts'

/** What says of a backup what is in it; written last, so that a folder without one is no backup. */
export const manifestName = 'manifest.json'

/** The files of a data folder that belong together. The passwords of the first start are left out. */
export const backupFiles = {
  store: 'jieli.sqlite',
  storeId: 'store-id',
  key: 'signing-key.pem',
  /** What secrets in the store are encrypted with. */
  secretKey: secretKeyFileName,
  checkpoints: checkpointFileName,
} as const

const names = Object.values(backupFiles)

/** The present form of a backup, with attachments since 2. A later one has a number of its own, and is refused here. */
export const backupFormat = 2

const fileSchema = z.strictObject({
  name: z.enum(names),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type BackupFile = z.infer<typeof fileSchema>

const manifestSchema = z.strictObject({
  format: z.literal([1, backupFormat]),
  /** The version of the program that made it. */
  program: z.string(),
  /** How the store keeps its data; a program that knows only earlier ones cannot read it. */
  dataVersion: z.int().min(1),
  /** The store it is a copy of; absent for one that was never started since stores have ids. */
  storeId: z.string().optional(),
  madeAt: z.iso.datetime({ offset: true }),
  files: z.array(fileSchema).min(1),
  /** The contents of attachments, each a file under its hash; absent where there was none. */
  attachments: z
    .strictObject({
      count: z.int().min(1),
      bytes: z.int().min(0),
      /** Those that were damaged already when the backup was made. */
      damaged: z.array(z.string()).readonly(),
    })
    .optional(),
})
export type BackupManifest = z.infer<typeof manifestSchema>

/** Reads what a backup says of itself. @throws BackupError where there is none, or one of a later Jieli */
export async function readManifest(folder: string): Promise<BackupManifest> {
  let read: unknown
  try {
    read = JSON.parse(await readFile(path.join(folder, manifestName), 'utf8'))
  } catch (cause) {
    throw new BackupError(
      {
        zh: `“${folder}”不是备份：其中没有可读的 ${manifestName}。`,
        en: `"${folder}" is no backup: it holds no ${manifestName} that can be read.`,
      },
      { cause },
    )
  }
  const format = (read as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > backupFormat)
    throw new BackupError({
      zh: `“${folder}”是较新版本的接力做的备份（格式 ${format}，本版本只认识 ${backupFormat}）：请用那个版本恢复。`,
      en: `"${folder}" is a backup of a newer Jieli (format ${format}, this one knows ${backupFormat}): restore it with that version.`,
    })
  const parsed = manifestSchema.safeParse(read)
  if (!parsed.success || !parsed.data.files.some(({ name }) => name === backupFiles.store))
    throw new BackupError(
      {
        zh: `“${folder}”的 ${manifestName} 已损坏或被改动。`,
        en: `The ${manifestName} of "${folder}" is damaged or was changed.`,
      },
      { damaged: true },
    )
  return parsed.data
}
