import {
  type DecisionResult,
  identifierSchema as identifier,
  outcomeSchema,
  type ParameterRead,
} from '@jieli/engine'
import { z } from 'zod'
import { actor, unitSchema } from './assessment.ts'
import {
  issueReplySchema,
  messageSchema,
  pageQuery,
  pageReply,
  shownProblemSchema,
} from './common.ts'
import { engineForm, type Wire, type WireInput } from './wire.ts'

const fen = z.int().meta({ description: 'Fen' })
const fenOrUnknown = fen.nullable().meta({ description: 'Fen; null while it cannot be said' })
const shares = z.record(z.string(), z.int()).nullable()

const explained = {
  asOf: z.string(),
  needs: z.array(z.string()),
  missingParameters: z.array(z.string()),
  issues: z.array(issueReplySchema),
  steps: z.array(messageSchema),
}

const part = z
  .strictObject({
    id: z.string(),
    title: messageSchema,
    party: z.string().nullable(),
    partyTitle: messageSchema.nullable(),
    weight: z.number().nullable(),
    amount: fenOrUnknown,
    key: z.string().nullable(),
    units: z
      .array(
        z.strictObject({ unit: z.string(), title: z.string(), key: z.string(), amount: z.int() }),
      )
      .nullable(),
    undivided: messageSchema.nullable(),
    unitNeeds: z.array(z.strictObject({ unit: z.string(), fact: z.string() })),
  })
  .meta({ id: 'SettlementPart' })

/** A decision beside a fund: what keeps the surplus from being distributed, and why. */
const decision = engineForm<DecisionResult>(
  z.looseObject({
    decision: z.string(),
    outcome: outcomeSchema,
    needs: z.array(z.string()),
  }),
)

const fund = z
  .strictObject({
    fund: z.string(),
    holder: z.string().optional().meta({ description: 'The unit whose own fund it is' }),
    title: messageSchema,
    ...explained,
    raised: fenOrUnknown,
    notBudgeted: fenOrUnknown,
    budget: fenOrUnknown,
    capitation: z.string().nullable().meta({ description: 'Yuan for each person, to the fen' }),
    spending: z.array(
      z.strictObject({
        id: z.string(),
        title: messageSchema,
        fact: z.string(),
        amount: fenOrUnknown,
      }),
    ),
    spent: fenOrUnknown,
    surplus: fenOrUnknown,
    overspend: fenOrUnknown,
    bearer: z.string().nullable(),
    borneByBearer: fenOrUnknown,
    borneBy: shares,
    policyFactorPayer: z.string().nullable(),
    borneByPolicyFactorPayer: fenOrUnknown,
    distribution: shares,
    drawn: z
      .array(z.strictObject({ incentive: z.string(), title: messageSchema, amount: z.int() }))
      .optional()
      .meta({ description: 'What was drawn from the surplus before the split' }),
    parts: z.array(part),
    blockedBy: z.array(z.string()),
    decisions: z.array(decision),
    waterfall: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['total', 'less', 'part']),
        title: messageSchema,
        amount: fenOrUnknown,
      }),
    ),
  })
  .meta({ id: 'FundResult' })

const pool = z
  .strictObject({
    incentive: z.string(),
    title: messageSchema,
    ...explained,
    applies: z.union([z.boolean(), z.literal('unknown')]),
    pool: fenOrUnknown,
    distribution: shares,
    parts: z.array(part),
  })
  .meta({ id: 'PoolResult' })

const posting = z
  .strictObject({
    id: z.string(),
    rule: z.string(),
    clauses: z.array(z.string()),
    event: z.string(),
    at: z.string(),
    case: z.string().optional(),
    debit: z.string(),
    credit: z.string(),
    amount: fen,
    bundle: z.string(),
    reverses: z.string().optional(),
    tariff: z.string(),
    quantity: z.string().optional(),
    cost: z.int().optional(),
  })
  .meta({ id: 'Posting' })

const openItem = z
  .strictObject({
    event: z.string(),
    at: z.string(),
    rule: z.string().nullable(),
    part: z.string().nullable(),
    reason: z.enum([
      'needs',
      'unitUnknown',
      'conflict',
      'cancelsNothing',
      'tooLarge',
      'notPositive',
    ]),
    needs: z.array(z.string()),
    missingParameters: z.array(z.string()),
    because: messageSchema,
  })
  .meta({ id: 'OpenItem' })

const count = z.record(z.string(), z.int())
const ledger = z
  .strictObject({
    bundle: z.string(),
    postings: z.int().meta({ description: 'How many; the ledger has them, page by page' }),
    open: z.int().meta({ description: 'Events a rule listens to and that are not posted' }),
    tariffs: z.array(
      z.strictObject({
        id: z.string(),
        rule: z.string(),
        parameters: z.array(
          engineForm<ParameterRead>(z.looseObject({ id: z.string(), origin: z.string() })),
        ),
        words: messageSchema,
      }),
    ),
    notDue: count,
    unheard: count,
    repeated: z.int(),
    trialBalance: z.array(
      z.strictObject({
        account: z.string(),
        kind: z.enum(['charges', 'income', 'pool', 'community']),
        unit: z.string().nullable(),
        title: messageSchema,
        debit: fen,
        credit: fen,
        balance: fen,
      }),
    ),
    debits: fen,
    credits: fen,
    units: z.array(
      z.strictObject({
        unit: z.string(),
        title: z.string(),
        income: fen,
        charges: fen,
        net: fen,
      }),
    ),
    issues: z.array(issueReplySchema),
  })
  .meta({ id: 'LedgerSummary' })

const summary = {
  id: z.string(),
  revision: z.int(),
  ruleset: z.string(),
  title: messageSchema,
  version: z.string(),
  bundle: z.string(),
  period: z.string(),
  status: z.enum(['provisional', 'final', 'superseded']),
  knownAt: z.string(),
  runs: z
    .array(z.string())
    .meta({ description: 'The final runs of the period it rests on; none while there is none' }),
  assessmentFinal: z.boolean().meta({ description: 'What fund.assessmentFinal was' }),
  scores: z.string().nullable().meta({ description: 'The run whose scores the units have' }),
  inputHash: z.string(),
  resultHash: z.string(),
  reconciles: z.boolean(),
  sound: z.boolean().meta({ description: 'Nothing in its figures contradicts itself' }),
  history: z.array(
    z.strictObject({
      at: z.string(),
      by: actor,
      action: z.enum(['compute', 'confirm', 'replace']),
      reason: z.string().optional(),
    }),
  ),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  outdated: z
    .strictObject({
      runs: z.boolean().meta({ description: 'A run was made final or corrected since' }),
      tables: z.int().meta({ description: 'Tables for the period that came in since' }),
      events: z.int().meta({ description: 'Events of cases in the period recorded since' }),
    })
    .nullable()
    .meta({ description: 'null while nothing has changed since it was computed' }),
  problem: shownProblemSchema
    .optional()
    .meta({ description: 'Why it cannot be said whether anything has changed' }),
}

export const settlementSummarySchema = z.strictObject(summary).meta({ id: 'SettlementSummary' })
export type SettlementSummary = Wire<typeof settlementSummarySchema>
export const settlementListSchema = z.strictObject(pageReply(settlementSummarySchema))
export type SettlementList = Wire<typeof settlementListSchema>

const statement = z
  .strictObject({
    unit: z.string(),
    title: z.string(),
    lines: z.array(
      z.strictObject({
        kind: z.enum(['fund', 'pool', 'income', 'charges']),
        rule: z.string(),
        part: z.string().nullable(),
        title: messageSchema,
        count: z.int(),
        amount: fen,
      }),
    ),
    total: fenOrUnknown,
  })
  .meta({ id: 'Statement' })

export const settlementSchema = z
  .strictObject({
    ...summary,
    result: z.strictObject({
      period: z.string(),
      asOf: z.string(),
      bundle: z.string(),
      funds: z.array(fund),
      pools: z.array(pool),
      ledger,
      statements: z.array(statement),
      checks: z.array(
        z.strictObject({
          id: z.string(),
          title: messageSchema,
          left: fenOrUnknown,
          right: fenOrUnknown,
          holds: z.boolean(),
        }),
      ),
      reconciles: z.boolean(),
      needs: z.array(z.string()),
      missingParameters: z.array(z.string()),
      issues: z.array(issueReplySchema),
    }),
    units: z.array(unitSchema),
  })
  .meta({ id: 'Settlement' })
export type Settlement = Wire<typeof settlementSchema>

export const statementsSchema = z
  .strictObject({ ...summary, items: z.array(statement) })
  .meta({ id: 'Statements' })
export type Statements = Wire<typeof statementsSchema>

export const settlementInputSchema = z.strictObject({
  period: z.string().min(1).max(20),
  scheme: identifier.optional().meta({ description: 'Whose scores the units have, where several' }),
  reason: z.string().trim().min(1).max(2000).optional().meta({
    description: 'Needed where a final settlement of the period is replaced',
  }),
})
export type SettlementInput = WireInput<typeof settlementInputSchema>
export const settlementListQuerySchema = z.strictObject({
  period: z.string().max(20).optional(),
  ...pageQuery(1000),
})
export const settlementParametersSchema = z.strictObject({ settlement: z.string().min(1).max(80) })

export const ledgerQuerySchema = z.strictObject({
  unit: z.string().max(100).optional(),
  rule: z.string().max(200).optional(),
  event: z.string().max(200).optional(),
  offset: z.coerce.number<number>().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number<number>().int().min(1).max(500).default(50),
})
export type LedgerQuery = WireInput<typeof ledgerQuerySchema>
export const openItemsQuerySchema = z.strictObject({
  offset: z.coerce.number<number>().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number<number>().int().min(1).max(500).default(50),
})
export type OpenItemsQuery = WireInput<typeof openItemsQuerySchema>
export const ledgerPageSchema = z
  .strictObject({ items: z.array(posting), total: z.int() })
  .meta({ id: 'LedgerPage' })
export type LedgerPage = Wire<typeof ledgerPageSchema>
export const openItemsSchema = z
  .strictObject({ items: z.array(openItem), total: z.int() })
  .meta({ id: 'OpenItems' })
export type OpenItems = Wire<typeof openItemsSchema>
export const settlementRecomputedSchema = z
  .strictObject({ same: z.boolean(), inputHash: z.string(), resultHash: z.string() })
  .meta({ id: 'SettlementRecomputed' })
export type SettlementRecomputed = Wire<typeof settlementRecomputedSchema>

/** The ledger without its postings and open items, which are read page by page. */
export type LedgerSummary = Settlement['result']['ledger']
export type SettlementStatus = SettlementSummary['status']
export type PoolResult = Settlement['result']['pools'][number]
export type FundResult = Settlement['result']['funds'][number]
