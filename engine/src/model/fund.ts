import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema, textSchema } from './text.ts'

const parameterReference = z.strictObject({ parameter: identifierSchema })

/** One party's part of a split, as a whole-number weight: 6, 3 and 1 for 6:3:1. */
export const shareSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  weight: parameterReference,
  contract: contractSchema.optional(),
})
export type Share = z.infer<typeof shareSchema>

/** A contracted insurance fund: its budget, who bears an overspend, and how a surplus is split. Money facts are in fen. */
export const fundSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
    raised: identifierSchema,
    insured: identifierSchema,
    spent: identifierSchema,
    policyFactor: identifierSchema,
    budgetRate: parameterReference,
    /** Decisions that must allow before a surplus may be distributed. */
    distributionRequires: z.array(identifierSchema).max(20),
    overspend: z.strictObject({
      bearer: parameterReference,
      policyFactorPayer: parameterReference,
      cites: citesSchema,
    }),
    split: z.strictObject({ shares: z.array(shareSchema).min(1).max(50), cites: citesSchema }),
  })
  .meta({ id: 'Fund' })
export type Fund = z.infer<typeof fundSchema>
