import type { Json } from '@jieli/engine'
import { migrationInputSchema } from '../../../contracts/migration.ts'
import type { MigrationProgress } from '../../../operations/cases/migration/move-next.ts'
import type { JobKind, JobStep } from '../job-kind.ts'

/** Moves running cases to another version of their ruleset, some at a time. */
export const migrateCasesJob: JobKind = {
  step: async (context, { id, caller, ruleset, input, signal }, from) => {
    const asked = {
      ruleset,
      ...migrationInputSchema.parse(input),
      job: id,
      from: (from?.at ?? null) as MigrationProgress | null,
    }
    const { head } = await context.offload('migrateSome', caller, asked, signal)
    return stepOf(head, {
      zh: `已把 ${head.moved} 件个案迁移到 ${asked.to}`,
      en: `${head.moved} cases were moved to ${asked.to}`,
    })
  },
}

/** How far a walk over cases is, or what it came to. Pure. */
export function stepOf(
  { over, ...at }: MigrationProgress & { readonly over: boolean },
  moved: { readonly zh: string; readonly en: string },
): JobStep {
  const { left, total, moved: done } = at
  if (!over)
    return {
      next: { done: done + left, total: Math.max(total, done + left), at: at as never as Json },
    }
  const rest = { zh: `，${left} 件没有迁移`, en: `; ${left} were left as they are` }
  const summary = left === 0 ? moved : { zh: moved.zh + rest.zh, en: moved.en + rest.en }
  return { result: { href: null, summary } }
}
