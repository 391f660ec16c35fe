import { outcomeName, type Text } from '@jieli/engine'
import { type Receipt, receiptSchema } from '../contracts/receipt.ts'
import { checkReceipt, type ReceiptCheck } from '../operations/cases/receipts/check-receipt.ts'
import type { ComparedPart } from '../operations/cases/receipts/rerun-case.ts'
import { fingerprintOf } from '../package-file/signing-key.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { readSignedFile } from './read-signed-file.ts'
import type { Terminal } from './terminal.ts'

/** `verify-receipt FILE`: whether a receipt is as it was signed, and whether what it tells of still comes out the same. */
export async function verifyReceiptCommand(
  terminal: Terminal,
  file: string,
  flags: { readonly publicKey?: string },
): Promise<ExitCode> {
  const opened = await readSignedFile(terminal, file, {
    schema: receiptSchema,
    kind: { zh: '凭证', en: 'receipt' },
  })
  if (opened.found === 'changed') {
    if (terminal.json) terminal.value({ signature: false })
    terminal.line(
      terminal.say({
        zh: '✗ 签名不符：这份凭证在签署后被改动过，不可采信。',
        en: '✗ The signature does not hold: the receipt was changed after it was signed.',
      }),
    )
    return exitCodes.problems
  }
  const receipt = opened.file
  const ours = flags.publicKey === undefined || flags.publicKey === receipt.publicKey
  const check = checkReceipt(receipt)
  const signer = fingerprintOf(receipt.publicKey)
  if (terminal.json) terminal.value({ signature: true, signer, ours, check })
  for (const line of linesOf(receipt, check)) terminal.line(terminal.say(line))
  const compare = flags.publicKey === undefined
  terminal.line(
    terminal.say({
      zh: `签名相符。签署者：${signer}${compare ? '（请与所知的服务器指纹核对）' : ''}`,
      en: `The signature holds. Signed by: ${signer}${compare ? ' (compare it with the server you know)' : ''}`,
    }),
  )
  if (!ours)
    terminal.line(
      terminal.say({
        zh: '✗ 签署者不是 --public-key 所指的服务器。',
        en: '✗ It was not signed by the server whose key is given.',
      }),
    )
  return ours && check.holds ? exitCodes.good : exitCodes.problems
}

function linesOf({ rules, about }: Receipt, check: ReceiptCheck): readonly Text[] {
  const by = rules.map(({ ruleset, version }) => `${ruleset} ${version}`).join(', ')
  switch (check.kind) {
    case 'rules':
      return [
        {
          zh: `✗ 凭证中的规则不是 ${by} 所称的内容，或本程序读不了，未能重新判定。`,
          en: `✗ The rules in the receipt are not those of ${by}, or this program cannot read them: nothing was decided again.`,
        },
      ]
    case 'facts':
      return [
        {
          zh: `✗ 凭证中的事实不是 ${by} 所能判定的内容，未能重新判定。`,
          en: `✗ The facts in the receipt are none that ${by} can decide over: nothing was decided again.`,
        },
      ]
    case 'decision': {
      const [was, now] = [outcomeName(check.was), outcomeName(check.now)]
      const title = about.kind === 'decision' ? about.answer.title : { zh: '', en: '' }
      const lines: Text[] = [
        check.holds
          ? {
              zh: `✓ 依 ${by} 重新判定“${title.zh}”，结论、理由和依据相同：${now.zh}。`,
              en: `✓ "${title.en}" decided again by ${by}: the same outcome, reasons and clauses: ${now.en}.`,
            }
          : {
              zh: `✗ 依 ${by} 重新判定“${title.zh}”，与凭证不同：凭证为“${was.zh}”，现为“${now.zh}”。`,
              en: `✗ "${title.en}" decided again by ${by} comes out otherwise: "${was.en}" in the receipt, "${now.en}" now.`,
            },
      ]
      if (check.holds && !check.sameWords)
        lines.push({ zh: '说明的措辞与当时不同。', en: 'It is put in other words than then.' })
      return lines
    }
    case 'case':
      return [
        ...check.differences.map(({ seq, event, parts }): Text => ({
          zh: `✗ 第 ${seq} 步（${event}）与凭证不同：${parts.map((part) => partNames[part].zh).join('、')}。`,
          en: `✗ Step ${seq} (${event}) comes out otherwise: ${parts.map((part) => partNames[part].en).join(', ')}.`,
        })),
        ...(check.rests
          ? []
          : [
              {
                zh: '✗ 凭证所示的个案现状，与其最后一步之后的情形不符。',
                en: '✗ The case is not shown as its last step left it.',
              },
            ]),
        {
          zh: `${check.holds ? '✓' : '✗'} 依 ${by} 重走 ${check.rerun} 步，${check.differences.length === 0 ? '全部相同' : `${check.differences.length} 步不同`}${check.taken === 0 ? '' : `；另有 ${check.taken} 步为更正、补计或迁移，按原样采用`}。`,
          en: `${check.holds ? '✓' : '✗'} ${check.rerun} step(s) taken again by ${by}: ${check.differences.length === 0 ? 'all the same' : `${check.differences.length} otherwise`}${check.taken === 0 ? '' : `; ${check.taken} that correct, count anew or move the case are taken as they stand`}.`,
        },
      ]
  }
}

const partNames: Readonly<Record<ComparedPart, Text>> = {
  taken: { zh: '能否发生', en: 'whether it is taken' },
  transitions: { zh: '流转', en: 'transitions' },
  state: { zh: '状态', en: 'state' },
  status: { zh: '是否办结', en: 'whether it ended' },
  facts: { zh: '事实', en: 'facts' },
  decisions: { zh: '判定', en: 'decisions' },
  actions: { zh: '通知', en: 'what was asked for' },
  timers: { zh: '时限', en: 'timers' },
  duties: { zh: '应办事项', en: 'duties' },
}
