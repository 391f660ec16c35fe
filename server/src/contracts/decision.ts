import {
  dateSchema,
  type DecisionTrace,
  type Effect,
  outcomeSchema,
  subjectSchema,
  type Value,
} from '@jieli/engine'
import { z } from 'zod'
import { editionsInputSchema, translationsSchema } from './code-edition.ts'
import { factsInputSchema, messageSchema } from './common.ts'
import { versionChoiceSchema } from './pilot.ts'
import { engineForm, type Wire } from './wire.ts'

export const namedFactSchema = z
  .strictObject({ fact: z.string(), title: messageSchema })
  .meta({ id: 'NamedFact' })
export type NamedFact = Wire<typeof namedFactSchema>

export const reasonSchema = z
  .strictObject({
    rule: z.string(),
    title: messageSchema.optional(),
    outcome: outcomeSchema.optional(),
    text: messageSchema,
    cites: z.array(
      z.strictObject({ clause: z.string(), document: z.string(), documentTitle: messageSchema }),
    ),
    origin: z.string().meta({ description: 'The ruleset that says so' }),
  })
  .meta({ id: 'Reason' })
/** Why a decision came out as it did. */
export type Reason = Wire<typeof reasonSchema>

export const explanationSchema = z
  .strictObject({ zh: z.array(z.string()), en: z.array(z.string()) })
  .meta({ id: 'Explanation' })
export type Explanation = Wire<typeof explanationSchema>

export const bundleReferenceSchema = z
  .strictObject({ ruleset: z.string(), version: z.string(), hash: z.string() })
  .meta({ id: 'BundleReference' })

const outputs = z.record(z.string(), engineForm<Value>(z.unknown()))

/** Whose version decides while one is on trial in some units. */
export const askingUnitSchema = z.string().min(1).max(80).optional().meta({
  description: 'The unit that asks; when absent, the one the facts name, else yours if it is one',
})

export const decideInputSchema = z
  .strictObject({
    facts: factsInputSchema,
    editions: editionsInputSchema.optional(),
    asOf: dateSchema.optional(),
    unit: askingUnitSchema,
  })
  .meta({ id: 'DecideInput' })
export type DecideInput = Wire<typeof decideInputSchema>

export const decideReplySchema = z
  .strictObject({
    decision: z.string(),
    title: messageSchema,
    subject: subjectSchema.optional(),
    outcome: outcomeSchema,
    outputs,
    reasons: z.array(reasonSchema),
    needs: z.array(namedFactSchema),
    missingParameters: z.array(z.string()),
    hits: z.array(z.string()),
    effects: z.array(engineForm<Effect>(z.unknown())),
    explanation: explanationSchema,
    trace: engineForm<DecisionTrace>(z.unknown()).optional(),
    bundle: bundleReferenceSchema,
    versionChoice: versionChoiceSchema.optional(),
    translations: translationsSchema,
    asOf: dateSchema,
  })
  .meta({ id: 'DecideReply' })
export type DecideReply = Wire<typeof decideReplySchema>

export const recordedDecisionSchema = z
  .strictObject({
    decision: z.string(),
    title: messageSchema,
    subject: subjectSchema.optional(),
    outcome: outcomeSchema,
    outputs,
    reasons: z.array(reasonSchema),
    needs: z.array(namedFactSchema),
    missingParameters: z.array(z.string()),
    hits: z.array(z.string()),
    explanation: explanationSchema,
  })
  .meta({ id: 'RecordedDecision' })
export type RecordedDecision = Wire<typeof recordedDecisionSchema>
