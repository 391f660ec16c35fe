import {
  ownSigningKey,
  readSigningKey,
  type SigningKey,
  SigningKeyError,
} from '../package-file/signing-key.ts'
import { WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

/** The key named on the command line, or the data folder's own. @throws WrongUseError when the file holds none */
export async function keyForCommand(
  terminal: Terminal,
  file: string | undefined,
  dataFolder: string,
): Promise<SigningKey> {
  try {
    return file === undefined ? await ownSigningKey(dataFolder) : await readSigningKey(file)
  } catch (error) {
    if (!(error instanceof SigningKeyError)) throw error
    const shown = file ?? dataFolder
    throw new WrongUseError(
      terminal.say({
        zh: `“${shown}”中没有 PEM 格式的 Ed25519 私钥。`,
        en: `"${shown}" holds no Ed25519 private key in PEM.`,
      }),
      { cause: error },
    )
  }
}
