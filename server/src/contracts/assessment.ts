import {
  dateSchema,
  identifierSchema as identifier,
  indicatorSchema,
  valueSchema as rulesetValue,
} from '@jieli/engine'
import { z } from 'zod'
import { messageSchema, pageQuery, pageReply, shownProblemSchema } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const exactNumber = z
  .strictObject({ numerator: z.string(), denominator: z.string() })
  .meta({ id: 'ExactNumber', description: 'An exact fraction, as whole numbers of any size' })

export const actor = z.strictObject({
  kind: z.enum(['user', 'key', 'timer', 'system']),
  id: z.string(),
  title: z.string(),
  unit: z.string().optional(),
})

export const unitSchema = z
  .strictObject({
    id: z.string().min(1).max(100),
    title: z.string().min(1).max(200),
    kind: z.string().min(1).max(100).optional(),
    tier: z
      .union([z.string().min(1).max(100), z.int().min(0).max(9)])
      .optional()
      .meta({
        description:
          'A code of the tiers of the ruleset; a number is read as before: 0 village, 1 township, 2 county, 3 tertiary',
      }),
    level: z.int().min(0).max(9).optional(),
    parent: z.string().min(1).max(100).optional(),
    offices: z
      .array(z.string().min(1).max(80))
      .max(100)
      .optional()
      .meta({ description: 'The ids of the offices of the community it fills' }),
    ended: z
      .strictObject({
        how: z.enum(['merged', 'closed']),
        on: dateSchema.meta({ description: 'The first day it is there no more' }),
        successor: z.string().meta({ description: 'The id of the unit that took over' }),
      })
      .optional()
      .meta({
        description: 'Set by a change of the unit alone: what a list says of it is passed over',
      }),
    formerTitles: z
      .array(z.strictObject({ title: z.string(), until: dateSchema }))
      .optional()
      .meta({ description: 'What it was called, until which day; passed over as `ended` is' }),
  })
  .meta({ id: 'Unit' })

export type Unit = Wire<typeof unitSchema>

export const unitDirectorySchema = z
  .strictObject({ revision: z.int(), units: z.array(unitSchema) })
  .meta({ id: 'UnitDirectory' })
export type UnitDirectory = Wire<typeof unitDirectorySchema>
export const unitsInputSchema = z.strictObject({ units: z.array(unitSchema).max(5000) })

export const tableProblemSchema = z
  .strictObject({
    code: z.string(),
    row: z.int().meta({ description: 'As a spreadsheet counts; 0 for the table as a whole' }),
    column: z.string(),
    value: z.string(),
    message: messageSchema,
  })
  .meta({ id: 'TableProblem' })
export type TableProblem = Wire<typeof tableProblemSchema>

export const tableImportSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['units', 'values', 'cases', 'events']),
    pathway: z.string().nullable(),
    source: z.enum(['imported', 'entered']),
    name: z.string(),
    at: z.string(),
    by: z.string(),
    status: z.enum(['accepted', 'refused']),
    rows: z.int(),
    periods: z.array(z.string()),
    problems: z.array(tableProblemSchema),
    problemCount: z.int(),
    notes: z.array(tableProblemSchema),
  })
  .meta({ id: 'TableImport' })
export type TableImport = Wire<typeof tableImportSchema>
export const tableImportsSchema = z.strictObject(pageReply(tableImportSchema))
export type TableImports = Wire<typeof tableImportsSchema>

export const importTableQuerySchema = z.strictObject({
  kind: z.enum(['units', 'values', 'cases', 'events']),
  pathway: identifier.optional(),
  format: z.enum(['csv', 'xlsx']),
  name: z.string().max(200).default(''),
})
export type ImportTableQuery = WireInput<typeof importTableQuerySchema>

export const templateQuerySchema = z.strictObject({
  kind: z.enum(['units', 'values', 'cases', 'events']),
  pathway: identifier.optional(),
  format: z.enum(['csv', 'xlsx']),
  period: z.string().max(20).optional(),
  language: z.enum(['zh', 'en']).default('zh'),
})
export type TemplateQuery = WireInput<typeof templateQuerySchema>

export const runExportQuerySchema = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'measure-report']),
  language: z.enum(['zh', 'en']).default('zh'),
})
export type RunExportQuery = WireInput<typeof runExportQuerySchema>

export const enteredFiguresSchema = z.strictObject({
  values: z
    .array(
      z.strictObject({
        unit: z.string().max(100).nullable(),
        fact: identifier,
        value: rulesetValue.nullable(),
      }),
    )
    .min(1)
    .max(5000),
})
export type EnteredFigures = WireInput<typeof enteredFiguresSchema>

const figure = z.strictObject({
  value: rulesetValue,
  source: z.enum(['cases', 'duties', 'imported', 'entered']),
  completeness: z.strictObject({ determined: z.int(), all: z.int() }).optional(),
})

const indicatorResult = z
  .strictObject({
    indicator: z.string(),
    unit: indicatorSchema.shape.unit,
    value: exactNumber.nullable(),
    shown: z.string().nullable(),
    verdict: z.enum(['met', 'notMet', 'reported', 'notAssessable']),
    because: messageSchema.optional(),
    target: exactNumber.nullable(),
    targetShown: z.string().nullable(),
    points: exactNumber.nullable(),
    pointsShown: z.string().nullable(),
    figures: z.record(z.string(), figure.nullable()),
    needs: z.array(z.string()),
    steps: z.array(messageSchema),
  })
  .meta({ id: 'IndicatorResult' })

const scoreCard = z
  .strictObject({
    unit: unitSchema.nullable(),
    indicators: z.array(indicatorResult),
    groups: z.array(
      z.strictObject({
        group: z.string(),
        kind: z.enum(['publicBenefit', 'operating', 'scored', 'gate', 'monitoring']),
        weight: exactNumber.nullable(),
        points: exactNumber.nullable(),
        pointsShown: z.string().nullable(),
        indicators: z.array(z.string()),
        passed: z.boolean().nullable(),
      }),
    ),
    score: exactNumber.nullable(),
    scoreShown: z.string().nullable(),
    grade: z.string().nullable(),
    gradeBeforeCap: z.string().nullable(),
    failedGates: z.array(z.string()),
    consequences: z.array(
      z.strictObject({
        consequence: z.string(),
        factor: exactNumber.nullable(),
        follows: z.boolean().nullable(),
      }),
    ),
    alerts: z.array(
      z.strictObject({
        alert: z.string(),
        raised: z.boolean().nullable(),
        needs: z.array(z.string()),
      }),
    ),
    rank: z.int().nullable(),
    needs: z.array(z.string()),
  })
  .meta({ id: 'ScoreCard' })

const ratio = z.strictObject({ numerator: z.int(), denominator: z.int() })
export const rateGroupSchema = z
  .strictObject({
    by: z.record(z.string(), z.string().nullable()),
    rates: z.array(
      z.strictObject({
        id: z.string(),
        verdict: z.enum(['pass', 'fail', 'reported', 'notAssessable']),
        numerator: z.int().nullable(),
        denominator: z.int().nullable(),
        threshold: ratio.nullable(),
        distance: z
          .strictObject({ side: z.enum(['passes', 'fails']), cases: z.int().nullable() })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'RateGroup' })

const slice = z.strictObject({
  measure: z.string(),
  unit: z.string().nullable(),
  by: z.record(z.string(), z.string().nullable()),
  value: z.int(),
  determined: z.int(),
  all: z.int(),
})

const objection = z.strictObject({
  id: z.string(),
  unit: z.string(),
  indicator: z.string(),
  reason: z.string(),
  at: z.string(),
  by: actor,
  answer: z
    .strictObject({ accepted: z.boolean(), words: z.string(), at: z.string(), by: actor })
    .optional(),
})
export type Objection = Wire<typeof objection>

const runSummary = {
  id: z.string(),
  revision: z.int(),
  ruleset: z.string(),
  title: messageSchema,
  version: z.string(),
  bundle: z.string(),
  period: z.string(),
  scheme: z.string().nullable(),
  status: z.enum(['provisional', 'reviewed', 'final', 'superseded']),
  knownAt: z.string(),
  open: z.boolean().meta({ description: 'The period had not ended: never final' }),
  inputHash: z.string(),
  resultHash: z.string(),
  grades: z.record(z.string(), z.string().nullable()),
  alerts: z.array(
    z.strictObject({ unit: z.string().nullable(), alert: z.string(), title: messageSchema }),
  ),
  caseCount: z.int(),
  undated: z.record(z.string(), z.int()),
  objections: z.array(objection),
  history: z.array(
    z.strictObject({
      at: z.string(),
      by: actor,
      action: z.enum(['start', 'review', 'finalise', 'object', 'answer', 'correct']),
      reason: z.string().optional(),
    }),
  ),
  corrects: z.string().nullable(),
  correctedBy: z.string().nullable(),
}

export const runSummarySchema = z.strictObject(runSummary).meta({ id: 'RunSummary' })
export type RunSummary = Wire<typeof runSummarySchema>
export const runListSchema = z.strictObject(pageReply(runSummarySchema))
export type RunList = Wire<typeof runListSchema>
export const runSchema = z
  .strictObject({
    ...runSummary,
    late: z
      .int()
      .nullable()
      .meta({ description: 'Tables for the period that came in after it was computed' }),
    lateCases: z
      .int()
      .nullable()
      .meta({ description: 'Cases of the period that have moved on since' }),
    problem: shownProblemSchema
      .optional()
      .meta({ description: 'Why it cannot be said what came in since' }),
    result: z.strictObject({
      scheme: z.string().nullable(),
      period: z.string(),
      asOf: z.string(),
      bundle: z.string(),
      cards: z.array(scoreCard),
      community: scoreCard
        .nullable()
        .meta({ description: 'null for whoever sees single units only' }),
    }),
    rates: z.strictObject({
      all: z.array(rateGroupSchema),
      byPathway: z.array(rateGroupSchema),
      byDepartment: z.array(rateGroupSchema),
      byUnit: z.array(rateGroupSchema),
    }),
    slices: z.array(slice),
  })
  .meta({ id: 'Run' })
export type Run = Wire<typeof runSchema>

export const preparationSchema = z
  .strictObject({
    period: z.string(),
    scheme: z.string().nullable(),
    open: z.boolean(),
    caseCount: z
      .int()
      .meta({ description: 'Of the units the caller works for, where these are some' }),
    undated: z.record(z.string(), z.int()),
    cards: z.array(
      z.strictObject({
        unit: z.string().nullable(),
        figures: z.record(z.string(), figure.nullable()),
        needs: z.array(z.string()),
        unjudged: z.array(z.strictObject({ indicator: z.string(), because: messageSchema })),
        scored: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Preparation' })
export type Preparation = Wire<typeof preparationSchema>
export const preparationQuerySchema = z.strictObject({
  period: z.string().max(20),
  scheme: identifier.optional(),
})
export type PreparationQuery = WireInput<typeof preparationQuerySchema>

export const runInputSchema = z.strictObject({
  period: z.string().max(20),
  scheme: identifier.optional(),
  knownAt: z.iso.datetime({ offset: true }).optional(),
})
export type RunInput = WireInput<typeof runInputSchema>
export const runListQuerySchema = z.strictObject({
  period: z.string().max(20).optional(),
  ...pageQuery(1000),
})
export const runParametersSchema = z.strictObject({ run: z.string().min(1).max(80) })
export const objectionParametersSchema = z.strictObject({
  run: z.string().min(1).max(80),
  objection: z.string().min(1).max(80),
})
export const periodParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  period: z.string().min(1).max(20),
})

const words = z.string().trim().min(1).max(2000)
export const objectionInputSchema = z.strictObject({
  unit: z.string().min(1).max(100),
  indicator: identifier,
  reason: words,
})
export type ObjectionInput = WireInput<typeof objectionInputSchema>
export const objectionAnswerSchema = z.strictObject({ accepted: z.boolean(), words })
export type ObjectionAnswer = WireInput<typeof objectionAnswerSchema>
export const correctionInputSchema = z.strictObject({
  reason: words,
  values: enteredFiguresSchema.shape.values.min(0).default([]),
})
export type CorrectionInput = WireInput<typeof correctionInputSchema>
export const recomputedSchema = z
  .strictObject({ same: z.boolean(), inputHash: z.string(), resultHash: z.string() })
  .meta({ id: 'Recomputed' })
export type Recomputed = Wire<typeof recomputedSchema>

/** Any further member names a fact of the case and the code it must have. */
export const contributingCasesQuerySchema = z
  .looseObject({
    measure: identifier,
    unit: z.string().max(100).optional(),
    offset: z.coerce.number<number>().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number<number>().int().min(1).max(500).default(50),
  })
  .meta({ description: 'Further members name a fact of the cases and its code' })
export type ContributingCasesQuery = WireInput<typeof contributingCasesQuerySchema>
export const contributingCasesSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        pathway: z.string(),
        facts: z.record(z.string(), rulesetValue),
        hidden: z.array(z.string()).optional().meta({
          description: 'Set where you may not see what is sensitive: the facts that are withheld',
        }),
      }),
    ),
    total: z.int(),
  })
  .meta({ id: 'ContributingCases' })
export type ContributingCases = Wire<typeof contributingCasesSchema>
export type ContributingCase = ContributingCases['items'][number]

export type TableKind = TableImport['kind']
export type EnteredFigure = EnteredFigures['values'][number]
export type TableFormat = ImportTableQuery['format']
export type RunFormat = RunExportQuery['format']
export type RunStatus = RunSummary['status']
/** What somebody did to a run. */
export type RunAction = RunSummary['history'][number]
export type ScoreCard = Run['result']['cards'][number]
export type IndicatorResult = ScoreCard['indicators'][number]
/** The rates of the clinical pathways, grouped in each way they are shown. */
export type RunRates = Run['rates']
export type PreparedCard = Preparation['cards'][number]
