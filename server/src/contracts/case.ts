import {
  dateSchema,
  outcomeSchema,
  type StateValue,
  subjectSchema,
  valueSchema,
} from '@jieli/engine'
import { z } from 'zod'
import { attachmentsInputSchema, filedAttachmentSchema } from './attachment.ts'
import { auditProblemSchema } from './audit.ts'
import { caseCorrectionSchema } from './case-correction.ts'
import { actionSchema, actorSchema, dutySchema, timerSchema, untimedSchema } from './case-parts.ts'
import { editionsInputSchema, translationsSchema } from './code-edition.ts'
import {
  factsInputSchema,
  messageSchema,
  pageQuery,
  pageReply,
  shownProblemSchema,
} from './common.ts'
import { namedFactSchema, recordedDecisionSchema } from './decision.ts'
import { paperSchema } from './paper-case.ts'
import { versionChoiceSchema } from './pilot.ts'
import { caseSuspensionSchema } from './suspension.ts'
import { engineForm, type Wire, type WireInput } from './wire.ts'

const factsReply = z.record(z.string(), valueSchema.nullable())
/** Named, so that what is withheld is taken neither for unknown nor for nothing. */
const hidden = z.array(z.string()).optional().meta({
  description:
    'Set where you may not see what is sensitive: the facts and fields whose content is withheld. It is there; that it is not shown says nothing of it',
})
const dutyChange = z.strictObject({
  duty: z.string(),
  number: z.int(),
  change: z.enum([
    'begun',
    'undetermined',
    'determined',
    'dropped',
    'kept',
    'ended',
    'lapsed',
    'late',
  ]),
})
const status = z.enum(['active', 'done'])
/** Refers to itself, which a published schema says in words. */
const stateValue = engineForm<StateValue>(
  z.unknown().meta({
    description: "XState's state value: a key, or a key with the value inside it",
  }),
)

/** What was wrong about a clock, and the right moments of the steps it wrote. */
const clockCorrectionSchema = z
  .strictObject({
    from: z.string(),
    until: z.string(),
    ahead: z.int().meta({ description: 'Milliseconds; negative for a clock that was behind' }),
    moments: z.array(z.strictObject({ seq: z.int(), at: z.string(), recordedAt: z.string() })),
  })
  .meta({ id: 'ClockCorrection' })

export const boundDraftSchema = z
  .strictObject({
    revision: z.int(),
    content: z.string().meta({ description: 'The hash it would have as a published version' }),
    ruleset: z.string().optional().meta({
      description: 'Whose draft it is; that of the ruleset of the case, where it is left out',
    }),
  })
  .meta({ id: 'BoundDraft', description: 'The draft of a ruleset at one revision' })

const versionOfCase = z.strictObject({ version: z.string(), bundle: z.string() })
const caseMigrationSchema = z
  .strictObject({
    job: z.string(),
    from: versionOfCase,
    to: versionOfCase,
    choices: z.record(z.string(), z.string()).meta({
      description: 'The state chosen for each that the version does not have',
    }),
    undoes: z.int().optional().meta({ description: 'The step that is undone by it' }),
  })
  .meta({ id: 'CaseMigration' })

const caseHandoverSchema = z
  .strictObject({
    job: z.string(),
    from: z.string(),
    to: z.string(),
    how: z.enum(['merged', 'closed']),
    on: z.string().meta({ description: 'Since which day the unit it is from is there no more' }),
  })
  .meta({ id: 'CaseHandover' })

const successorsSchema = z.record(z.string(), z.string()).meta({
  description: 'Which unit acts for one that has ended, by the id of that one',
})

export const historyEntrySchema = z
  .strictObject({
    seq: z.int(),
    at: z.string(),
    recordedAt: z.string(),
    actor: actorSchema,
    event: z.string(),
    reason: z.string().optional(),
    facts: factsReply,
    changes: factsReply,
    from: z.string().nullable(),
    to: z.string(),
    value: stateValue,
    status,
    timers: z.array(timerSchema),
    untimed: untimedSchema.optional(),
    duties: z.array(dutySchema).optional(),
    dutyChanges: z.array(dutyChange).optional(),
    successors: successorsSchema.optional(),
    transitions: z.array(z.string()),
    decisions: z.array(recordedDecisionSchema),
    actions: z.array(actionSchema),
    previous: z.string().nullable(),
    hash: z.string(),
    draft: boundDraftSchema.optional().meta({
      description: 'Of a procedure about a draft: the content the step speaks of',
    }),
    clock: clockCorrectionSchema
      .optional()
      .meta({ description: 'Set on a step that only puts right what a wrong clock wrote' }),
    calendar: z
      .strictObject({
        notices: z.array(z.strictObject({ year: z.int(), number: z.string() })),
      })
      .optional()
      .meta({ description: 'Set on a step that only counts what waited for these notices' }),
    migration: caseMigrationSchema.optional().meta({
      description: 'Set on a step by which the case was moved to another version',
    }),
    handover: caseHandoverSchema.optional().meta({
      description: 'Set on a step by which another unit took over from one that has ended',
    }),
    correction: caseCorrectionSchema.optional().meta({
      description: 'Set on a step that corrects others: the steps of the case as it made them',
    }),
    paper: paperSchema.optional().meta({
      description: 'Set on a step that was taken on paper and entered afterwards',
    }),
    attachments: z
      .array(filedAttachmentSchema)
      .optional()
      .meta({ description: 'The documents that were filed with the step' }),
    hidden,
  })
  .meta({ id: 'HistoryEntry' })
export type HistoryEntry = Wire<typeof historyEntrySchema>

export const refusalSchema = z
  .strictObject({
    at: z.string(),
    actor: actorSchema,
    event: z.string(),
    code: z.string(),
    message: messageSchema,
    revision: z.int(),
    needs: z.array(namedFactSchema),
    decisions: z.array(recordedDecisionSchema),
    hidden,
  })
  .meta({ id: 'Refusal' })
export type Refusal = Wire<typeof refusalSchema>

const summary = {
  id: z.string(),
  revision: z.int(),
  ruleset: z.string(),
  version: z.string(),
  bundle: z.string(),
  pathway: z.string(),
  county: z.string().nullable(),
  patient: z.string().nullable(),
  fromUnit: z.string().nullable(),
  toUnit: z.string().nullable(),
  state: z.string(),
  status,
  createdAt: z.string(),
  updatedAt: z.string(),
  dutyAt: z.string().nullable().meta({
    description:
      'When the first duty that is owed in it is due: past that it is late; null where none is owed, or none has a time',
  }),
  versionSuspended: caseSuspensionSchema.optional().meta({
    description: 'Set, where a case is read or listed, while its version is suspended',
  }),
}

export const caseSummarySchema = z.strictObject(summary).meta({ id: 'CaseSummary' })
export type CaseSummary = Wire<typeof caseSummarySchema>

export const caseSchema = z
  .strictObject({
    ...summary,
    problem: shownProblemSchema
      .optional()
      .meta({ description: 'Why it cannot be stepped at present, where it is read' }),
    versionChoice: versionChoiceSchema.optional(),
    value: stateValue,
    facts: factsReply,
    timers: z.array(timerSchema),
    untimed: untimedSchema,
    duties: z
      .array(dutySchema)
      .meta({ description: 'What somebody has to do in the case, or had to' }),
    successors: successorsSchema.optional(),
    history: z.array(historyEntrySchema),
    refusals: z.array(refusalSchema),
    outbox: z.array(
      z.strictObject({
        id: z.string(),
        seq: z.int(),
        at: z.string(),
        action: actionSchema,
        voids: z.string().optional().meta({
          description:
            'Set where it says that what was asked for under this id does not hold any more',
        }),
      }),
    ),
    damage: z.array(auditProblemSchema).optional().meta({
      description:
        'Where the case is not as it was written; told when a case is read, and empty when it is whole',
    }),
    translations: translationsSchema,
    hidden,
  })
  .meta({ id: 'Case' })
export type Case = Wire<typeof caseSchema>

/** What a case has come to, for who does not need its history. */
export const minimalCaseSchema = caseSchema
  .pick({
    id: true,
    revision: true,
    ruleset: true,
    version: true,
    state: true,
    status: true,
    updatedAt: true,
    dutyAt: true,
    timers: true,
    untimed: true,
    duties: true,
    translations: true,
  })
  .meta({
    id: 'MinimalCase',
    description: 'A case as `Prefer: return=minimal` has it: without its facts and history',
  })
export type MinimalCase = Wire<typeof minimalCaseSchema>

/** What a request that changes a case is answered with. */
export const changedCaseSchema = z.union([caseSchema, minimalCaseSchema])

export const startCaseInputSchema = z
  .strictObject({
    ruleset: z.string().min(1).max(80),
    pathway: z.string().min(1).max(80),
    facts: factsInputSchema,
    editions: editionsInputSchema.optional(),
    attachments: attachmentsInputSchema,
    draft: z
      .union([z.literal(true), z.strictObject({ ruleset: z.string().min(1).max(80) })])
      .optional()
      .meta({
        description:
          "Begins a procedure about the ruleset's draft, or about that of another ruleset of the county of which no version is in force: what is approved in it is that content alone",
      }),
  })
  .meta({ id: 'StartCaseInput' })
export type StartCaseInput = WireInput<typeof startCaseInputSchema>

export const eventInputSchema = z
  .strictObject({
    type: z.string().min(1).max(80),
    facts: factsInputSchema.optional(),
    editions: editionsInputSchema.optional(),
    reason: z.string().trim().min(1).max(2000).optional(),
    attachments: attachmentsInputSchema,
  })
  .meta({ id: 'EventInput' })
export type EventInput = WireInput<typeof eventInputSchema>

export const searchCasesQuerySchema = z.strictObject({
  unit: z.string().min(1).max(200).optional(),
  state: z.string().min(1).max(300).optional(),
  patient: z.string().min(1).max(200).optional(),
  ruleset: z.string().min(1).max(80).optional(),
  from: dateSchema.optional().meta({ description: 'First day the case was started on' }),
  to: dateSchema.optional().meta({ description: 'Last day the case was started on' }),
  ...pageQuery(200, 50),
})
export type SearchCasesQuery = WireInput<typeof searchCasesQuerySchema>

export const casePageSchema = z.strictObject(pageReply(caseSummarySchema)).meta({ id: 'CasePage' })
export type CasePage = Wire<typeof casePageSchema>

export const availableEventsSchema = z
  .strictObject({
    revision: z.int(),
    state: z.string(),
    events: z.array(
      z.strictObject({
        event: z.string(),
        title: messageSchema,
        open: z.boolean(),
        message: messageSchema.optional(),
        outcome: outcomeSchema.optional(),
        subject: subjectSchema.optional(),
        needs: z.array(namedFactSchema),
        needsReason: z.boolean(),
        asks: z.array(namedFactSchema),
        actors: z.array(z.string()),
        target: z.string().optional(),
        decisions: z.array(recordedDecisionSchema),
      }),
    ),
  })
  .meta({ id: 'AvailableEvents' })
export type AvailableEvents = Wire<typeof availableEventsSchema>

/** One event of a case: open, or closed and why. */
export type OfferedEvent = AvailableEvents['events'][number]
