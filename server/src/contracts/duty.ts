import { dutyStandingSchema } from '@jieli/engine'
import { z } from 'zod'
import { messageSchema, pageQuery, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

export const listDutiesQuerySchema = z.strictObject({
  unit: z.string().min(1).max(200).optional().meta({ description: 'Only what this unit owes' }),
  county: z.string().min(1).max(80).optional(),
  ruleset: z.string().min(1).max(80).optional(),
  late: z.enum(['true', 'false']).default('false').meta({ description: 'True: only what is late' }),
  ...pageQuery(200, 50),
})
export type ListDutiesQuery = WireInput<typeof listDutiesQuerySchema>

/** A case with what somebody still has to do in it. It says nothing of the patient. */
const dutiesOfCaseSchema = z
  .strictObject({
    case: z.string(),
    ruleset: z.string(),
    version: z.string(),
    pathway: z.string(),
    county: z.string().nullable(),
    state: z.string(),
    fromUnit: z.string().nullable(),
    toUnit: z.string().nullable(),
    duties: z
      .array(
        z.strictObject({
          duty: z.string(),
          number: z.int().meta({ description: "Which of the duty's in this case it is, from 1" }),
          title: messageSchema,
          owedBy: z.strictObject({
            party: z.string(),
            title: messageSchema,
            unit: z.string().nullable().meta({
              description: 'null where the party is neither of the two units of the case',
            }),
          }),
          begunAt: z.string(),
          dueAt: z
            .string()
            .nullable()
            .meta({ description: 'null: without a time, or not known yet' }),
          yearMissing: z.int().nullable().meta({
            description:
              'The year whose notice of holidays is not there: by when cannot be said until it is',
          }),
          standing: dutyStandingSchema,
        }),
      )
      .meta({ description: 'The first due first' }),
  })
  .meta({ id: 'DutiesOfCase' })
export type DutiesOfCase = Wire<typeof dutiesOfCaseSchema>

export const dutyPageSchema = z.strictObject(pageReply(dutiesOfCaseSchema)).meta({ id: 'DutyPage' })
export type DutyPage = Wire<typeof dutyPageSchema>
