import { readFile, stat } from 'node:fs/promises'
import { readConfig } from '../config.ts'
import { maxRulesetBytes } from '../rulesets/load-ruleset-folder.ts'
import { openPackageFile } from '../package-file/open-package-file.ts'
import { fingerprintOf, ownSigningKey } from '../package-file/signing-key.ts'
import { writeLayers } from '../package-file/write-layers.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

export interface ImportFlags {
  readonly into: string
  readonly trust?: string
}

/** `import FILE --into FOLDER`: checks a signed file and, only when all of it holds, writes its rulesets as folders. */
export async function importCommand(
  terminal: Terminal,
  source: string,
  flags: ImportFlags,
): Promise<ExitCode> {
  const found = await stat(source).catch(() => undefined)
  if (found?.isFile() !== true || found.size > maxRulesetBytes)
    throw new WrongUseError(
      terminal.say({
        zh: `没有可读的文件“${source}”，或文件过大。`,
        en: `There is no file "${source}" to read, or it is too large.`,
      }),
    )
  const trusted =
    flags.trust === undefined
      ? [fingerprintOf((await ownSigningKey(readConfig(process.env).dataFolder)).publicKey)]
      : [flags.trust]
  const opened = openPackageFile(await readFile(source, 'utf8'), trusted)
  if (!opened.ok) {
    const { code, message, issues = [] } = opened.refusal
    if (terminal.json) terminal.value({ imported: false, refusal: code, message, issues })
    terminal.line(`✗ ${terminal.say(message)}`)
    return exitCodes.problems
  }
  const result = await writeLayers(opened.layers, flags.into)
  if (!result.ok) {
    const { message } = result
    if (terminal.json) terminal.value({ imported: false, refusal: 'present', message, issues: [] })
    terminal.line(`✗ ${terminal.say(message)}`)
    return exitCodes.problems
  }
  const { id, version } = opened.file.ruleset
  const { written, unchanged } = result
  if (terminal.json)
    terminal.value({ imported: true, id, version, hash: opened.file.bundle, written, unchanged })
  terminal.line(
    terminal.say({
      zh: `已导入 ${id} ${version}：写入 ${written.length} 个规则集，${unchanged.length} 个原已存在。`,
      en: `${id} ${version} is imported: ${written.length} ruleset(s) written, ${unchanged.length} already here.`,
    }),
  )
  return exitCodes.good
}
