import { z } from 'zod'
import type { MigrationProgress } from '../../../operations/cases/migration/move-next.ts'
import type { JobKind } from '../job-kind.ts'
import { stepOf } from './migrate-cases-job.ts'

const inputSchema = z.strictObject({ to: z.string(), undone: z.string(), reason: z.string() })

/** Puts cases back that a job has moved to another version. */
export const undoMigrationJob: JobKind = {
  step: async (context, { id, caller, ruleset, input, signal }, from) => {
    const asked = {
      ruleset,
      ...inputSchema.parse(input),
      job: id,
      from: (from?.at ?? null) as MigrationProgress | null,
    }
    const { head } = await context.offload('undoSome', caller, asked, signal)
    return stepOf(head, {
      zh: `已把 ${head.moved} 件个案退回原来的版本`,
      en: `${head.moved} cases were put back on their version`,
    })
  },
}
