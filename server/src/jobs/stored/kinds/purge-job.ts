import type { Json } from '@jieli/engine'
import { z } from 'zod'
import { type PurgeProgress, purgeNext } from '../../../operations/retention/purge-county.ts'
import type { JobKind } from '../job-kind.ts'

const inputSchema = z.strictObject({ county: z.string() })

/** Removes what a county keeps past its time: closed cases into the archive, then notes of reads, then cards. */
export const purgeJob: JobKind = {
  step: async (context, { caller, input }, from) => {
    const { county } = inputSchema.parse(input)
    const at = (from?.at ?? null) as PurgeProgress | null
    const { over, ...next } = await purgeNext(context, caller, { county, from: at })
    const { closedCases, caseReads, adviceCards } = next.done
    if (!over) {
      const done = closedCases + caseReads + adviceCards
      return { next: { done, total: null, at: next as never as Json } }
    }
    const { left } = next
    const rest = {
      zh: left === 0 ? '' : `；${left} 项因保全或与审计日志不符而留存`,
      en: left === 0 ? '' : `; ${left} stayed, held or not as they were written`,
    }
    return {
      result: {
        href: null,
        summary: {
          zh: `到期清除：归档 ${closedCases} 件个案，删除 ${caseReads} 条查阅记录、${adviceCards} 张提示卡${rest.zh}`,
          en: `Past their time: ${closedCases} cases archived, ${caseReads} notes of reads and ${adviceCards} cards removed${rest.en}`,
        },
      },
    }
  },
}
