import { z } from 'zod'
import { indicatorTags } from './assessment.ts'
import { authoritySchema } from './authority.ts'
import { conditionSchema } from './condition.ts'
import { identifierSchema } from './identifier.ts'
import { reimbursementEffectSchema } from './money-rule.ts'
import { authoredOutcomeSchema } from './outcome.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'

const ids = z.array(identifierSchema).min(1).max(100)

/** What "weaken" means to a machine, one kind for each way a red line can be crossed. */
export const redLineCheckSchema = z
  .discriminatedUnion('kind', [
    /** A parameter may not fall below, or rise above, the bound on any day. */
    z.strictObject({
      kind: z.enum(['floor', 'ceiling']),
      parameter: identifierSchema,
      bound: valueSchema,
    }),
    /** Rules that must stay in the decision. */
    z.strictObject({ kind: z.literal('requiredRules'), decision: identifierSchema, rules: ids }),
    /** Whenever the decision yields one of the outcomes, the condition holds. Proved for every possible case. */
    z.strictObject({
      kind: z.literal('implication'),
      decision: identifierSchema,
      outcomes: z.array(authoredOutcomeSchema).min(1),
      implies: conditionSchema,
    }),
    /** The states `to` are not reached from `from` but through a guard of these decisions or one of these events. */
    z.strictObject({
      kind: z.literal('guardedPath'),
      pathway: identifierSchema,
      from: z.string().max(300),
      to: z.array(z.string().max(300)).min(1).max(50),
      decisions: z.array(identifierSchema).max(50),
      events: z.array(identifierSchema).max(50),
    }),
    /**
     * From every one of these states the event leads on, guarded by the decision or by nothing. Without `states`,
     * from every state at rest that is not final and not excepted, also from those a child adds.
     */
    z.strictObject({
      kind: z.literal('openEvent'),
      pathway: identifierSchema,
      event: identifierSchema,
      states: z.array(z.string().max(300)).min(1).max(50).optional(),
      except: z.array(z.string().max(300)).max(50).optional(),
      decision: identifierSchema.optional(),
    }),
    /** A reimbursement item of these effects applies only where the condition holds. Proved for every possible case. */
    z.strictObject({
      kind: z.literal('appliesOnlyWhere'),
      effects: z.array(reimbursementEffectSchema).min(1).max(10),
      implies: conditionSchema,
    }),
    /** No item of these lists reads or sets a fact whose name begins like one of these. */
    z.strictObject({
      kind: z.literal('barredFacts'),
      lists: z
        .array(z.enum(['decisions', 'incentives', 'funds', 'prices', 'reimbursement']))
        .min(1),
      facts: z.array(z.string().min(1).max(80)).min(1).max(100),
    }),
    /**
     * Funds draw their amounts from these facts alone. A name that ends in a full stop stands for all that begin with
     * it: `chronicFund.`.
     */
    z.strictObject({
      kind: z.literal('allowedFacts'),
      lists: z.array(z.enum(['funds'])).min(1),
      facts: z.array(z.string().min(1).max(80)).min(1).max(100),
    }),
    /** A procedure keeps at least these stages and approvals; it may gain more. */
    z.strictObject({
      kind: z.literal('requiredApprovals'),
      procedure: identifierSchema,
      stages: z.array(identifierSchema).max(20),
      approvals: z.array(identifierSchema).max(20),
      filing: z.boolean(),
    }),
    /** A fund's surplus is distributed only after these decisions allow it. */
    z.strictObject({ kind: z.literal('fundRequires'), fund: identifierSchema, decisions: ids }),
    /** No group of this kind holds an indicator with the tag. */
    z.strictObject({
      kind: z.literal('groupExcludes'),
      group: z.enum(['publicBenefit', 'operating', 'gate', 'monitoring']),
      tag: z.enum(indicatorTags),
    }),
    /** Where an indicator has the tag, one with a tag of `with` stands beside it in the scheme. */
    z.strictObject({
      kind: z.literal('paired'),
      tag: z.enum(indicatorTags),
      with: z.array(z.enum(indicatorTags)).min(1),
    }),
    /** Each parameter is above the next on every day, by at least `step` where that is given. */
    z.strictObject({
      kind: z.literal('descending'),
      parameters: ids,
      step: z.strictObject({ parameter: identifierSchema }).optional(),
    }),
    /**
     * Nobody earns less for doing better. `items` are paths: the amounts an incentive names (`/incentives/bonus`) are
     * not negative, and it goes on reading what it read; the factors of a scheme (`/assessmentSchemes/units`, or
     * `/assessmentSchemes` for all) do not fall as the grade rises. `parameters`, best performance first, do not rise.
     */
    z.strictObject({
      kind: z.literal('monotone'),
      items: z.array(z.string().max(200)).max(100),
      parameters: z.array(identifierSchema).max(100),
    }),
    /** The weights of a fund's or an incentive's split are not negative and not all zero. */
    z.strictObject({ kind: z.literal('wholeSplit'), items: z.array(z.string().max(200)).min(1) }),
    /** Items that must stay, by path: `/incentives/dualReward`. */
    z.strictObject({
      kind: z.literal('requiredItems'),
      items: z.array(z.string().max(200)).min(1),
    }),
  ])
  .meta({ id: 'RedLineCheck' })
export type RedLineCheck = z.infer<typeof redLineCheckSchema>

/** Something no ruleset based on this one may weaken. */
export const redLineSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    authority: authoritySchema,
    cites: citesSchema,
    checks: z.array(redLineCheckSchema).min(1).max(50),
  })
  .meta({ id: 'RedLine' })
export type RedLine = z.infer<typeof redLineSchema>
