import { z } from 'zod'
import type { JobKind } from '../job-kind.ts'
import { summariseRecomputed } from './summarise-recomputed.ts'

const inputSchema = z.strictObject({ settlement: z.string() })

/** Computes a settlement again from its record, and compares the bytes. */
export const recomputeSettlementJob: JobKind = {
  step: async (context, { caller, input, signal }) => {
    const { settlement } = inputSchema.parse(input)
    const { head } = await context.offload('recomputeSettlement', caller, settlement, signal)
    const summary = summariseRecomputed(head)
    return { result: { href: `/api/v1/settlements/${settlement}`, summary } }
  },
}
