import { dateSchema } from '@jieli/engine'
import type { Client } from '../client/create-client.ts'
import type { Receipt } from '../contracts/receipt.ts'
import { fingerprintOf } from '../package-file/signing-key.ts'
import { type AskFlags, askAndWrite } from './ask-and-write.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { readJsonFile } from './read-json-file.ts'
import type { Terminal } from './terminal.ts'

/** `receipt case <id>`: a case with the rules it runs on, as one signed file. */
export async function caseReceiptCommand(
  terminal: Terminal,
  id: string,
  flags: AskFlags,
): Promise<ExitCode> {
  return await writeOut(terminal, flags, async (jieli) => await jieli.caseReceipt(id))
}

/** `receipt decision <ruleset> <decision>`: an answer with the rules it rests on, as one signed file. */
export async function decisionReceiptCommand(
  terminal: Terminal,
  ruleset: string,
  decision: string,
  flags: AskFlags & { readonly facts: string; readonly asOf?: string },
): Promise<ExitCode> {
  const { asOf } = flags
  if (asOf !== undefined && !dateSchema.safeParse(asOf).success)
    throw new WrongUseError(
      terminal.say({
        zh: `--as-of 须为日期 YYYY-MM-DD，收到的是“${asOf}”。`,
        en: `--as-of must be a date YYYY-MM-DD, not "${asOf}".`,
      }),
    )
  const facts = (await readJsonFile(terminal, flags.facts)) as Record<string, never>
  const input = { facts, ...(asOf !== undefined && { asOf }) }
  return await writeOut(
    terminal,
    flags,
    async (jieli) => await jieli.decisionReceipt(ruleset, decision, input),
  )
}

async function writeOut(
  terminal: Terminal,
  flags: AskFlags,
  ask: (jieli: Client) => Promise<Receipt>,
): Promise<ExitCode> {
  const receipt = await askAndWrite(terminal, flags, ask)
  const { rules, publicKey } = receipt
  const fingerprint = fingerprintOf(publicKey)
  const versions = rules.map(({ ruleset, version }) => `${ruleset} ${version}`).join(', ')
  if (terminal.json)
    terminal.value({ out: flags.out, rules: rules.map(({ hash }) => hash), fingerprint })
  terminal.line(
    terminal.say({
      zh: `凭证已写入 ${flags.out}，所依规则为 ${versions}。签名密钥指纹：${fingerprint}`,
      en: `The receipt is in ${flags.out}, with the rules of ${versions}. Fingerprint of the signing key: ${fingerprint}`,
    }),
  )
  return exitCodes.good
}
