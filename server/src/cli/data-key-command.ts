import path from 'node:path'
import { addDataKey, DataKeyError } from '../encryption/data-key-file.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

/** `data-key <file>`: makes a key for what is stored of persons, first in its file; earlier ones stay to be read with. */
export async function dataKeyCommand(terminal: Terminal, file: string): Promise<ExitCode> {
  const where = path.resolve(file)
  try {
    const { id, former } = await addDataKey(where)
    if (terminal.json) terminal.value({ id, former, file: where })
    terminal.line(
      terminal.say({
        zh: `✓ 新密钥 ${id} 已写在“${where}”的最前面。请立即另存一份到安全的地方，不要和备份放在一起：密钥丢失，加密的数据就再也读不出来。`,
        en: `✓ The new key ${id} stands first in "${where}". Keep a copy in a safe place at once, apart from the backups: with the key lost nobody can read what it encrypts.`,
      }),
    )
    terminal.line(
      terminal.say({
        zh: `下一步：设置 JIELI_DATA_KEYS=${where}，停止服务，运行 jieli encrypt，再启动。`,
        en: `Next: set JIELI_DATA_KEYS=${where}, end the server, run jieli encrypt, and start it again.`,
      }),
    )
    return exitCodes.good
  } catch (error) {
    if (error instanceof DataKeyError) throw new WrongUseError(error.message, { cause: error })
    const { code = '' } = error as NodeJS.ErrnoException
    throw new WrongUseError(
      terminal.say({
        zh: `密钥文件“${where}”写不进去（${code}），没有改动。`,
        en: `The file of keys "${where}" cannot be written (${code}); nothing was changed.`,
      }),
      { cause: error },
    )
  }
}
