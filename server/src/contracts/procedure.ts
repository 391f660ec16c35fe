import { z } from 'zod'
import { messageSchema, pageQuery, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

export const listProceduresQuerySchema = z.strictObject({
  ruleset: z.string().min(1).max(80).optional(),
  mine: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'True: only what waits for a unit of yours' }),
  ...pageQuery(200, 50),
})
export type ListProceduresQuery = WireInput<typeof listProceduresQuerySchema>

/** A party of a procedure that has to act, with by when what it owes in it is due. */
export const waitedPartySchema = z
  .strictObject({
    title: messageSchema,
    unit: z.string(),
    dueAt: z.string().nullable().meta({
      description: 'When the first of what it owes is due; null where that has no time',
    }),
    late: z.boolean().meta({ description: 'Whether that time has passed' }),
  })
  .meta({ id: 'WaitedParty' })

const procedureCaseSchema = z
  .strictObject({
    case: z.string(),
    ruleset: z.string(),
    version: z.string(),
    pathway: z.string(),
    county: z.string().nullable(),
    status: z.enum(['active', 'done']),
    title: messageSchema,
    state: messageSchema,
    waitsFor: z.array(waitedPartySchema).meta({
      description: 'The parties that can do something in it, or owe something, and their units',
    }),
    mine: z.boolean().meta({ description: 'Whether it waits for a unit of yours' }),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'ProcedureCase' })
export type ProcedureCase = Wire<typeof procedureCaseSchema>

export const procedurePageSchema = z
  .strictObject(pageReply(procedureCaseSchema))
  .meta({ id: 'ProcedurePage' })
export type ProcedurePage = Wire<typeof procedurePageSchema>
