import type { Json } from '@jieli/engine'
import { z } from 'zod'
import { type PurgeProgress, purgeNext } from '../../../operations/retention/purge-county.ts'
import type { JobKind } from '../job-kind.ts'

const inputSchema = z.strictObject({ county: z.string() })

/** Removes what a county keeps past its time: closed cases into the archive, then notes of reads, cards, deliveries and events. */
export const purgeJob: JobKind = {
  step: async (context, { caller, input }, from) => {
    const { county } = inputSchema.parse(input)
    const at = (from?.at ?? null) as PurgeProgress | null
    const { over, ...next } = await purgeNext(context, caller, { county, from: at })
    const { closedCases, caseReads, adviceCards, events, parkedDeliveries } = next.done
    if (!over) {
      const done = Object.values(next.done).reduce((sum, each) => sum + each, 0)
      return { next: { done, total: null, at: next as never as Json } }
    }
    const { left } = next
    const rest = {
      zh: left === 0 ? '' : `；${left} 项因保全、待投递或与审计日志不符而留存`,
      en: left === 0 ? '' : `; ${left} stayed: held, to be delivered, or not as they were written`,
    }
    return {
      result: {
        href: null,
        summary: {
          zh: `到期清除：归档 ${closedCases} 件个案，删除 ${caseReads} 条查阅记录、${adviceCards} 张提示卡、${parkedDeliveries} 条停止投递的事项、${events} 条事项${rest.zh}`,
          en: `Past their time: ${closedCases} cases archived, ${caseReads} notes of reads, ${adviceCards} cards, ${parkedDeliveries} parked deliveries and ${events} events removed${rest.en}`,
        },
      },
    }
  },
}
