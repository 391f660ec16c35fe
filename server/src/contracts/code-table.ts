import { identifierSchema } from '@jieli/engine'
import { z } from 'zod'
import { tableProblemSchema } from './assessment.ts'
import type { Wire, WireInput } from './wire.ts'

const format = z.enum(['csv', 'xlsx'])

export const codeTableQuerySchema = z.strictObject({ format })
export type CodeTableQuery = WireInput<typeof codeTableQuerySchema>

export const readCodeTableSchema = z
  .strictObject({
    codes: z.array(
      z.strictObject({
        id: z.string().meta({ description: 'The code, with ordinary letters and digits' }),
        name: z.string(),
        englishName: z.string().optional().meta({ description: 'Absent where the cell is empty' }),
      }),
    ),
    notes: z
      .array(tableProblemSchema)
      .meta({ description: 'What was read otherwise than it is written' }),
  })
  .meta({ id: 'ReadCodeTable', description: 'The codes of a table, in its order' })
export type ReadCodeTable = Wire<typeof readCodeTableSchema>

export const writeCodeTableQuerySchema = z.strictObject({
  codeSystem: identifierSchema
    .optional()
    .meta({ description: 'The code system of the draft; left out, the empty table to fill in' }),
  format,
  language: z.enum(['zh', 'en']).default('zh'),
})
export type WriteCodeTableQuery = WireInput<typeof writeCodeTableQuerySchema>
