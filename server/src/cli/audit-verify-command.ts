import { existsSync } from 'node:fs'
import path from 'node:path'
import { formatMoment, type Text } from '@jieli/engine'
import { openContents, openMongoStore, openSqliteReader } from '../adapters/index.ts'
import { checkpointFileName } from '../audit/checkpoint-file.ts'
import type { CheckpointDocument } from '../audit/checkpoint.ts'
import { sealerToVerify } from '../audit/sealer-to-verify.ts'
import type { AuditReport, Looked } from '../audit/verify/findings.ts'
import { verifyStore } from '../audit/verify/verify-store.ts'
import { readConfig } from '../config.ts'
import { auditedCollections } from '../audited-collections.ts'
import { assertKeys } from '../encryption/begin-encryption.ts'
import { encryptedStore } from '../encryption/encrypted-store.ts'
import { collections } from '../ports/collections.ts'
import { StoreError } from '../ports/store-error.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import type { Store } from '../ports/store.ts'
import {
  readPublicKey,
  readSigningKey,
  type SigningKey,
  SigningKeyError,
  signingKeyFile,
} from '../package-file/signing-key.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { dataKeysFor } from './store-of-command.ts'
import type { Terminal } from './terminal.ts'

export interface AuditVerifyFlags {
  readonly data?: string
  readonly mongodb?: string
  readonly checkpoints?: string
  readonly publicKey?: string
  readonly since?: string
}

/**
 * `audit verify`: everything that is stored against the log, the log against its seals, and both against the
 * checkpoints. Reads alone, beside a server or without one.
 */
export async function auditVerifyCommand(
  terminal: Terminal,
  flags: AuditVerifyFlags,
): Promise<ExitCode> {
  const config = readConfig(process.env)
  const folder = flags.data === undefined ? config.dataFolder : path.resolve(flags.data)
  const url = flags.mongodb ?? (flags.data === undefined ? config.mongodbUrl : undefined)
  const file = flags.checkpoints ?? path.join(folder, checkpointFileName)
  if (flags.checkpoints !== undefined && !existsSync(file)) throw missing(terminal, file)
  const { key, publicKey } = await keysOf(terminal, folder, flags.publicKey)
  const dataKeys = dataKeysFor(config)
  const store = await openStore(terminal, folder, url, dataKeys)
  const contents = await openContents(
    url === undefined
      ? { kind: 'sqlite', file: storeFile(folder), keys: dataKeys }
      : { kind: 'mongo', url, keys: dataKeys },
  )
  try {
    const sealer = await sealerToVerify(store, key)
    const report = await verifyStore({
      store,
      sealer,
      collections: auditedCollections,
      contents,
      publicKey,
      checkpointFile: existsSync(file) ? file : undefined,
      fileRequired: flags.checkpoints !== undefined,
      since: await momentOf(terminal, store, flags.since),
      progress: (looked) => {
        terminal.progress(
          looked.entries + looked.documents + looked.checkpoints,
          undefined,
          reading,
        )
      },
    })
    return tell(terminal, report)
  } finally {
    await contents.close()
    await store.close()
  }
}

const reading: Text = { zh: '项已核验', en: 'records read' }

function storeFile(folder: string): string {
  return path.join(folder, 'jieli.sqlite')
}

async function keysOf(
  terminal: Terminal,
  folder: string,
  publicKeyFile: string | undefined,
): Promise<{ key: SigningKey; publicKey: string }> {
  try {
    const key = await readSigningKey(signingKeyFile(folder))
    const publicKey =
      publicKeyFile === undefined ? key.publicKey : await readPublicKey(publicKeyFile)
    return { key, publicKey }
  } catch (error) {
    if (!(error instanceof SigningKeyError)) throw error
    throw new WrongUseError(
      terminal.say({
        zh: `读不到密钥：${error.message} 核验须用写入日志的服务器数据文件夹中的 signing-key.pem（--data）。`,
        en: `No key can be read: ${error.message} Verifying needs the signing-key.pem of the data folder of the server that wrote the log (--data).`,
      }),
    )
  }
}

async function openStore(
  terminal: Terminal,
  folder: string,
  url: string | undefined,
  keys: DataKeys | undefined,
): Promise<Store> {
  try {
    const store =
      url === undefined
        ? openSqliteReader({ file: storeFile(folder), collections })
        : await openMongoStore({ url, collections })
    const opened = encryptedStore(store, collections, keys)
    await assertKeys(opened, keys)
    return opened
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new WrongUseError(
      terminal.say({
        zh: `存储打不开：${error.message}`,
        en: `The store cannot be opened: ${error.message}`,
      }),
    )
  }
}

async function momentOf(
  terminal: Terminal,
  store: Store,
  id: string | undefined,
): Promise<string | undefined> {
  if (id === undefined) return undefined
  const checkpoint = await store.get<CheckpointDocument>('checkpoints', id)
  if (checkpoint !== undefined) return checkpoint.at
  throw new WrongUseError(
    terminal.say({
      zh: `存储中没有检查点“${id}”。检查点的编号在检查点文件中，例如 1f2e3d4c:000000012。`,
      en: `The store has no checkpoint "${id}". Their numbers are in the checkpoint file: 1f2e3d4c:000000012.`,
    }),
  )
}

function missing(terminal: Terminal, file: string): WrongUseError {
  return new WrongUseError(
    terminal.say({ zh: `没有文件“${file}”。`, en: `There is no file "${file}".` }),
  )
}

function tell(terminal: Terminal, report: AuditReport): ExitCode {
  terminal.clearProgress()
  if (terminal.json) terminal.value(report)
  for (const [code, told] of Map.groupBy(report.problems, (problem) => problem.code)) {
    const count = report.counts[code] ?? told.length
    for (const { severity, where, message } of told) {
      terminal.line(
        `${severity === 'error' ? '✗' : '!'} ${where}  ${terminal.say(message)} [${code}]`,
      )
    }
    if (count > told.length) terminal.line(terminal.say(more(count - told.length)))
    const [first] = told
    if (first === undefined) continue
    terminal.line(
      `  ${terminal.say({ zh: '为何重要：', en: 'Why it matters: ' })}${terminal.say(first.why)}`,
    )
    terminal.line(
      `  ${terminal.say({ zh: '怎样处理：', en: 'What to do: ' })}${terminal.say(first.advice)}`,
    )
  }
  for (const each of report.erased) terminal.line(`· ${each.where}  ${terminal.say(gone(each))}`)
  if (report.erasedCount > report.erased.length)
    terminal.line(terminal.say(more(report.erasedCount - report.erased.length)))
  terminal.line(terminal.say(summary(report, report)))
  return report.sound ? exitCodes.good : exitCodes.problems
}

/** That a person was erased from something, as the log says: no problem. */
function gone({ at, by, confirmedBy, ground, file }: AuditReport['erased'][number]): Text {
  const on = formatMoment(at)
  if (file !== undefined)
    return {
      zh: `已于 ${on} 归档到文件 ${file}：规则由 ${by} 提出，${confirmedBy} 确认，依据：${ground}`,
      en: `archived on ${on} in the file ${file}: by a rule proposed by ${by}, confirmed by ${confirmedBy}, ground: ${ground}`,
    }
  return {
    zh: `个人信息已于 ${on} 删除：${by} 提出，${confirmedBy} 确认，依据：${ground}`,
    en: `a person was erased on ${on}, proposed by ${by}, confirmed by ${confirmedBy}, ground: ${ground}`,
  }
}

function more(count: number): Text {
  return { zh: `  ……另有 ${count} 处同类。`, en: `  … and ${count} more of the kind.` }
}

function summary({ problemCount }: AuditReport, looked: Looked): Text {
  const { entries, chains, documents, checkpoints, lines } = looked
  const zh = `已核验审计记录 ${entries} 条、链 ${chains} 条、文档 ${documents} 份、检查点 ${checkpoints} 个（文件中 ${lines} 行）：`
  const en = `${entries} entries, ${chains} chains, ${documents} documents and ${checkpoints} checkpoints (${lines} lines of the file) verified: `
  return problemCount === 0
    ? { zh: `${zh}没有发现问题。`, en: `${en}nothing is other than it was written.` }
    : { zh: `${zh}发现 ${problemCount} 个问题。`, en: `${en}${problemCount} problem(s).` }
}
