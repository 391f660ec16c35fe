import { WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

/** The API key with which a command asks a running server. @throws WrongUseError without one */
export function keyOfServer(terminal: Terminal): string {
  const key = process.env['JIELI_KEY'] ?? ''
  if (key !== '') return key
  throw new WrongUseError(
    terminal.say({
      zh: '请在环境变量 JIELI_KEY 中提供 API 密钥。',
      en: 'Please give an API key in the environment, as JIELI_KEY.',
    }),
  )
}
