import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { idSchema, titleSchema } from './shared-members.ts'

export const withinLevelSchema = z
  .strictObject({
    where: conditionSchema.describe(
      'Which units belong to the level: a condition over facts of each unit, such as `unit.tier` and `unit.kind`.',
    ),
    key: parameterReferenceSchema
      .optional()
      .describe(
        'The `code` parameter by which the county chooses: one of `keys`, or `equal` for the same to each. Either this or `by`.',
      ),
    keys: z
      .array(
        z
          .strictObject({
            id: identifierSchema.describe('The code.'),
            fact: identifierSchema.describe(
              'The fact of a unit that its part is in proportion to.',
            ),
          })
          .meta({ id: 'LevelKey', description: 'What one code of the key means.' }),
      )
      .max(20)
      .optional()
      .describe('What each code of the key means.'),
    by: identifierSchema
      .optional()
      .describe(
        "The fact of a unit that its part is in proportion to, where nothing is left to choose: a unit's points.",
      ),
  })
  .meta({
    id: 'WithinLevel',
    description:
      'Who within a level gets how much of its share: the units a condition names, in proportion to one fact of theirs.',
  })
export type WithinLevel = z.infer<typeof withinLevelSchema>

export const shareSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    weight: parameterReferenceSchema.describe(
      'Its weight, a whole number not below 0: 6, 3 and 1 for 6:3:1.',
    ),
    party: parameterReferenceSchema
      .optional()
      .describe(
        'The `code` parameter that says who the party is, where the source leaves it open.',
      ),
    within: withinLevelSchema
      .optional()
      .describe(
        'How the share is divided among the units of the level. Without it the party gets it whole.',
      ),
    contract: contractSchema.optional(),
  })
  .meta({ id: 'Share', description: "One party's part of a split." })
export type Share = z.infer<typeof shareSchema>

export const overspendShareSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    part: parameterReferenceSchema
      .optional()
      .describe(
        'The `ratio` parameter with its part of the whole. The one party without it bears the rest.',
      ),
    limit: parameterReferenceSchema
      .optional()
      .describe(
        'The most it bears: a `ratio` parameter of the budget, or a `money` parameter. What is beyond falls to the party without a part.',
      ),
    contract: contractSchema.optional(),
  })
  .meta({ id: 'OverspendShare', description: "One party's part of an overspend that is shared." })
export type OverspendShare = z.infer<typeof overspendShareSchema>

export const fundSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
    holders: conditionSchema
      .optional()
      .describe(
        'For a fund of its own for each of several units: which units, a condition over facts of each. Every amount is then a figure of the unit, and `within` of a split may name it as the fact `holder.id`. Without it there is one fund, the community’s.',
      ),
    raised: identifierSchema.describe('The fact with what was raised, in fen.'),
    insured: identifierSchema.describe(
      'The fact with how many are insured: the budget a head is told.',
    ),
    spent: identifierSchema.describe('The fact with what was spent, in fen.'),
    spending: z
      .array(
        z
          .strictObject({
            id: idSchema,
            title: titleSchema,
            fact: identifierSchema.describe('The fact with the amount, in fen.'),
          })
          .meta({ id: 'SpendingCategory', description: 'One category of what a fund spends.' }),
      )
      .max(20)
      .optional()
      .describe(
        'What the spending consists of. Where all are known their sum is the spending, and `spent` must not differ.',
      ),
    policyFactor: identifierSchema.describe(
      'The fact with how much of an overspend is due to policy, in fen.',
    ),
    budgetRate: parameterReferenceSchema.describe(
      'The `ratio` of what was raised that is the budget.',
    ),
    distributionRequires: z
      .array(identifierSchema)
      .max(20)
      .describe(
        'The ids of decisions that must all give `allow` or `allowWithAdvice` before a surplus may be distributed.',
      ),
    overspend: z
      .strictObject({
        bearer: parameterReferenceSchema.describe(
          'The `code` parameter that says who bears an overspend, or `shared` for all of `shares`.',
        ),
        shares: z
          .array(overspendShareSchema)
          .max(20)
          .optional()
          .describe('Who bears which part of it, where the bearer is `shared`.'),
        policyFactorPayer: parameterReferenceSchema.describe(
          'The `code` parameter that says who pays what is due to policy.',
        ),
        cites: citesSchema,
      })
      .describe('Who bears it when more is spent than budgeted.'),
    bonuses: z
      .array(identifierSchema)
      .max(20)
      .optional()
      .describe(
        'The ids of incentives drawn from the surplus before it is split, each its `part` of it. What is left is split.',
      ),
    split: z
      .strictObject({
        shares: z.array(shareSchema).min(1).max(50).describe('Who gets which part.'),
        cites: citesSchema,
      })
      .describe('How a surplus is split.'),
  })
  .meta({
    id: 'Fund',
    description:
      'A contracted insurance fund: its budget, who bears an overspend, and how a surplus is split.',
  })
export type Fund = z.infer<typeof fundSchema>
