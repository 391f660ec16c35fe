import { z } from 'zod'
import { messageSchema, pageQuery, pageReply, shownProblemSchema } from './common.ts'
import type { Permission } from './roles.ts'
import type { Wire } from './wire.ts'

/** The kinds of jobs, each with the right its work takes. A kind is one more line here, and one more in its table. */
export const jobPermissions = {
  run: 'assessment.write',
  'recompute-run': 'assessment.read',
  settlement: 'assessment.write',
  'recompute-settlement': 'assessment.read',
  import: 'assessment.import',
  'migrate-cases': 'rulesets.publish',
  'undo-migration': 'rulesets.publish',
  'change-unit': 'units.change',
  'erase-person': 'persons.erase',
  purge: 'persons.erase',
} as const satisfies Record<string, Permission>

export type JobKindName = keyof typeof jobPermissions

export const jobKindNames = Object.keys(jobPermissions) as readonly JobKindName[]

/** What a job that has come to its end came to. */
export const jobResultSchema = z
  .strictObject({
    href: z.string().nullable().meta({ description: 'Where what it made can be read' }),
    summary: messageSchema,
  })
  .meta({ id: 'JobResult' })
export type JobResult = Wire<typeof jobResultSchema>

export const jobSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(jobKindNames),
    ruleset: z.string().meta({ description: 'Empty where the work is of a whole county' }),
    title: messageSchema.meta({ description: 'The title of the ruleset, or the county' }),
    county: z.string(),
    about: z.string().meta({
      description: 'The period, the name of the file, the version, the unit, the erasure',
    }),
    by: z.strictObject({
      kind: z.enum(['user', 'key', 'timer', 'system']),
      id: z.string(),
      title: z.string(),
    }),
    status: z
      .enum(['waiting', 'running', 'cancelling', 'done', 'failed', 'cancelled'])
      .meta({ description: '`cancelling` until what is under way has ended' }),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    done: z.int().meta({ description: 'How many parts of the work are done' }),
    total: z.int().nullable().meta({ description: 'Of how many; null where it is done in one' }),
    result: jobResultSchema.nullable(),
    problem: shownProblemSchema.nullable().meta({ description: 'Why it failed' }),
  })
  .meta({ id: 'Job' })
export type Job = Wire<typeof jobSchema>
export type JobStatus = Job['status']

export const listJobsQuerySchema = z.strictObject(pageQuery(50))
export const jobPageSchema = z.strictObject(pageReply(jobSchema)).meta({ id: 'JobPage' })
export type JobPage = Wire<typeof jobPageSchema>

/** What a request for long work may ask for: that a job does it. */
export const preferHeadersSchema = z.looseObject({
  prefer: z.string().max(500).optional().meta({
    description: '`respond-async` has a job do the work (RFC 7240): the reply is that job',
  }),
})
