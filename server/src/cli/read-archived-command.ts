import { createWriteStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { openArchived } from './open-archived.ts'
import type { Terminal } from './terminal.ts'

/** `read-archived FILE TO`: writes what a file of the archive holds, decrypted, for its owner alone to read. */
export async function readArchivedCommand(
  terminal: Terminal,
  file: string,
  to: string,
): Promise<ExitCode> {
  if (existsSync(to))
    throw new WrongUseError(
      terminal.say({
        zh: `“${to}”已经存在：请另取一个名称。`,
        en: `"${to}" is there already: choose another name.`,
      }),
    )
  try {
    await pipeline(
      openArchived(terminal, file),
      createWriteStream(to, { flags: 'wx', mode: 0o600 }),
    )
  } catch (error) {
    // Half of it is nobody's.
    await rm(to, { force: true })
    if (error instanceof WrongUseError) throw error
    throw new WrongUseError(
      terminal.say({ zh: `写不了“${to}”。`, en: `"${to}" cannot be written.` }),
      { cause: error },
    )
  }
  terminal.line(
    terminal.say({
      zh: `✓ 明文已写到“${to}”，用完请删除。`,
      en: `✓ What it holds is in "${to}", in the clear: delete that when you are done.`,
    }),
  )
  return exitCodes.good
}
