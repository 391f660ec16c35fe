import type { Json } from '@jieli/engine'
import { unitChangeInputSchema } from '../../../contracts/unit-change.ts'
import type { UnitChangeProgress } from '../../../operations/unit-changes/make-unit-change.ts'
import type { JobKind } from '../job-kind.ts'

/** Makes a change of a unit: its list first, then open cases some at a time, at last whoever acts for it. */
export const changeUnitJob: JobKind = {
  step: async (context, { id, caller, ruleset, input, signal }, from) => {
    const change = unitChangeInputSchema.parse(input)
    const at = (from?.at ?? null) as UnitChangeProgress | null
    const asked = { ruleset, change, job: id, from: at }
    const { head } = await context.offload('makeUnitChange', caller, asked, signal)
    const { over, unit, successor, ...next } = head
    const { looked, total, handed, left, rights } = next
    if (!over)
      return {
        next: { done: looked, total: Math.max(total, looked), at: next as never as Json },
      }
    if (change.kind === 'renamed')
      return {
        result: {
          href: null,
          summary: { zh: `已更名为“${change.title}”`, en: `It is called "${change.title}" now` },
        },
      }
    const rest = {
      zh: left === 0 ? '' : `；${left} 件个案没有移交`,
      en: left === 0 ? '' : `; ${left} cases were not handed over`,
    }
    const { accounts = 0, keys = 0, webhooks = 0, byHand = 0 } = rights ?? {}
    const hand = {
      zh: byHand === 0 ? '' : `；${byHand} 个账户或密钥须另行处理`,
      en: byHand === 0 ? '' : `; ${byHand} accounts or keys are left to be changed by hand`,
    }
    return {
      result: {
        href: null,
        summary: {
          zh: `“${unit}”由“${successor}”接手：移交 ${handed} 件个案，${accounts} 个账户、${keys} 个密钥、${webhooks} 个事件推送也可办理${rest.zh}${hand.zh}`,
          en: `"${successor}" took over from "${unit}": ${handed} cases were handed over; ${accounts} accounts, ${keys} keys and ${webhooks} webhooks act for it, too${rest.en}${hand.en}`,
        },
      },
    }
  },
}
