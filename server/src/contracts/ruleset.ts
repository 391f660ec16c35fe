import {
  type BindingSet,
  dateSchema,
  formats,
  identifierSchema,
  manifestSchema,
  type Ruleset,
  valueSchema,
} from '@jieli/engine'
import { z } from 'zod'
import { issueReplySchema, messageSchema, pageReply, shownProblemSchema } from './common.ts'
import { pilotEvaluationSchema, pilotInputSchema, pilotSchema } from './pilot.ts'
import { suspensionSchema, versionProposalSchema } from './suspension.ts'
import { elsewhereSchema } from './transfer.ts'
import { engineForm, type Wire, type WireInput } from './wire.ts'

export const withdrawalSchema = z
  .strictObject({ at: z.string(), by: z.string(), reason: z.string() })
  .meta({ id: 'Withdrawal', description: 'Nobody new may rest on the version' })
export type Withdrawal = Wire<typeof withdrawalSchema>

export const findingStatementSchema = z
  .strictObject({
    issue: z
      .string()
      .regex(formats.findingKey.pattern)
      .meta({ description: 'The `key` of the finding' }),
    words: z
      .string()
      .trim()
      .max(1000)
      .regex(formats.statement.pattern)
      .meta({ description: 'Why it is right, in words: at least four letters or digits' }),
  })
  .meta({ id: 'FindingStatement', description: 'A finding that is taken on in words' })
export type FindingStatement = Wire<typeof findingStatementSchema>

export const acknowledgementSchema = z
  .strictObject({
    issue: z.string().meta({ description: 'The key of the finding' }),
    code: z.string(),
    path: z.string(),
    message: messageSchema.meta({ description: 'The finding as it was shown' }),
    words: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'Acknowledgement', description: 'A finding somebody took on in words' })

export const versionSummarySchema = z
  .strictObject({
    version: z.string(),
    hash: z.string(),
    from: dateSchema,
    publishedAt: z.string(),
    publishedBy: z.string(),
    backdated: z.strictObject({ reason: z.string(), cases: z.int() }).optional().meta({
      description: 'Published for days that had passed: why, and how many cases began since',
    }),
    acknowledged: z
      .array(acknowledgementSchema)
      .optional()
      .meta({ description: 'What its publisher took on in words; only where one ruleset is read' }),
    withdrawn: withdrawalSchema.optional(),
    suspensions: z
      .array(suspensionSchema)
      .optional()
      .meta({ description: 'When two persons had it not apply; the last goes on without an end' }),
    pilot: pilotSchema.optional(),
    evaluations: z
      .array(pilotEvaluationSchema)
      .optional()
      .meta({ description: 'What came of the pilot, the first first' }),
    proposal: versionProposalSchema.optional(),
    problem: shownProblemSchema
      .optional()
      .meta({ description: 'Set while what is stored of it does not open' }),
  })
  .meta({ id: 'VersionSummary' })
export type VersionSummary = Wire<typeof versionSummarySchema>

export const rulesetSummarySchema = z
  .strictObject({
    id: z.string(),
    title: messageSchema,
    description: messageSchema.optional(),
    kind: manifestSchema.shape.kind,
    county: z.string().optional(),
    sample: z.boolean(),
    basedOn: z.strictObject({ id: z.string(), version: z.string() }).optional(),
    versions: z.array(versionSummarySchema),
    elsewhere: elsewhereSchema.optional().meta({ description: 'Set when another server makes it' }),
    inForce: z
      .string()
      .optional()
      .meta({ description: 'The version in force for all units today' }),
    draft: z
      .strictObject({ revision: z.int(), savedAt: z.string(), savedBy: z.string() })
      .optional(),
  })
  .meta({ id: 'RulesetSummary' })
export type RulesetSummary = Wire<typeof rulesetSummarySchema>

/** Whole rulesets are large and checked by the engine; their form is in the published JSON Schema. */
export const wholeRuleset = engineForm<Ruleset>(
  z.unknown().meta({ description: 'A whole ruleset; see the published JSON Schema for its form' }),
)
export const originSchema = z.record(z.string(), z.string())

export const rulesetListSchema = z
  .strictObject(pageReply(rulesetSummarySchema))
  .meta({ id: 'RulesetList' })
export type RulesetList = Wire<typeof rulesetListSchema>

export const versionSchema = z
  .strictObject({
    ruleset: wholeRuleset,
    origin: originSchema,
    hash: z.string(),
    version: z.string(),
    from: dateSchema,
    judgedAgainst: z
      .array(
        z.strictObject({
          id: z.string(),
          version: z.string(),
          hash: z.string(),
          role: z
            .enum(['template', 'overlay', 'adopted', 'pack', 'left'])
            .meta({ description: '`left`: a template it was moved away from' }),
          jurisdiction: z
            .string()
            .optional()
            .meta({ description: 'Of a pack: the jurisdiction that binds it' }),
        }),
      )
      .optional()
      .meta({
        description: 'What it was held to when it was published; older versions do not say',
      }),
    acknowledged: z
      .array(acknowledgementSchema)
      .optional()
      .meta({ description: 'What its publisher took on in words; older versions do not say' }),
    remarks: z.array(issueReplySchema).optional().meta({
      description: 'What else was said when it was published and did not stop it',
    }),
  })
  .meta({ id: 'RulesetVersion' })
export type RulesetVersion = Wire<typeof versionSchema>

export const draftSchema = z
  .strictObject({
    revision: z.int().meta({ description: '0 when no draft was saved' }),
    ruleset: wholeRuleset,
    parent: wholeRuleset.nullable(),
    base: wholeRuleset
      .optional()
      .meta({ description: 'The parent without its overlays, where there are any' }),
    binding: engineForm<BindingSet>(z.unknown())
      .optional()
      .meta({ description: 'What binds its county from above, each pack as it stands to it' }),
    origin: originSchema,
    layers: z
      .record(z.string(), messageSchema)
      .meta({ description: 'The titles of the rulesets named in `origin`' }),
    savedAt: z.string().optional(),
    savedBy: z.string().optional(),
    own: z.boolean().meta({ description: 'You saved it last, so somebody else has to publish it' }),
    issues: z.array(issueReplySchema),
  })
  .meta({ id: 'Draft' })
export type Draft = Wire<typeof draftSchema>

export const saveDraftInputSchema = z
  .strictObject({ ruleset: z.record(z.string(), z.unknown()) })
  .meta({ id: 'SaveDraftInput' })

export const savedDraftSchema = z
  .strictObject({ revision: z.int(), issues: z.array(issueReplySchema), origin: originSchema })
  .meta({ id: 'SavedDraft' })
export type SavedDraft = Wire<typeof savedDraftSchema>

export const addOverlayInputSchema = z
  .strictObject({
    overlay: z.string().min(1).max(80).meta({ description: 'The overlay to lay over the draft' }),
    parameters: z
      .record(identifierSchema, valueSchema)
      .default({})
      .meta({ description: 'Values for what the overlay leaves open' }),
    from: dateSchema.meta({ description: 'First day the values hold' }),
    sample: z
      .boolean()
      .optional()
      .meta({ description: 'The values are made up to show the system' }),
  })
  .meta({ id: 'AddOverlayInput' })
export type AddOverlayInput = WireInput<typeof addOverlayInputSchema>

export const removeOverlayQuerySchema = z.strictObject({
  despiteChanges: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'True once you have seen what is changed here and goes with it' }),
})

export const overlaidDraftSchema = z
  .strictObject({
    revision: z.int(),
    overlays: z.array(z.strictObject({ id: z.string(), version: z.string() })),
    issues: z.array(issueReplySchema),
  })
  .meta({ id: 'OverlaidDraft' })
export type OverlaidDraft = Wire<typeof overlaidDraftSchema>

export const issuesReplySchema = z
  .strictObject({ issues: z.array(issueReplySchema) })
  .meta({ id: 'Issues' })
export type IssuesReply = Wire<typeof issuesReplySchema>

export const scenarioResultsSchema = z
  .strictObject({
    results: z.array(
      z.strictObject({
        id: z.string(),
        title: messageSchema,
        passed: z.boolean(),
        inherited: z.boolean(),
        existence: z
          .literal(true)
          .optional()
          .meta({ description: 'Set where it only holds that an item is there' }),
        guards: z
          .array(z.string())
          .optional()
          .meta({ description: 'The red lines it guards: it has to come out as it says' }),
        details: z.array(messageSchema),
        touched: z.array(z.string()).meta({ description: 'Paths of the items it exercised' }),
      }),
    ),
  })
  .meta({ id: 'ScenarioResults' })
export type ScenarioResults = Wire<typeof scenarioResultsSchema>

export const publishInputSchema = z
  .strictObject({
    from: dateSchema.meta({ description: 'First day in force' }),
    revision: z.int().min(1).meta({ description: 'The draft revision that is published' }),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'Needed where the first day has passed; kept with the version' }),
    pilot: pilotInputSchema
      .optional()
      .meta({ description: 'The version applies to these units first' }),
    acknowledgements: z.array(findingStatementSchema).max(2000).default([]).meta({
      description: 'What has to be acknowledged, each finding by its key; kept with the version',
    }),
  })
  .meta({ id: 'PublishInput' })
export type PublishInput = WireInput<typeof publishInputSchema>

export const withdrawInputSchema = z
  .strictObject({
    reason: z.string().trim().min(1).max(500),
    despiteDependents: z
      .boolean()
      .default(false)
      .meta({ description: 'True once you have seen what rests on the version' }),
  })
  .meta({ id: 'WithdrawInput' })
export type WithdrawInput = WireInput<typeof withdrawInputSchema>

export const withdrawnSchema = z
  .strictObject({
    version: z.string(),
    withdrawn: withdrawalSchema,
    dependents: z
      .array(
        z.strictObject({
          ruleset: z.string(),
          title: messageSchema,
          version: z.string().optional().meta({ description: 'Absent when only its draft does' }),
        }),
      )
      .meta({ description: 'What goes on running on it' }),
  })
  .meta({ id: 'Withdrawn' })
export type Withdrawn = Wire<typeof withdrawnSchema>

export const publishedSchema = z
  .strictObject({
    version: z.string(),
    hash: z.string(),
    from: dateSchema,
    pilot: pilotSchema.optional(),
    acknowledged: z.array(acknowledgementSchema),
    remarks: z
      .array(issueReplySchema)
      .meta({ description: 'Warnings and notes that did not stop it' }),
  })
  .meta({ id: 'Published' })
export type Published = Wire<typeof publishedSchema>

/** What goes on running on a withdrawn version. */
export type Dependent = Withdrawn['dependents'][number]
