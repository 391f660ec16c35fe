import { writeFile } from 'node:fs/promises'
import { checkRuleset, hasErrors } from '@jieli/engine'
import { readConfig } from '../config.ts'
import { fingerprintOf } from '../package-file/signing-key.ts'
import { sealPackageFile } from '../package-file/package-file.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { keyForCommand } from './key-for-command.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

/** `export <ruleset> --out FILE`: one signed file with everything the ruleset rests on. */
export async function exportCommand(
  terminal: Terminal,
  ruleset: string,
  flags: { readonly out: string; readonly key?: string },
): Promise<ExitCode> {
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const issues = checkRuleset(loaded.bundle.ruleset, {
    publishing: false,
    parent: loaded.parent,
    base: loaded.base,
  }).filter((issue) => issue.severity === 'error')
  if (hasErrors(issues)) {
    if (terminal.json) terminal.value({ ruleset, issues })
    for (const issue of issues) terminal.issue(issue)
    return exitCodes.problems
  }
  const { layer, parents } = loaded.files
  const key = await keyForCommand(terminal, flags.key, readConfig(process.env).dataFolder)
  const { hash } = loaded.bundle
  const file = sealPackageFile([layer, ...parents.values()], hash, key)
  try {
    await writeFile(flags.out, `${JSON.stringify(file)}\n`)
  } catch (error) {
    throw new WrongUseError(
      terminal.say({ zh: `无法写入“${flags.out}”。`, en: `"${flags.out}" cannot be written.` }),
      { cause: error },
    )
  }
  const fingerprint = fingerprintOf(key.publicKey)
  const layers = file.layers.map(({ id, version }) => ({ id, version }))
  if (terminal.json) terminal.value({ ...file.ruleset, hash, layers, fingerprint, out: flags.out })
  terminal.line(
    terminal.say({
      zh: `已导出 ${file.ruleset.id} ${file.ruleset.version}（共 ${layers.length} 层）到 ${flags.out}。签名密钥指纹：${fingerprint}`,
      en: `${file.ruleset.id} ${file.ruleset.version} (${layers.length} layer(s)) is in ${flags.out}. Fingerprint of the signing key: ${fingerprint}`,
    }),
  )
  return exitCodes.good
}
