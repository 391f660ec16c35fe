import { z } from 'zod'
import { messageSchema, shownProblemSchema } from './common.ts'
import { waitedPartySchema } from './procedure.ts'
import { versionActionSchema } from './suspension.ts'
import type { Wire } from './wire.ts'

const parentTitle = z.strictObject({ id: z.string(), title: messageSchema })
const moved = {
  from: z.string(),
  to: z.string(),
  behind: z.int(),
  changes: z.int(),
  conflicts: z.int(),
}
const damaged = { version: z.string(), problem: shownProblemSchema }
const ofRun = { run: z.string(), period: z.string() }
const work = { ruleset: z.string(), title: messageSchema, at: z.string() }

export const worklistSchema = z
  .strictObject({
    items: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('templateMoved'),
          ...work,
          template: parentTitle,
          ...moved,
        }),
        z.strictObject({
          kind: z.literal('overlayMoved'),
          ...work,
          overlay: parentTitle,
          ...moved,
        }),
        z.strictObject({
          kind: z.literal('parentWithdrawn'),
          ...work,
          parent: parentTitle,
          version: z.string(),
          reason: z.string(),
        }),
        z.strictObject({
          kind: z.literal('parametersMissing'),
          ...work,
          parameters: z.array(z.strictObject({ id: z.string(), title: messageSchema })),
        }),
        z.strictObject({
          kind: z.literal('holidaysMissing'),
          ...work,
          year: z.int().meta({
            description: 'Cases wait for the notice of its holidays to be counted by',
          }),
        }),
        z.strictObject({
          kind: z.literal('draftUnpublished'),
          ...work,
          revision: z.int(),
          savedBy: z.string(),
        }),
        z.strictObject({
          kind: z.literal('publishedForPast'),
          ...work,
          version: z.string(),
          from: z.string(),
          by: z.string(),
          reason: z.string(),
          cases: z
            .int()
            .optional()
            .meta({ description: 'Absent for whoever sees single units only' }),
        }),
        z.strictObject({
          kind: z.literal('proposalOpen'),
          ...work,
          version: z.string(),
          action: versionActionSchema,
          by: z.string(),
          reason: z.string(),
        }),
        z.strictObject({
          kind: z.literal('versionSuspended'),
          ...work,
          version: z.string(),
          reason: z.string(),
        }),
        z.strictObject({
          kind: z.literal('pilotToEvaluate'),
          ...work,
          version: z.string(),
          units: z.int().meta({ description: 'How many units it is on trial in' }),
          dueBy: z.string().meta({ description: 'The last day on which it is in time' }),
          late: z.boolean(),
        }),
        z.strictObject({
          kind: z.literal('thresholdCrossed'),
          ...work,
          period: z.string(),
          rate: z.string(),
          rateTitle: messageSchema,
          pathway: z.string().nullable(),
          others: z.int().meta({ description: 'Further pathways that miss the same threshold' }),
          numerator: z.int(),
          denominator: z.int(),
          threshold: z.strictObject({ numerator: z.int(), denominator: z.int() }),
        }),
        z.strictObject({
          kind: z.literal('objectionOpen'),
          ...work,
          ...ofRun,
          unit: z.string(),
          indicator: z.string(),
          reason: z.string(),
        }),
        z.strictObject({ kind: z.literal('runToReview'), ...work, ...ofRun }),
        z.strictObject({ kind: z.literal('runToFinalise'), ...work, ...ofRun }),
        z.strictObject({ kind: z.literal('lateFigures'), ...work, ...ofRun, count: z.int() }),
        z.strictObject({
          kind: z.literal('alertRaised'),
          ...work,
          ...ofRun,
          alert: z.string(),
          alertTitle: messageSchema,
          unit: z.string().nullable(),
        }),
        z.strictObject({ kind: z.literal('versionDamaged'), ...work, ...damaged }),
        z.strictObject({ kind: z.literal('timersParked'), ...work, ...damaged, count: z.int() }),
        z.strictObject({
          kind: z.literal('scheduledDutyOwed'),
          ...work,
          duty: z.string(),
          dutyTitle: messageSchema,
          period: z.string().meta({ description: '`2026-Q1`, or `once`' }),
          unit: z.string().nullable().meta({ description: 'null: the community as one' }),
          owedBy: messageSchema.meta({ description: 'The unit, or the office of the community' }),
          dueAt: z.string().nullable().meta({ description: 'null: without a time' }),
          late: z.boolean(),
        }),
        z.strictObject({
          kind: z.literal('procedureWaiting'),
          ...work,
          case: z.string(),
          procedure: messageSchema,
          state: messageSchema,
          waitsFor: z
            .array(waitedPartySchema)
            .meta({ description: 'The parties that have to act, and their units' }),
        }),
        z.strictObject({
          kind: z.literal('jurisdictionProposed'),
          jurisdiction: z.string(),
          title: messageSchema,
          at: z.string(),
          by: z.string(),
          reason: z.string(),
          made: z.boolean().meta({ description: 'It is proposed to make it' }),
        }),
        z.strictObject({
          kind: z.literal('settlementOutdated'),
          ...work,
          settlement: z.string(),
          period: z.string(),
        }),
      ]),
    ),
  })
  .meta({ id: 'Worklist' })
export type Worklist = Wire<typeof worklistSchema>

/** Something that waits for somebody. */
export type WorkEntry = Worklist['items'][number]
