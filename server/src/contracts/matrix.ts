import { dateSchema, manifestSchema, valueSchema } from '@jieli/engine'
import { z } from 'zod'
import { damagedEntrySchema, messageSchema, shownProblemSchema } from './common.ts'
import type { Wire } from './wire.ts'

/** Names with commas between them. */
const names = z.string().max(4000)

export const matrixQuerySchema = z.strictObject({
  parameters: names.optional().meta({ description: 'Ids with commas; all when absent' }),
  rulesets: names.optional().meta({ description: 'Ids with commas; all when absent' }),
  asOf: dateSchema.optional().meta({ description: 'Today when absent' }),
})

export const matrixSchema = z
  .strictObject({
    asOf: dateSchema,
    rulesets: z.array(
      z.strictObject({
        id: z.string(),
        title: messageSchema,
        kind: manifestSchema.shape.kind,
        county: z.string().optional(),
        sample: z.boolean(),
        version: z.string(),
        template: z.strictObject({ id: z.string(), version: z.string() }).optional(),
        behind: z.int(),
        templateProblem: shownProblemSchema
          .optional()
          .meta({ description: 'Why its template says nothing here' }),
      }),
    ),
    damaged: z.array(damagedEntrySchema),
    parameters: z.array(
      z.strictObject({
        id: z.string(),
        title: messageSchema,
        unit: z.string().optional(),
        required: z.boolean(),
        most: messageSchema.optional(),
        cells: z.array(
          z.strictObject({
            ruleset: z.string(),
            state: z.enum(['value', 'open', 'unknown']),
            value: valueSchema.optional(),
            words: messageSchema.optional(),
            from: dateSchema.optional(),
            sample: z.boolean().optional(),
            own: z.boolean(),
            unlikeMost: z.boolean(),
            template: messageSchema.optional(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Matrix' })
export type Matrix = Wire<typeof matrixSchema>

export type MatrixRow = Matrix['parameters'][number]
export type MatrixCell = MatrixRow['cells'][number]
export type MatrixRuleset = Matrix['rulesets'][number]
