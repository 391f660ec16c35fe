import { runInputSchema } from '../../../contracts/assessment.ts'
import type { JobKind } from '../job-kind.ts'

/** Assesses a period. */
export const runJob: JobKind = {
  step: async (context, { caller, ruleset, input, request, signal }) => {
    const asked = { ruleset, ...runInputSchema.parse(input), request }
    const { head } = await context.offload('startRun', caller, asked, signal)
    return {
      result: {
        href: `/api/v1/runs/${head.id}`,
        summary: { zh: '考核结果已算出', en: 'The assessment has been computed' },
      },
    }
  },
}
