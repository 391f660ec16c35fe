import { existsSync } from 'node:fs'
import path from 'node:path'
import {
  compactSqliteFile,
  folderArchive,
  hostsOf,
  lockFolder,
  openContentFiles,
  openMongoStore,
  openSqliteStore,
  systemClock,
} from '../adapters/index.ts'
import { attachmentsFolderName, incomingFolderName } from '../attachments/folder-names.ts'
import { openAuditedStore } from '../audit/audited-store.ts'
import { checkpointFileName } from '../audit/checkpoint-file.ts'
import { commitMarks } from '../audit/commit-marks.ts'
import { auditedCollections } from '../audited-collections.ts'
import { type Config, readConfig } from '../config.ts'
import type { UpgradeMark } from '../documents/marks.ts'
import { assertKeys, beginEncryption, endEncryption } from '../encryption/begin-encryption.ts'
import { encryptAll, type EncryptedAll } from '../encryption/encrypt-all.ts'
import { encryptFiles } from '../encryption/encrypt-files.ts'
import { encryptedStore } from '../encryption/encrypted-store.ts'
import { archiveFolderOf, placeOf } from '../open-store.ts'
import { readSigningKey, SigningKeyError, signingKeyFile } from '../package-file/signing-key.ts'
import { collections } from '../ports/collections.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import type { Store } from '../ports/store.ts'
import { refuseNewer } from '../upgrades/refuse-newer.ts'
import { upgradeMarkId } from '../upgrades/run-upgrades.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { dataKeysFor, orSayWhy } from './store-of-command.ts'
import type { Terminal } from './terminal.ts'

/**
 * `encrypt`: brings all that is stored of persons under the key that stands first, or with `--off` under none. An embedded
 * store has to be free: its server is ended first. The audit log keeps that it was done.
 */
export async function encryptCommand(
  terminal: Terminal,
  flags: { readonly off?: boolean },
): Promise<ExitCode> {
  const config = readConfig(process.env)
  const keys = dataKeysFor(config)
  if (keys === undefined)
    throw new WrongUseError(
      terminal.say({
        zh: '没有设置 JIELI_DATA_KEYS。先用 jieli data-key <文件> 生成密钥，再让这项设置指向它，见 docs/encryption.md。',
        en: 'JIELI_DATA_KEYS is not set. Make a key with jieli data-key <file> and have the setting name the file; see docs/encryption.md.',
      }),
    )
  return await orSayWhy(terminal, async () => {
    const lock = config.mongodbUrl === undefined ? lockFolder(config.dataFolder) : undefined
    try {
      const to = flags.off === true ? 'plain' : 'encrypted'
      await keepInLog(terminal, config, keys, to)
      const done = await bringAll(terminal, { config, keys, to })
      if (config.mongodbUrl === undefined) compactSqliteFile(fileOf(config))
      tell(terminal, done, to)
      return done.unreadable.length === 0 ? exitCodes.good : exitCodes.problems
    } finally {
      lock?.release()
    }
  })
}

type Towards = 'encrypted' | 'plain'

function fileOf({ dataFolder }: Config): string {
  return path.join(dataFolder, 'jieli.sqlite')
}

async function openBare(terminal: Terminal, config: Config): Promise<Store> {
  const { mongodbUrl: url } = config
  if (url !== undefined) return await openMongoStore({ url, collections })
  const file = fileOf(config)
  if (existsSync(file)) return openSqliteStore({ file, collections })
  throw new WrongUseError(
    terminal.say({
      zh: `数据文件夹“${config.dataFolder}”里没有数据库 jieli.sqlite。`,
      en: `The data folder "${config.dataFolder}" has no store jieli.sqlite.`,
    }),
  )
}

/** Makes sure that the store can be read with these keys, and writes into its log what is about to be done. */
async function keepInLog(
  terminal: Terminal,
  config: Config,
  keys: DataKeys,
  to: Towards,
): Promise<void> {
  const signingKey = await readSigningKey(signingKeyFile(config.dataFolder)).catch(
    (error: unknown) => {
      if (error instanceof SigningKeyError) throw new WrongUseError(error.message, { cause: error })
      throw error
    },
  )
  const store = encryptedStore(await openBare(terminal, config), collections, keys)
  try {
    const where = config.mongodbUrl === undefined ? fileOf(config) : hostsOf(config.mongodbUrl)
    refuseNewer(await store.get<UpgradeMark>('meta', upgradeMarkId), where)
    await assertKeys(store, keys)
    await beginEncryption(store, commitMarks(store, auditedCollections), keys)
    const audited = await openAuditedStore({
      store,
      clock: systemClock,
      signingKey,
      algorithms: config.algorithms,
      collections: auditedCollections,
      checkpointFile: path.join(config.dataFolder, checkpointFileName),
      failed: (error) => {
        throw error
      },
    })
    await audited.commit([], {
      action: to === 'encrypted' ? 'store.encrypt' : 'store.decrypt',
      actor: { kind: 'system', id: 'command-line', title: '命令行 command line' },
      target: 'store',
    })
    await audited.close()
  } finally {
    await store.close()
  }
}

async function bringAll(
  terminal: Terminal,
  { config, keys, to }: { config: Config; keys: DataKeys; to: Towards },
): Promise<EncryptedAll> {
  const bare = await openBare(terminal, config)
  try {
    const progress = (looked: number) => {
      terminal.progress(looked, undefined, { zh: '份已查看', en: 'documents looked at' })
    }
    const documents = await encryptAll(bare, collections, keys, { to, progress })
    const files = await bringFiles(config, keys, {
      to,
      progress: (looked) => {
        progress(documents.looked + looked)
      },
    })
    terminal.clearProgress()
    const done = together(documents, files)
    if (done.unreadable.length === 0)
      await endEncryption(bare, commitMarks(bare, auditedCollections), keys, to)
    return done
  } finally {
    await bare.close()
  }
}

/** Documents filed with cases, and archived cases. */
async function bringFiles(
  config: Config,
  keys: DataKeys,
  how: { readonly to: Towards; readonly progress: (looked: number) => void },
): Promise<EncryptedAll> {
  const contents = await openContentFiles(placeOf(config, keys))
  const folder = path.join(config.dataFolder, attachmentsFolderName, incomingFolderName)
  const archive = archiveFolderOf(config)
  try {
    const documents = await encryptFiles(contents.each(), keys, {
      ...how,
      folder,
      room: 'attachments',
    })
    if (archive === undefined) return documents
    const cases = folderArchive(archive).each()
    const progress = (looked: number) => {
      how.progress(documents.looked + looked)
    }
    return together(
      documents,
      await encryptFiles(cases, keys, { ...how, folder, room: 'archive', progress }),
    )
  } finally {
    await contents.close()
  }
}

function together(one: EncryptedAll, other: EncryptedAll): EncryptedAll {
  return {
    looked: one.looked + other.looked,
    written: one.written + other.written,
    unreadable: [...one.unreadable, ...other.unreadable],
  }
}

function tell(terminal: Terminal, done: EncryptedAll, to: Towards): void {
  if (terminal.json) terminal.value(done)
  const { looked, written, unreadable } = done
  terminal.line(
    terminal.say(
      to === 'encrypted'
        ? {
            zh: `✓ 查看了 ${looked} 份数据，${written} 份改用现在的密钥加密。`,
            en: `✓ ${looked} documents looked at, ${written} now under the present key.`,
          }
        : {
            zh: `✓ 查看了 ${looked} 份数据，${written} 份已解密。现在请去掉 JIELI_DATA_KEYS 再启动，否则新写入的又会加密。`,
            en: `✓ ${looked} documents looked at, ${written} decrypted. Take JIELI_DATA_KEYS away before you start the server: with it, what is written is encrypted again.`,
          },
    ),
  )
  for (const each of unreadable)
    terminal.line(
      terminal.say({
        zh: `✗ ${each} 读不出来，保持原样：请运行 jieli audit verify，从备份取回它。`,
        en: `✗ ${each} cannot be read and stays as it is: run jieli audit verify, and get it back from a backup.`,
      }),
    )
}
