import { settlementInputSchema } from '../../../contracts/settlement.ts'
import type { JobKind } from '../job-kind.ts'

/** Computes the money of a period. */
export const settlementJob: JobKind = {
  step: async (context, { caller, ruleset, input, request, signal }) => {
    const asked = { ruleset, ...settlementInputSchema.parse(input), request }
    const { head } = await context.offload('startSettlement', caller, asked, signal)
    return {
      result: {
        href: `/api/v1/settlements/${head.id}`,
        summary: { zh: '资金结算已算出', en: 'The settlement has been computed' },
      },
    }
  },
}
