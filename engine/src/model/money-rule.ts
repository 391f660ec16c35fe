import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { shareSchema } from './fund.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { descriptionSchema, idSchema, titleSchema } from './shared-members.ts'
import { textSchema } from './text.ts'
import type { ValueType } from './value-types/value-types.ts'

const item = {
  id: idSchema,
  title: titleSchema,
  description: descriptionSchema.optional(),
  contract: contractSchema.optional(),
  derivedFrom: lineageSchema.optional(),
  cites: citesSchema,
}

export const reimbursementEffectSchema = z
  .enum(['base', 'share', 'raise', 'lower', 'deductible', 'ceiling', 'method'])
  .meta({
    id: 'ReimbursementEffect',
    description:
      "What a rule says of a payment: its `base` (money), the fund's `share` of it (ratio), by how much that share is raised (`raise`) or lowered (`lower`; a ratio, or a decimal that counts percentage points), the `deductible` and the `ceiling` (money), or the payment `method`. A fall never applies to an emergency.",
  })

export const reimbursementSchema = z
  .strictObject({
    ...item,
    effect: reimbursementEffectSchema,
    appliesWhen: conditionSchema
      .optional()
      .describe('To which cases it applies. Without it, to all.'),
    value: parameterReferenceSchema
      .optional()
      .describe(
        'The parameter with the value. A `ceiling` without `value` and `fact` says that there is none.',
      ),
    fact: identifierSchema
      .optional()
      .describe(
        'The fact that has the value in each case, instead of a parameter: the eligible cost, the ordinary share.',
      ),
  })
  .meta({
    id: 'Reimbursement',
    description:
      'A rule of how much of a payment the insurance fund bears. Worked out in one order: base, less deductible, times share with all rises and falls, at most the ceiling.',
  })
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

export const payerChoiceSchema = z
  .strictObject({
    parameter: identifierSchema.describe(
      'The id of the `code` parameter by which the county chooses.',
    ),
    choices: z
      .array(
        z
          .strictObject({
            id: identifierSchema.describe('The code.'),
            fact: identifierSchema
              .optional()
              .describe('The fact of the case that names the unit. Without it the community pays.'),
          })
          .meta({ id: 'PayerCode', description: 'Who pays by one code of the choice.' }),
      )
      .min(1)
      .max(20)
      .describe('Who pays, by code.'),
  })
  .meta({ id: 'PayerChoice', description: "Who pays is the county's choice." })
export type PayerChoice = z.infer<typeof payerChoiceSchema>

const importedSchema = z
  .boolean()
  .optional()
  .describe(
    'True where the event comes from another system and no pathway emits it. False when left out.',
  )

export const priceSchema = z
  .strictObject({
    ...item,
    basis: z
      .enum(['perService', 'hourly', 'costPlus'])
      .describe(
        'What is charged: the amount for each service, the amount for each hour, or the cost and a part of it on top.',
      ),
    payer: textSchema.describe('Who pays, in words.'),
    payee: textSchema.describe('Who is paid, in words.'),
    amount: parameterReferenceSchema.describe(
      'Money for one service or hour; for `costPlus` the ratio that is added to the cost.',
    ),
    appliesWhen: conditionSchema
      .optional()
      .describe(
        'To which cases it applies; `unit.…` is the unit that pays, `payee.…` the one that is paid. Without it, to all.',
      ),
    on: identifierSchema
      .optional()
      .describe(
        'The event of a case it is charged for: what a pathway emits, `teleconsultDone`. Without it the price is only told.',
      ),
    imported: importedSchema,
    payerUnit: z
      .union([identifierSchema, payerChoiceSchema])
      .optional()
      .describe(
        "The fact of the case that names the unit that pays, or the county's choice. Needed with `on`.",
      ),
    payeeUnit: identifierSchema
      .optional()
      .describe('The fact of the case that names the unit that is paid. Needed with `on`.'),
    quantity: identifierSchema
      .optional()
      .describe(
        'For `hourly`: the fact with the hours. Where its unit is `minute`, sixty of them are an hour.',
      ),
    cost: identifierSchema.optional().describe('For `costPlus`: the fact with the cost, in fen.'),
  })
  .meta({
    id: 'Price',
    description:
      'What one unit pays another inside the community. Paid between units through the ledger, never to a person.',
  })
export type Price = z.infer<typeof priceSchema>

export const earnerSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    unit: identifierSchema.describe('The fact of the case that names the unit.'),
    amount: parameterReferenceSchema.describe('Money for one event, or for one point.'),
    points: parameterReferenceSchema
      .optional()
      .describe('How many points one service is worth, a whole number. 1 when left out.'),
    quantity: identifierSchema
      .optional()
      .describe('The fact with how many services an event stands for. 1 when left out.'),
  })
  .meta({
    id: 'Earner',
    description:
      'A unit that earns for one event: the amount, times the points, times how often. Units only, never a person.',
  })
export type Earner = z.infer<typeof earnerSchema>

export const incentiveSchema = z
  .strictObject({
    ...item,
    payees: z.array(textSchema).min(1).max(20).describe('Who earns it, in words.'),
    reads: z
      .array(identifierSchema)
      .max(50)
      .describe(
        'The ids of all facts it rests on. Red lines read them: pay may not rest on income from drugs or tests.',
      ),
    parameters: z
      .array(identifierSchema)
      .max(50)
      .describe('The ids of all parameters it rests on.'),
    appliesWhen: conditionSchema
      .optional()
      .describe('To which cases it applies; `unit.…` is the unit that earns. Without it, to all.'),
    pool: identifierSchema
      .optional()
      .describe(
        'The fact with the pool that is split, in fen. Needed for `split`, unless a fund names the incentive among its `bonuses`: then the surplus is the pool.',
      ),
    part: parameterReferenceSchema
      .optional()
      .describe(
        'The `ratio` parameter with the part of the pool that is handed out; the rest stays where it was. Without it, all.',
      ),
    split: z
      .array(shareSchema)
      .max(20)
      .optional()
      .describe('How the pool is split. Without it nothing is.'),
    on: identifierSchema
      .optional()
      .describe('The event of a case it is earned by: `referralCompleted`. Needs `earners`.'),
    imported: importedSchema,
    earners: z
      .array(earnerSchema)
      .max(10)
      .optional()
      .describe('The units that earn for an event. A unit passes on what its people earned.'),
  })
  .meta({
    id: 'Incentive',
    description: 'What good work earns: a pool that is split, or an amount for an event.',
  })
export type Incentive = z.infer<typeof incentiveSchema>
