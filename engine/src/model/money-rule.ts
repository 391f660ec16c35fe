import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { withinLevelSchema } from './fund.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema, textSchema } from './text.ts'

const parameterReference = z.strictObject({ parameter: identifierSchema })
const item = {
  id: identifierSchema,
  title: textSchema,
  description: textSchema.optional(),
  contract: contractSchema.optional(),
  derivedFrom: lineageSchema.optional(),
  cites: citesSchema,
}

/** How much of a payment the insurance fund bears, or by how much that share is raised or lowered. */
export const reimbursementSchema = z
  .strictObject({
    ...item,
    effect: z.enum(['share', 'raise', 'lower', 'deductible', 'ceiling', 'method']),
    appliesWhen: conditionSchema.optional(),
    value: parameterReference.optional(),
  })
  .meta({ id: 'Reimbursement' })
export type Reimbursement = z.infer<typeof reimbursementSchema>

/** What one unit pays another inside the community. Paid to units through the ledger, never to a person. */
export const priceSchema = z
  .strictObject({
    ...item,
    basis: z.enum(['perService', 'hourly', 'costPlus']),
    payer: textSchema,
    payee: textSchema,
    amount: parameterReference,
    appliesWhen: conditionSchema.optional(),
    /** The event of a case it is charged for: what a pathway emits, `teleconsultDone`. */
    on: identifierSchema.optional(),
    /** The facts of the case that name the units that pay and are paid. */
    payerUnit: identifierSchema.optional(),
    payeeUnit: identifierSchema.optional(),
    /** By the hour: the fact with the hours. At cost: the fact with the cost, in fen. */
    quantity: identifierSchema.optional(),
    cost: identifierSchema.optional(),
  })
  .meta({ id: 'Price' })
export type Price = z.infer<typeof priceSchema>

/** What good work earns. `reads` names every fact a formula would read: pay may not rest on drug or test income. */
export const incentiveSchema = z
  .strictObject({
    ...item,
    payees: z.array(textSchema).min(1).max(20),
    reads: z.array(identifierSchema).max(50),
    parameters: z.array(identifierSchema).max(50),
    appliesWhen: conditionSchema.optional(),
    /** The fact with the pool that is split, in fen. */
    pool: identifierSchema.optional(),
    /** Shares of a pool as whole-number weights by parameter. */
    split: z
      .array(
        z.strictObject({
          id: identifierSchema,
          title: textSchema,
          weight: parameterReference,
          within: withinLevelSchema.optional(),
        }),
      )
      .max(20)
      .optional(),
    /** The event of a case it is earned by, and what is earned: `stepDownReceived`. */
    on: identifierSchema.optional(),
    /** What each of `earners` gets for one event, in fen. */
    amount: parameterReference.optional(),
    /** The facts of the case that name the units that earn it. Units only, never a person. */
    earners: z.array(identifierSchema).max(10).optional(),
  })
  .meta({ id: 'Incentive' })
export type Incentive = z.infer<typeof incentiveSchema>
