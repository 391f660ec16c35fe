import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyHeadersSchema, rulesetParametersSchema } from '../contracts/common.ts'
import {
  migrationInputSchema,
  migrationParametersSchema,
  migrationPreviewSchema,
  migrationQuerySchema,
  undoMigrationSchema,
} from '../contracts/migration.ts'
import { jobReply, replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { assertTarget } from '../operations/cases/migration/moving-versions.ts'
import { undoableJob } from '../operations/jobs/undoable-job.ts'
import { jobProblems, sendJob } from './send-job.ts'
import { sendWritten } from './send-written.ts'

const permission = 'rulesets.publish'
const tags = ['cases']

/** Running cases moved to another version of their ruleset: looked at before, done by a job, and undone. */
export const migrationRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/rulesets/:id/migrations/preview',
    {
      config: {
        permission,
        idempotency: 'harmless',
        problems: [
          'BUNDLE_DAMAGED',
          'MIGRATION_STATE',
          'MIGRATION_TARGET',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'VERSION_UNKNOWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'previewMigration',
        tags,
        summary: 'What would become of every running case on an earlier version; stores nothing',
        params: rulesetParametersSchema,
        body: migrationQuerySchema,
        response: replies(200, migrationPreviewSchema),
      },
    },
    async (request, reply) => {
      const asked = { ruleset: request.params.id, ...request.body }
      return sendWritten(reply, await context.offload('previewMigration', request.caller, asked))
    },
  )

  app.post(
    '/rulesets/:id/migrations',
    {
      config: {
        permission,
        idempotency: 'kept',
        problems: [
          ...jobProblems,
          'MIGRATION_TARGET',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'VERSION_UNKNOWN',
        ],
      },
      schema: {
        operationId: 'migrateCases',
        tags,
        summary: 'Have a job move the running cases on earlier versions that can be moved',
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema,
        body: migrationInputSchema,
        response: jobReply(),
      },
    },
    async (request, reply) => {
      const { id: ruleset } = request.params
      const { to: about } = request.body
      await assertTarget(context, request.caller, { ruleset, to: about })
      const wanted = { kind: 'migrate-cases', ruleset, about, input: request.body } as const
      return await sendJob(context, { request, reply }, wanted)
    },
  )

  app.post(
    '/rulesets/:id/migrations/:job/undo',
    {
      config: {
        permission,
        idempotency: 'kept',
        problems: [
          ...jobProblems,
          'JOB_UNKNOWN',
          'MIGRATION_RUNNING',
          'MIGRATION_UNDO_LATE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
        ],
      },
      schema: {
        operationId: 'undoMigration',
        tags,
        summary:
          'Have a job put back, within a day, what another moved and nobody has stepped since',
        params: migrationParametersSchema,
        headers: idempotencyHeadersSchema,
        body: undoMigrationSchema,
        response: jobReply(),
      },
    },
    async (request, reply) => {
      const { id: ruleset, job } = request.params
      const { about } = await undoableJob(context, request.caller, { ruleset, job })
      const input = { to: about, undone: job, reason: request.body.reason }
      const wanted = { kind: 'undo-migration', ruleset, about, input } as const
      return await sendJob(context, { request, reply }, wanted)
    },
  )
}
