import { exceptionMessage, exceptionSchema } from '@jieli/engine'
import { readConfig } from '../config.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { keyForCommand } from './key-for-command.ts'
import { readJsonFile } from './read-json-file.ts'
import type { Terminal } from './terminal.ts'

const unsignedSchema = exceptionSchema.omit({ signature: true })

/** `sign-exception <ruleset> FILE`: an authority signs an exemption from a contract, for one ruleset. */
export async function signExceptionCommand(
  terminal: Terminal,
  ruleset: string,
  file: string,
  flags: { readonly key?: string },
): Promise<ExitCode> {
  const parsed = unsignedSchema.safeParse(await readJsonFile(terminal, file))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.join('/') ?? ''
    throw new WrongUseError(
      terminal.say({
        zh: `“${file}”不是未签名的例外（${place}）。`,
        en: `"${file}" is no unsigned exception (${place}: ${issue?.message ?? ''}).`,
      }),
    )
  }
  const key = await keyForCommand(terminal, flags.key, readConfig(process.env).dataFolder)
  const signature = key.sign(exceptionMessage(ruleset, parsed.data))
  const signed = { ...parsed.data, signature }
  if (terminal.json) terminal.value({ ruleset, publicKey: key.publicKey, exception: signed })
  else terminal.line(JSON.stringify(signed, null, 2))
  terminal.aside(
    terminal.say({
      zh: `上级规则集须在 authorityKeys 中登记公钥 ${key.publicKey}。`,
      en: `The parent ruleset must list the public key ${key.publicKey} among its authorityKeys.`,
    }),
  )
  return exitCodes.good
}
