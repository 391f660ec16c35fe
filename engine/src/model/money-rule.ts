import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { shareSchema } from './fund.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import type { ValueType } from './value-types/value-types.ts'

const parameterReference = z.strictObject({ parameter: identifierSchema })
const item = {
  id: identifierSchema,
  title: textSchema,
  description: textSchema.optional(),
  contract: contractSchema.optional(),
  derivedFrom: lineageSchema.optional(),
  cites: citesSchema,
}

export const reimbursementEffectSchema = z.enum([
  'base',
  'share',
  'raise',
  'lower',
  'deductible',
  'ceiling',
  'method',
])

/**
 * How much of a payment the insurance fund bears, or by how much that share is raised or lowered: in the order base,
 * deductible, share, rises and falls, ceiling. A `ceiling` without an amount says that there is none.
 */
export const reimbursementSchema = z
  .strictObject({
    ...item,
    effect: reimbursementEffectSchema,
    appliesWhen: conditionSchema.optional(),
    value: parameterReference.optional(),
    /** The fact that has the value in each case, instead of a parameter: the eligible cost, the ordinary share. */
    fact: identifierSchema.optional(),
  })
  .meta({ id: 'Reimbursement' })
export type Reimbursement = z.infer<typeof reimbursementSchema>

/** The types a rule's value may have, by what it does. A decimal counts percentage points. */
export const valueTypesOf: Readonly<Record<Reimbursement['effect'], readonly ValueType[]>> = {
  base: ['money'],
  deductible: ['money'],
  ceiling: ['money'],
  share: ['ratio'],
  raise: ['ratio', 'decimal'],
  lower: ['ratio', 'decimal'],
  method: ['code', 'text', 'codeList', 'ratio', 'decimal', 'money', 'integer'],
}

/** Who pays is a unit the case names, or the county's choice; a choice without a fact is the community itself. */
export const payerChoiceSchema = z.strictObject({
  parameter: identifierSchema,
  choices: z
    .array(z.strictObject({ id: identifierSchema, fact: identifierSchema.optional() }))
    .min(1)
    .max(20),
})
export type PayerChoice = z.infer<typeof payerChoiceSchema>

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
    /** True where the event comes from another system and no pathway emits it. */
    imported: z.boolean().optional(),
    /** The facts of the case that name the units that pay and are paid. */
    payerUnit: z.union([identifierSchema, payerChoiceSchema]).optional(),
    payeeUnit: identifierSchema.optional(),
    /** By the hour: the fact with the hours, in minutes where that is its unit. At cost: the fact with the cost, in fen. */
    quantity: identifierSchema.optional(),
    cost: identifierSchema.optional(),
  })
  .meta({ id: 'Price' })
export type Price = z.infer<typeof priceSchema>

/** A unit that earns for one event, and what: an amount, or points times the value of a point, times how often. */
export const earnerSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  /** The fact of the case that names the unit. */
  unit: identifierSchema,
  /** Money for one event, or for one point. */
  amount: parameterReference,
  /** How many points one service is worth. */
  points: parameterReference.optional(),
  /** The fact with how many services, where an event may be several. */
  quantity: identifierSchema.optional(),
})
export type Earner = z.infer<typeof earnerSchema>

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
    split: z.array(shareSchema).max(20).optional(),
    /** The event of a case it is earned by, and what is earned: `referralCompleted`. */
    on: identifierSchema.optional(),
    /** True where the event comes from another system and no pathway emits it. */
    imported: z.boolean().optional(),
    /** Who earns it. Units only, never a person: a unit passes on what its people earned. */
    earners: z.array(earnerSchema).max(10).optional(),
  })
  .meta({ id: 'Incentive' })
export type Incentive = z.infer<typeof incentiveSchema>
