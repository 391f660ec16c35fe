import { z } from 'zod'
import { lineageSchema } from './lineage.ts'
import { indicatorGroupKindSchema, indicatorTagSchema } from './assessment.ts'
import { authoritySchema } from './authority.ts'
import { conditionSchema } from './condition.ts'
import { identifierSchema } from './identifier.ts'
import { reimbursementEffectSchema } from './money-rule.ts'
import { outcomeSchema } from './outcome.ts'
import { chartCheckSchemas } from './chart-red-line.ts'
import { citesSchema } from './citation.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { idSchema, titleSchema } from './shared-members.ts'
import { valueSchema } from './value.ts'

const ids = z.array(identifierSchema).min(1).max(100)
const barredListSchema = z.enum(['decisions', 'incentives', 'funds', 'prices', 'reimbursement'])
const statePath = z.string().max(300)
const itemPaths = z.array(z.string().max(200))

export const redLineCheckSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z
          .enum(['floor', 'ceiling'])
          .describe(
            '`floor`: the parameter may not fall below the bound. `ceiling`: not rise above it.',
          ),
        parameter: identifierSchema.describe('The id of the parameter.'),
        bound: valueSchema.describe(
          'The least or the greatest value. The bound itself is allowed.',
        ),
      })
      .describe('A parameter keeps to a bound on every day.'),
    z
      .strictObject({
        kind: z.literal('requiredRules'),
        decision: identifierSchema.describe('The id of the decision.'),
        rules: ids.describe('The ids of its rows or rules.'),
      })
      .describe(
        'These lines stay in the decision. Below, only their titles, reasons and citations may change.',
      ),
    z
      .strictObject({
        kind: z.literal('implication'),
        decision: identifierSchema.describe('The id of the decision.'),
        outcomes: z
          .array(outcomeSchema.exclude(['needsFacts']))
          .min(1)
          .describe(
            'The outcomes it speaks of. `notAssessable` too: that no rule speaks may be what must not be.',
          ),
        implies: conditionSchema.describe('What holds whenever the decision yields one of them.'),
      })
      .describe(
        'Whenever the decision yields one of the outcomes, the condition holds. Proved for every possible case.',
      ),
    z
      .strictObject({
        kind: z.literal('guardedPath'),
        pathway: identifierSchema.describe('The id of the pathway.'),
        from: statePath.describe('The state it starts from, as a path: `review.submitted`.'),
        to: z.array(statePath).min(1).max(50).describe('The states that are guarded, as paths.'),
        decisions: z
          .array(identifierSchema)
          .max(50)
          .describe('The ids of the decisions whose guards count.'),
        events: z
          .array(identifierSchema)
          .max(50)
          .describe('The ids of the events that count as a way through.'),
      })
      .describe(
        'The states `to` are reached from `from` only through a guard of these decisions or by one of these events.',
      ),
    z
      .strictObject({
        kind: z.literal('openEvent'),
        pathway: identifierSchema.describe('The id of the pathway.'),
        event: identifierSchema.describe('The id of the event.'),
        states: z
          .array(statePath)
          .min(1)
          .max(50)
          .optional()
          .describe(
            'The states, as paths. Without it, every state at rest that is neither final nor excepted, also those a ruleset below adds.',
          ),
        except: z
          .array(statePath)
          .max(50)
          .optional()
          .describe('States that are left out, as paths.'),
        decision: identifierSchema
          .optional()
          .describe('The id of the decision that may guard it. Without it, no decision may.'),
      })
      .describe(
        'From every one of these states the event leads on, guarded by the decision or by nothing.',
      ),
    z
      .strictObject({
        kind: z.literal('appliesOnlyWhere'),
        effects: z
          .array(reimbursementEffectSchema)
          .min(1)
          .max(10)
          .describe('The effects of the reimbursement rules it speaks of.'),
        implies: conditionSchema.describe('What holds wherever such a rule applies.'),
      })
      .describe(
        'A reimbursement rule of these effects applies only where the condition holds. Proved for every possible case.',
      ),
    z
      .strictObject({
        kind: z.literal('barredFacts'),
        lists: z.array(barredListSchema).min(1).describe('The lists it speaks of.'),
        facts: z
          .array(z.string().min(1).max(80))
          .min(1)
          .max(100)
          .describe('How the names of barred facts begin: `income.drug`.'),
      })
      .describe('No item of these lists reads or sets a fact whose name begins like one of these.'),
    z
      .strictObject({
        kind: z.literal('readsWith'),
        lists: z.array(barredListSchema).min(1).describe('The lists it speaks of.'),
        facts: z
          .array(identifierSchema)
          .min(1)
          .max(100)
          .describe('The ids of facts that may not be read alone: `service.quantity`.'),
        with: z
          .array(identifierSchema)
          .min(1)
          .max(100)
          .describe('The ids of the facts that have to be read beside them, all of them.'),
      })
      .describe('An item of these lists that reads one of the facts reads all of the others too.'),
    z
      .strictObject({
        kind: z.literal('allowedFacts'),
        lists: z
          .array(z.enum(['funds']))
          .min(1)
          .describe('The lists it speaks of.'),
        facts: z
          .array(z.string().min(1).max(80))
          .min(1)
          .max(100)
          .describe(
            'The ids of the facts. A name that ends in a full stop stands for all that begin with it: `chronicFund.`.',
          ),
      })
      .describe('Funds draw their amounts from these facts alone.'),
    z
      .strictObject({
        kind: z.literal('fundRequires'),
        fund: identifierSchema.describe('The id of the fund.'),
        decisions: ids.describe('The ids of the decisions.'),
      })
      .describe("A fund's surplus is distributed only after these decisions allow it."),
    z
      .strictObject({
        kind: z.literal('groupExcludes'),
        group: indicatorGroupKindSchema,
        tag: indicatorTagSchema,
      })
      .describe('No group of this kind holds an indicator with the tag.'),
    z
      .strictObject({
        kind: z.literal('paired'),
        tag: indicatorTagSchema,
        with: z.array(indicatorTagSchema).min(1).describe('The tags one of which has to be there.'),
      })
      .describe('Where an indicator has the tag, one with a tag of `with` stands beside it.'),
    z
      .strictObject({
        kind: z.literal('descending'),
        parameters: ids.describe('The ids of the parameters, the highest first.'),
        step: parameterReferenceSchema
          .optional()
          .describe('By how much at least. Without it, any difference will do.'),
      })
      .describe('Each parameter is above the next on every day. One without a value says nothing.'),
    z
      .strictObject({
        kind: z.literal('monotone'),
        items: itemPaths
          .max(100)
          .describe(
            'Incentives and schemes by path. The amounts an incentive names (`/incentives/bonus`) are not negative, and it goes on reading what it read; the factors and marks of a scheme (`/assessmentSchemes/units`, or `/assessmentSchemes` for all) do not fall as the grade rises.',
          ),
        parameters: z
          .array(identifierSchema)
          .max(100)
          .describe('The ids of parameters, best performance first: none is below the next.'),
      })
      .describe('Nobody earns less for doing better.'),
    z
      .strictObject({
        kind: z.literal('wholeSplit'),
        items: itemPaths.min(1).describe('Funds and incentives by path: `/funds/residentFund`.'),
      })
      .describe('The weights of a split are not negative and not all zero, on any day.'),
    z
      .strictObject({
        kind: z.literal('requiredItems'),
        items: itemPaths.min(1).describe('The items by path: `/incentives/dualReward`.'),
      })
      .describe('These items stay.'),
    ...chartCheckSchemas,
  ])
  .meta({
    id: 'RedLineCheck',
    description:
      'What "weaken" means to a machine: one kind for each way a red line can be crossed.',
  })
export type RedLineCheck = z.infer<typeof redLineCheckSchema>

export const redLineSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    authority: authoritySchema,
    cites: citesSchema,
    checks: z.array(redLineCheckSchema).min(1).max(50).describe('All of these must hold.'),
    derivedFrom: lineageSchema.optional(),
  })
  .meta({
    id: 'RedLine',
    description:
      'Something no ruleset based on this one may weaken, remove or put in a lower name. It may demand more.',
  })
export type RedLine = z.infer<typeof redLineSchema>
