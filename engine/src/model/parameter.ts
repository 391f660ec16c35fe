import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { dateSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { descriptionSchema, idSchema, titleSchema, unitWordSchema } from './shared-members.ts'
import { textSchema } from './text.ts'
import { codeSchema, valueSchema } from './value.ts'
import { unlistedValueTypeSchema } from './value-types/value-types.ts'

export const datedValueSchema = z
  .strictObject({
    from: dateSchema.describe(
      'The first day the value holds, `YYYY-MM-DD`. It holds until the next value begins.',
    ),
    value: valueSchema,
    sample: z
      .boolean()
      .optional()
      .describe('True for a figure made up to show the system; the reader is always told.'),
    cites: citesSchema.optional(),
    note: textSchema.optional().describe('What should be known about this value.'),
  })
  .meta({ id: 'DatedValue', description: 'One value and the first day it holds.' })
export type DatedValue = z.infer<typeof datedValueSchema>

export const parameterSchema = z
  .strictObject({
    id: idSchema,
    type: unlistedValueTypeSchema,
    title: titleSchema,
    description: descriptionSchema.optional(),
    unit: unitWordSchema.optional(),
    codes: z
      .array(codeSchema)
      .min(1)
      .max(5000)
      .optional()
      .describe('The codes a `code` or `codeList` parameter may have. Any when left out.'),
    codeSystem: idSchema
      .optional()
      .describe('The code system whose codes are allowed, instead of `codes` of its own.'),
    minimum: valueSchema
      .optional()
      .describe('The least value allowed, itself included. No limit when left out.'),
    maximum: valueSchema
      .optional()
      .describe('The greatest value allowed, itself included. No limit when left out.'),
    countedBy: parameterReferenceSchema
      .optional()
      .describe(
        'For a `codeList`: the `integer` parameter with how many codes it lists, where the source gives the number. A list of another length is refused.',
      ),
    required: z
      .boolean()
      .describe(
        'True when a county has to have a value: it cannot be published while `values` is empty.',
      ),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema.optional(),
    values: z
      .array(datedValueSchema)
      .max(500)
      .describe(
        'Its values, each from a day on, no two from the same day. Empty where the source leaves it open.',
      ),
  })
  .meta({
    id: 'Parameter',
    description:
      'A dated value that rules read by name, so that a county can set it without touching a rule.',
  })
export type Parameter = z.infer<typeof parameterSchema>

export const delaySchema = z
  .union([
    z
      .strictObject({
        duration: z.iso
          .duration()
          .describe('`PT24H`, `P7D`: weeks, days, hours, minutes, seconds; no months or years.'),
      })
      .describe('Clock time.'),
    z
      .strictObject({
        workingDays: z
          .int()
          .positive()
          .max(3650)
          .describe('How many, 1 to 3650. The day of the step itself does not count.'),
      })
      .describe("Working days by the manifest's `calendar`, keeping the time of day."),
    z
      .strictObject({
        workingTime: z.iso
          .duration()
          .describe('`PT4H`, `PT30M`: hours, minutes, seconds of office hours, at most PT10000H.'),
      })
      .describe("Time within the office hours of the manifest's `calendar`, on working days."),
    parameterReferenceSchema,
  ])
  .meta({
    id: 'Delay',
    description:
      'A span of time: clock time, working days, office hours, or a parameter: a `duration` (of office hours where its `unit` is `workingTime`), or an `integer` whose `unit` is `workingDay`. Without a value on the day of the step nothing is timed.',
  })
export type Delay = z.infer<typeof delaySchema>
