import { z } from 'zod'
import type { JobKind } from '../job-kind.ts'
import { summariseRecomputed } from './summarise-recomputed.ts'

const inputSchema = z.strictObject({ run: z.string() })

/** Computes a run again from its record, and compares the bytes. */
export const recomputeRunJob: JobKind = {
  step: async (context, { caller, input, signal }) => {
    const { run } = inputSchema.parse(input)
    const { head } = await context.offload('recomputeRun', caller, run, signal)
    return { result: { href: `/api/v1/runs/${run}`, summary: summariseRecomputed(head) } }
  },
}
