import { text } from 'node:stream/consumers'
import type { Text } from '@jieli/engine'
import type { z } from 'zod'
import type { Wire } from '../contracts/wire.ts'
import { type OpenedFile, openSignedFile, type Signed } from '../package-file/signed-file.ts'
import { WrongUseError } from './command-outcome.ts'
import { openArchived } from './open-archived.ts'
import type { Terminal } from './terminal.ts'

/**
 * Reads a signed file named on the command line.
 * @param kind what it has to be, as in "… is no receipt"
 * @throws WrongUseError when it cannot be read, or is something else
 */
export async function readSignedFile<Schema extends z.ZodType<Signed>>(
  terminal: Terminal,
  file: string,
  { schema, kind }: { readonly schema: Schema; readonly kind: Text },
): Promise<Exclude<OpenedFile<Wire<Schema>>, { readonly found: 'none' }>> {
  const opened = openSignedFile(schema, await text(openArchived(terminal, file)))
  if (opened.found !== 'none') return opened
  throw new WrongUseError(
    terminal.say({ zh: `“${file}”不是${kind.zh}。`, en: `"${file}" is no ${kind.en}.` }),
  )
}
