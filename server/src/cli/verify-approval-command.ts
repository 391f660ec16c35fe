import { approvalRecordSchema } from '../contracts/approval-record.ts'
import { fingerprintOf } from '../package-file/signing-key.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { readSignedFile } from './read-signed-file.ts'
import type { Terminal } from './terminal.ts'

/** `verify-approval FILE`: whether a record of approvals is as it was signed, and by whose key. */
export async function verifyApprovalCommand(
  terminal: Terminal,
  file: string,
  flags: { readonly publicKey?: string },
): Promise<ExitCode> {
  const opened = await readSignedFile(terminal, file, {
    schema: approvalRecordSchema,
    kind: { zh: '审批记录', en: 'record of approvals' },
  })
  if (opened.found === 'changed') {
    terminal.line(
      terminal.say({
        zh: '签名不符：这份记录在签署后被改动过，不可采信。',
        en: 'The signature does not hold: the record was changed after it was signed.',
      }),
    )
    return exitCodes.problems
  }
  const record = opened.file
  const expected = flags.publicKey
  const ours = expected === undefined || expected === record.publicKey
  if (terminal.json) terminal.value({ record, signer: fingerprintOf(record.publicKey), ours })
  else {
    const given = record.approvals.filter((each) => each.given !== undefined).length
    terminal.line(
      terminal.say({
        zh: `签名相符。${record.procedure.zh}：${record.state.zh}，第 ${record.rounds} 轮，${given}/${record.approvals.length} 项已办理。`,
        en: `The signature holds. ${record.procedure.en}: ${record.state.en}, round ${record.rounds}, ${given} of ${record.approvals.length} given.`,
      }),
    )
    terminal.line(`${record.ruleset} ${record.publishedAs ?? '–'} ${record.draft.content}`)
    terminal.line(
      terminal.say({
        zh: `签署者：${fingerprintOf(record.publicKey)}${expected === undefined ? '（请与所知的服务器指纹核对）' : ''}`,
        en: `Signed by: ${fingerprintOf(record.publicKey)}${expected === undefined ? ' (compare it with the server you know)' : ''}`,
      }),
    )
    if (!ours)
      terminal.line(
        terminal.say({
          zh: '签署者不是 --public-key 所指的服务器。',
          en: 'It was not signed by the server whose key is given.',
        }),
      )
  }
  return ours ? exitCodes.good : exitCodes.problems
}
