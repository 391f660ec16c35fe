import { identifierSchema as identifier } from '@jieli/engine'
import { z } from 'zod'
import { contributingCasesSchema, rateGroupSchema } from './assessment.ts'
import { messageSchema, pageReply, shownProblemSchema } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const periodText = z.string().min(1).max(20)

/** A group of cases with its rates now, and month by month. */
const boardGroup = z
  .strictObject({
    ...rateGroupSchema.shape,
    trend: z
      .array(
        z.strictObject({
          period: z.string(),
          rates: z.array(
            z.strictObject({
              id: z.string(),
              verdict: z.enum(['pass', 'fail', 'reported', 'notAssessable']),
              numerator: z.int().nullable(),
              denominator: z.int().nullable(),
              threshold: z.strictObject({ numerator: z.int(), denominator: z.int() }).nullable(),
            }),
          ),
        }),
      )
      .meta({ description: 'One entry for each of the months, oldest first' }),
  })
  .meta({ id: 'BoardGroup' })
/** A group of cases with its rates now, and month by month. */
export type BoardGroup = Wire<typeof boardGroup>

/** Cases that are not in the numbers, for they cannot be read: of whichever period they are. */
const leftOutSchema = z.array(
  z
    .strictObject({ version: z.string(), cases: z.int(), problem: shownProblemSchema })
    .meta({ id: 'LeftOut' }),
)

export const boardQuerySchema = z.strictObject({
  period: periodText.optional().meta({ description: 'This month when absent' }),
})

export const boardSchema = z
  .strictObject({
    ruleset: z.string(),
    version: z.string(),
    period: z.string(),
    at: z.string().meta({ description: 'What was recorded by this moment counts' }),
    open: z.boolean().meta({ description: 'The period has not ended' }),
    months: z.array(z.string()).meta({ description: 'The months of the trend, oldest first' }),
    rates: z.array(
      z.strictObject({
        id: z.string(),
        title: messageSchema,
        definition: messageSchema,
        direction: z.enum(['atLeast', 'atMost']),
        numerator: z.string().meta({ description: 'The measure that counts it' }),
        denominator: z.string().meta({ description: 'The measure that counts it' }),
      }),
    ),
    all: z.array(boardGroup),
    byPathway: z.array(boardGroup),
    byDepartment: z.array(boardGroup),
    byUnit: z.array(boardGroup),
    caseCount: z.int().meta({
      description:
        'Cases of the period that were looked at: of the units the caller works for, where these are some',
    }),
    leftOut: leftOutSchema,
  })
  .meta({ id: 'Board' })
export type Board = Wire<typeof boardSchema>

/** Any further member names a fact of the case and the code it must have. */
export const boardCasesQuerySchema = z
  .looseObject({
    measure: identifier,
    period: periodText,
    unit: z.string().max(100).optional(),
    offset: z.coerce.number<number>().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number<number>().int().min(1).max(500).default(50),
  })
  .meta({ description: 'Further members name a fact of the cases and its code' })
export type BoardCasesQuery = WireInput<typeof boardCasesQuerySchema>

export const boardCasesSchema = z
  .strictObject({ ...contributingCasesSchema.shape, leftOut: leftOutSchema })
  .meta({ id: 'BoardCases' })
export type BoardCases = Wire<typeof boardCasesSchema>

export const flowsQuerySchema = z.strictObject({ period: periodText })

const flowNode = z.strictObject({
  id: z.string(),
  title: z.string(),
  tier: z
    .string()
    .nullable()
    .meta({ description: 'The code of its tier; null where neither directory nor case says' }),
})
export type FlowNode = Wire<typeof flowNode>
const flowLink = z.strictObject({
  from: z.string(),
  to: z.string(),
  direction: z.string().nullable(),
  count: z.int(),
})

export const flowsSchema = z
  .strictObject({
    period: z.string(),
    units: z.strictObject({ nodes: z.array(flowNode), links: z.array(flowLink) }),
    tiers: z.strictObject({ nodes: z.array(flowNode), links: z.array(flowLink) }).meta({
      description: 'The same by tier; the id of a node is the code of the tier, or "unknown"',
    }),
    total: z.int(),
    unplaced: z.int().meta({ description: 'Referrals that do not say from where or to where' }),
    leftOut: leftOutSchema,
  })
  .meta({ id: 'Flows' })
export type Flows = Wire<typeof flowsSchema>

export const trendsQuerySchema = z.strictObject({
  indicator: identifier,
  unit: z.string().max(100).optional().meta({ description: 'The community when absent' }),
  scheme: identifier.optional(),
  until: periodText
    .optional()
    .meta({ description: 'The last period told; the latest when absent' }),
})
export type TrendsQuery = WireInput<typeof trendsQuerySchema>

export const trendsSchema = z
  .strictObject({
    indicator: z.string(),
    unit: z.string().nullable(),
    points: z
      .array(
        z.strictObject({
          period: z.string(),
          run: z.string(),
          status: z.enum(['provisional', 'reviewed', 'final']),
          scheme: z.string().nullable(),
          value: z.strictObject({ numerator: z.string(), denominator: z.string() }).nullable(),
          shown: z.string().nullable(),
          target: z.strictObject({ numerator: z.string(), denominator: z.string() }).nullable(),
          targetShown: z.string().nullable(),
          pointsShown: z.string().nullable(),
          verdict: z.enum(['met', 'notMet', 'reported', 'notAssessable']),
        }),
      )
      .meta({ description: 'Oldest first; of each period the final run, or the latest' }),
  })
  .meta({ id: 'Trends' })
export type Trends = Wire<typeof trendsSchema>

export const noticesSchema = z
  .strictObject(
    pageReply(
      z.strictObject({
        id: z.string().meta({ description: 'Stable: the same crossing is never told twice' }),
        kind: z.literal('thresholdCrossed'),
        at: z.string(),
        period: z.string(),
        rate: z.string(),
        title: messageSchema,
        pathway: z.string().nullable().meta({ description: 'null: of all pathways together' }),
        from: z.enum(['pass', 'fail']).nullable().meta({ description: 'null: the first verdict' }),
        to: z.enum(['pass', 'fail']),
        numerator: z.int(),
        denominator: z.int(),
        threshold: z.strictObject({ numerator: z.int(), denominator: z.int() }),
      }),
    ),
  )
  .meta({ id: 'Notices' })
export type Notices = Wire<typeof noticesSchema>

export type LeftOut = Wire<(typeof leftOutSchema)['element']>
export type BoardRate = Board['rates'][number]
export type FlowChart = Flows['units']
/** What an indicator came to in one period. */
export type TrendPoint = Trends['points'][number]
/** That a rate has crossed its threshold. */
export type ThresholdNotice = Notices['items'][number]
