import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { readConfig } from '../config.ts'
import { createFileCipher, headOf, isSealedFile } from '../encryption/file-cipher.ts'
import { ContentChangedError } from '../ports/attachment-contents.ts'
import { StoreError } from '../ports/store-error.ts'
import { WrongUseError } from './command-outcome.ts'
import { dataKeysFor } from './store-of-command.ts'
import type { Terminal } from './terminal.ts'

/** What a file holds; one of the archive as it was before it was encrypted. @throws WrongUseError where it cannot be read */
export async function* openArchived(
  terminal: Terminal,
  file: string,
): AsyncGenerator<Uint8Array, void> {
  try {
    const stored = { bytes: (await stat(file)).size, read: () => createReadStream(file) }
    if (!isSealedFile(await headOf(stored))) {
      yield* stored.read()
      return
    }
    const cipher = createFileCipher(dataKeysFor(readConfig(process.env)))
    const opened = await cipher.open(stored, path.basename(file))
    if (opened !== undefined) yield* opened.read()
  } catch (cause) {
    if (cause instanceof StoreError) throw new WrongUseError(cause.message, { cause })
    if (cause instanceof WrongUseError) throw cause
    throw new WrongUseError(
      terminal.say(
        cause instanceof ContentChangedError
          ? {
              zh: `“${file}”解不开：它被改动过、已损坏，或者不再叫归档时的名称。请用另存的一份。`,
              en: `"${file}" cannot be decrypted: it was changed, is damaged, or is not called what it was archived as. Use another copy.`,
            }
          : { zh: `读不到“${file}”。`, en: `"${file}" cannot be read.` },
      ),
      { cause },
    )
  }
}
