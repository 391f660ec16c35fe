import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'

const parameterReference = z.strictObject({ parameter: identifierSchema })

/**
 * Who within a level gets how much of its share: the units a condition names, in proportion to one fact of theirs. The
 * county chooses it by a parameter (`key`), or the ruleset fixes it (`by`).
 */
export const withinLevelSchema = z.strictObject({
  /** Over facts of each unit: `unit.tier`, `unit.kind`. */
  where: conditionSchema,
  /** A code parameter: one of `keys`, or `equal` for the same to each. */
  key: parameterReference.optional(),
  /** What each code of the key means: the fact of a unit that its part is in proportion to. */
  keys: z
    .array(z.strictObject({ id: identifierSchema, fact: identifierSchema }))
    .max(20)
    .optional(),
  /** The fact, where nothing is left to choose: the points of a unit. */
  by: identifierSchema.optional(),
})
export type WithinLevel = z.infer<typeof withinLevelSchema>

/** One party's part of a split, as a whole-number weight: 6, 3 and 1 for 6:3:1. */
export const shareSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  weight: parameterReference,
  /** A code parameter that says who the party is, where the source leaves it open. */
  party: parameterReference.optional(),
  /** How the share is divided among the units of the level; without it the party gets it whole. */
  within: withinLevelSchema.optional(),
  contract: contractSchema.optional(),
})
export type Share = z.infer<typeof shareSchema>

/** One party's part of an overspend that is shared. */
export const overspendShareSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  /** A ratio parameter: its part of the whole. The one party without it bears the rest. */
  part: parameterReference.optional(),
  contract: contractSchema.optional(),
})
export type OverspendShare = z.infer<typeof overspendShareSchema>

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
    /** What the spending consists of. Where all are known their sum is the spending, and `spent` must not differ. */
    spending: z
      .array(z.strictObject({ id: identifierSchema, title: textSchema, fact: identifierSchema }))
      .max(20)
      .optional(),
    policyFactor: identifierSchema,
    budgetRate: parameterReference,
    /** Decisions that must allow before a surplus may be distributed. */
    distributionRequires: z.array(identifierSchema).max(20),
    overspend: z.strictObject({
      /** A code parameter: who bears an overspend, or `shared` for all of `shares`. */
      bearer: parameterReference,
      /** Who bears which part of it, where the bearer is `shared`. */
      shares: z.array(overspendShareSchema).max(20).optional(),
      policyFactorPayer: parameterReference,
      cites: citesSchema,
    }),
    split: z.strictObject({ shares: z.array(shareSchema).min(1).max(50), cites: citesSchema }),
  })
  .meta({ id: 'Fund' })
export type Fund = z.infer<typeof fundSchema>
