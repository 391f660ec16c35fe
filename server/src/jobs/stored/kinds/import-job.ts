import { importTableQuerySchema } from '../../../contracts/assessment.ts'
import { ServerError } from '../../../errors/server-error.ts'
import type { JobKind } from '../job-kind.ts'

/** Brings a table in that was sent along: all of its rows or none. */
export const importJob: JobKind = {
  step: async (context, { caller, ruleset, input, file, request, signal }) => {
    if (file === undefined) throw new ServerError('JOB_FILE_GONE')
    const asked = { ruleset, ...importTableQuerySchema.parse(input), content: file, request }
    const { head } = await context.offload('importTable', caller, asked, signal)
    return {
      result: {
        href: `/api/v1/rulesets/${encodeURIComponent(ruleset)}/imports`,
        summary: { zh: `已导入 ${head.rows} 行`, en: `${head.rows} rows were brought in` },
      },
    }
  },
}
