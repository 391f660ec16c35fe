import path from 'node:path'
import { systemClock } from '../adapters/index.ts'
import { isFit, restoreBackup, type Restored } from '../backup/restore-backup.ts'
import { SigningKeyError } from '../package-file/signing-key.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { embedded, embeddedFolder, orSayWhy } from './store-of-command.ts'
import type { Terminal } from './terminal.ts'

export interface RestoreFlags {
  readonly data?: string
  readonly key?: string
  readonly replace?: boolean
  readonly damaged?: boolean
}

/** `restore <folder>`: a backup, compared with its hashes and verified, in the place of the data folder's store. */
export async function restoreCommand(
  terminal: Terminal,
  from: string,
  flags: RestoreFlags,
): Promise<ExitCode> {
  const folder = embeddedFolder(terminal, flags.data)
  return await orSayWhy(terminal, async () => {
    const restored = await orBadKey(terminal, () =>
      restoreBackup({
        embedded: embedded(),
        from: path.resolve(from),
        folder,
        keyFile: flags.key,
        replace: flags.replace === true,
        damaged: flags.damaged === true,
        now: systemClock.now(),
        progress: ({ entries, documents, checkpoints }) => {
          terminal.progress(entries + documents + checkpoints, undefined, {
            zh: '项已核验',
            en: 'records verified',
          })
        },
      }),
    )
    terminal.clearProgress()
    describe(terminal, restored, folder)
    return restored.restored && isFit(restored.report) ? exitCodes.good : exitCodes.problems
  })
}

function describe(terminal: Terminal, restored: Restored, folder: string): void {
  const { manifest, report, kept } = restored
  if (terminal.json) terminal.value({ ...restored, folder })
  for (const { where, message, code } of report.problems)
    terminal.line(`✗ ${where}  ${terminal.say(message)} [${code}]`)
  if (!restored.restored) {
    terminal.line(
      terminal.say({
        zh: `备份的审计日志核验出 ${report.problemCount} 个问题，没有恢复。先看 docs/audit.md；确要照样恢复，请加 --damaged。`,
        en: `Verifying the audit log of the backup found ${report.problemCount} problem(s), and nothing was restored. See docs/audit.md first; to restore it all the same add --damaged.`,
      }),
    )
    return
  }
  terminal.line(
    terminal.say({
      zh: `已恢复到“${folder}”：${manifest.madeAt} 的备份，核验审计记录 ${report.entries} 条、文档 ${report.documents} 份，发现 ${report.problemCount} 个问题。此后写入的内容不在其中。`,
      en: `Restored into "${folder}": the backup of ${manifest.madeAt}, with ${report.entries} audit entries and ${report.documents} documents verified, ${report.problemCount} problem(s) found. What was written after it is not there.`,
    }),
  )
  if (kept === undefined) return
  terminal.line(
    terminal.say({
      zh: `原有数据保留在“${kept}”。`,
      en: `What was there before is kept in "${kept}".`,
    }),
  )
}

async function orBadKey<T>(terminal: Terminal, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof SigningKeyError)) throw error
    throw new WrongUseError(
      terminal.say({
        zh: `读不到密钥：${error.message}`,
        en: `No key can be read: ${error.message}`,
      }),
      { cause: error },
    )
  }
}
