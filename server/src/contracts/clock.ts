import { z } from 'zod'
import { shownProblemSchema } from './common.ts'
import type { Wire } from './wire.ts'

/** A date-time with an offset, such as `2025-03-03T09:00:00+08:00`. */
const moment = z.iso.datetime({ offset: true })
const name = z.string().min(1).max(80)

const span = {
  from: moment.meta({ description: 'The first moment the wrong clock wrote, as it showed it' }),
  until: moment.meta({ description: 'The last moment the wrong clock wrote, as it showed it' }),
  shown: moment.meta({ description: 'What the clock showed at some moment' }),
  really: moment.meta({ description: 'What that moment really was' }),
  ruleset: name.optional().meta({ description: 'The cases of this ruleset alone' }),
  cases: z.array(name).max(1000).optional().meta({ description: 'These cases alone' }),
}

export const clockSpanSchema = z.strictObject(span).meta({ id: 'ClockSpan' })
/** What an administrator knows of a clock that was wrong. */
export type ClockSpan = z.output<typeof clockSpanSchema>

export const clockCorrectionInputSchema = z
  .strictObject({ ...span, reason: z.string().trim().min(1).max(2000) })
  .meta({ id: 'ClockRequest' })
export type ClockCorrectionInput = z.output<typeof clockCorrectionInputSchema>

export const clockPreviewSchema = z
  .strictObject({
    count: z.int(),
    items: z
      .array(
        z.strictObject({
          case: z.string(),
          ruleset: z.string(),
          version: z.string(),
          steps: z.array(
            z.strictObject({
              seq: z.int(),
              event: z.string(),
              writtenAt: z.string(),
              rightAt: z.string(),
            }),
          ),
          timers: z.array(
            z.strictObject({
              delay: z.string(),
              dueAt: z.string(),
              rightDueAt: z
                .string()
                .nullable()
                .meta({ description: 'null where its delay has no value on the right day' }),
            }),
          ),
          problem: shownProblemSchema
            .optional()
            .meta({ description: 'Why the case cannot be put right' }),
        }),
      )
      .meta({ description: 'The first two hundred' }),
  })
  .meta({ id: 'ClockPreview' })
export type ClockPreview = Wire<typeof clockPreviewSchema>

export const clockCorrectedSchema = z
  .strictObject({
    corrected: z.int(),
    skipped: z.array(z.strictObject({ case: z.string(), problem: shownProblemSchema })),
  })
  .meta({ id: 'ClockCorrected' })
export type ClockCorrected = Wire<typeof clockCorrectedSchema>

/** What would be put right of a case, or why it cannot be. */
export type CorrectedCase = ClockPreview['items'][number]
/** A case that could not be put right, and why. */
export type SkippedCase = ClockCorrected['skipped'][number]
