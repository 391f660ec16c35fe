import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  idempotencyHeadersSchema,
  listQuerySchema,
  rulesetParametersSchema,
} from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import {
  dutyNoticesSchema,
  dutyParametersSchema,
  dutyRecordInputSchema,
  recordParametersSchema,
  scheduledDutiesQuerySchema,
  scheduledDutyEntrySchema,
  scheduledDutyPageSchema,
  withdrawRecordInputSchema,
} from '../contracts/scheduled-duty.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { sendWritten } from './send-written.ts'

/** What has to be done in each period or by a day: listed, recorded, withdrawn. */
export const scheduledDutyRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/scheduled-duties',
    {
      config: {
        permission: 'assessment.read',
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'listScheduledDuties',
        tags: ['duties'],
        summary: 'What your units and the community have to do in each period or by a day',
        params: rulesetParametersSchema,
        querystring: scheduledDutiesQuerySchema,
        response: replies(200, scheduledDutyPageSchema),
      },
    },
    async (request, reply) => {
      const { open, ...query } = request.query
      const input = { ruleset: request.params.id, open: open === 'true', ...query }
      return sendWritten(reply, await context.offload('listScheduledDuties', request.caller, input))
    },
  )

  app.post(
    '/rulesets/:id/scheduled-duties/:duty/records',
    {
      config: {
        permission: 'duties.record',
        idempotency: 'kept',
        problems: [
          'FACTS_INVALID',
          'RECORD_LACKS',
          'RECORD_MOMENT',
          'RULESET_UNKNOWN',
          'SCHEDULED_DUTY_NOT_OWED',
          'SCHEDULED_DUTY_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNIT_OUTSIDE',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'recordDuty',
        tags: ['duties'],
        summary: 'Record that a scheduled duty was done for a period',
        params: dutyParametersSchema,
        headers: idempotencyHeadersSchema,
        body: dutyRecordInputSchema,
        response: replies(201, scheduledDutyEntrySchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset, duty } = request.params
      const input = { ruleset, duty, ...request.body, request: await requestMark(request) }
      return sendWritten(
        reply.code(201),
        await context.offload('recordDuty', request.caller, input),
      )
    },
  )

  app.post(
    '/rulesets/:id/duty-records/:record/withdraw',
    {
      config: {
        permission: 'duties.record',
        idempotency: 'harmless',
        problems: [
          'RECORD_UNKNOWN',
          'SERVER_BUSY',
          'UNIT_OUTSIDE',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'withdrawRecord',
        tags: ['duties'],
        summary: 'Withdraw a record that was made by mistake',
        params: recordParametersSchema,
        body: withdrawRecordInputSchema,
        response: replies(200, scheduledDutyEntrySchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset, record } = request.params
      const input = { ruleset, record, reason: request.body.reason }
      return sendWritten(reply, await context.offload('withdrawRecord', request.caller, input))
    },
  )

  app.get(
    '/rulesets/:id/duty-notices',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readDutyNotices',
        tags: ['duties'],
        summary: 'Who was told that a scheduled duty is late, newest first',
        params: rulesetParametersSchema,
        querystring: listQuerySchema,
        response: replies(200, dutyNoticesSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('readDutyNotices', request.caller, input))
    },
  )
}
