import path from 'node:path'
import { systemClock } from '../adapters/index.ts'
import { backupFiles } from '../backup/backup-manifest.ts'
import { makeBackup } from '../backup/make-backup.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { embedded, embeddedFolder, orSayWhy } from './store-of-command.ts'
import type { Terminal } from './terminal.ts'

export interface BackupFlags {
  readonly data?: string
  /** False for `--no-key`. */
  readonly key: boolean
}

/** `backup <folder>`: a copy of the data folder as it is at one moment, also while a server works on it. */
export async function backupCommand(
  terminal: Terminal,
  to: string,
  flags: BackupFlags,
): Promise<ExitCode> {
  const folder = embeddedFolder(terminal, flags.data)
  return await orSayWhy(terminal, async () => {
    const manifest = await makeBackup({
      embedded: embedded(),
      folder,
      to: path.resolve(to),
      madeAt: systemClock.now(),
      withKey: flags.key,
      progress: (done, total) => {
        terminal.progress(done, total, { zh: '页已复制', en: 'pages copied' })
      },
    })
    terminal.clearProgress()
    if (terminal.json) terminal.value({ ...manifest, folder: path.resolve(to) })
    const { count = 0, bytes: attached = 0, damaged = [] } = manifest.attachments ?? {}
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, attached)
    const size = `${(bytes / 1_000_000).toFixed(1)} MB`
    terminal.line(
      terminal.say({
        zh: `已备份到“${to}”：${manifest.files.length} 个文件，${count} 份附件，${size}，截至 ${manifest.madeAt}。`,
        en: `The backup is in "${to}": ${manifest.files.length} files and ${count} attachments, ${size}, as of ${manifest.madeAt}.`,
      }),
    )
    const keyed = manifest.files.some(({ name }) => name === backupFiles.key)
    terminal.line(
      terminal.say(
        keyed
          ? {
              zh: '其中有服务器的私钥 signing-key.pem 和库内机密的密钥 secret.key：请只让管理员读到这个文件夹，或改用 --no-key 并另行保管密钥。',
              en: "It holds the server's private key, signing-key.pem, and secret.key, which secrets in the store are encrypted with: let administrators alone read the folder, or use --no-key and keep the keys elsewhere.",
            }
          : {
              zh: '其中没有服务器的私钥：恢复时需要另存的 signing-key.pem（--key）。',
              en: "It does not hold the server's private key: restoring needs the signing-key.pem that is kept elsewhere (--key).",
            },
      ),
    )
    for (const sha256 of damaged)
      terminal.line(
        terminal.say({
          zh: `✗ 附件 ${sha256} 与其校验值不符，已照原样备份：请从以前的备份取回它。`,
          en: `✗ The attachment ${sha256} does not match its hash, and is in the backup as it is: get it back from an earlier one.`,
        }),
      )
    return damaged.length === 0 ? exitCodes.good : exitCodes.problems
  })
}
