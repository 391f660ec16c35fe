import { writeFile } from 'node:fs/promises'
import {
  type Client,
  createClient,
  ProblemError,
  UnreachableError,
} from '../client/create-client.ts'
import { WrongUseError } from './command-outcome.ts'
import { keyOfServer } from './key-of-server.ts'
import type { Terminal } from './terminal.ts'

/** Of which server, and into which file. */
export interface AskFlags {
  readonly address: string
  readonly out: string
}

/** Asks a running server for something that may tell of a patient, and writes it to a file. @throws WrongUseError with what it said */
export async function askAndWrite<Answer>(
  terminal: Terminal,
  { address, out }: AskFlags,
  ask: (jieli: Client) => Promise<Answer>,
): Promise<Answer> {
  const key = keyOfServer(terminal)
  let answer: Answer
  try {
    answer = await ask(createClient({ address, key, language: terminal.language }))
  } catch (error) {
    if (error instanceof ProblemError || error instanceof UnreachableError)
      throw new WrongUseError(error.message, { cause: error })
    throw error
  }
  try {
    // For nobody else on this machine.
    await writeFile(out, `${JSON.stringify(answer)}\n`, { mode: 0o600 })
  } catch (error) {
    throw new WrongUseError(
      terminal.say({ zh: `无法写入“${out}”。`, en: `"${out}" cannot be written.` }),
      { cause: error },
    )
  }
  return answer
}
