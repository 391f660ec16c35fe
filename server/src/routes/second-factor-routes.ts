import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { emptyReply, replies } from '../contracts/replies.ts'
import {
  beginSecondFactorSchema,
  newSecondFactorSchema,
  recoveryCodesSchema,
  secondFactorCodeSchema,
  secondFactorStatusSchema,
} from '../contracts/second-factor.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  readSecondFactor,
  resetSecondFactor,
} from '../operations/people/second-factor.ts'
import { originOf } from './origin-of.ts'

const named = z.strictObject({ username: z.string().min(1).max(200) })

/** What is shown beside the password: setting it up, and taking it away from who lost theirs. */
export const secondFactorRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/me/second-factor',
    {
      config: {
        permission: 'signedIn',
        beforeSecondFactor: true,
        problems: ['PASSWORD_ELSEWHERE', 'SECOND_FACTOR_OF_PERSON'],
      },
      schema: {
        operationId: 'readSecondFactor',
        tags: ['people'],
        summary: 'How your second factor stands',
        response: replies(200, secondFactorStatusSchema),
      },
    },
    async (request) => await readSecondFactor(context, request.caller),
  )

  app.post(
    '/me/second-factor',
    {
      config: {
        permission: 'signedIn',
        beforeSecondFactor: true,
        problems: [
          'PASSWORD_ELSEWHERE',
          'PASSWORD_INCORRECT',
          'SECOND_FACTOR_OF_PERSON',
          'TOO_MANY_REQUESTS',
        ],
      },
      schema: {
        operationId: 'beginSecondFactor',
        tags: ['people'],
        summary: 'Get a secret for an authenticator; it counts once confirmed',
        body: beginSecondFactorSchema,
        response: replies(200, newSecondFactorSchema),
      },
    },
    async (request) =>
      await beginSecondFactor(context, request.caller, request.body, originOf(request)),
  )

  app.post(
    '/me/second-factor/confirm',
    {
      config: {
        permission: 'signedIn',
        beforeSecondFactor: true,
        problems: [
          'PASSWORD_ELSEWHERE',
          'SECOND_FACTOR_NOT_BEGUN',
          'SECOND_FACTOR_OF_PERSON',
          'SECOND_FACTOR_UNREADABLE',
          'SECOND_FACTOR_WRONG',
        ],
      },
      schema: {
        operationId: 'confirmSecondFactor',
        tags: ['people'],
        summary: 'Confirm the secret by a code of it; codes for when it is lost are told once',
        body: secondFactorCodeSchema,
        response: replies(200, recoveryCodesSchema),
      },
    },
    async (request) => await confirmSecondFactor(context, request.caller, request.body),
  )

  app.delete(
    '/users/:username/second-factor',
    {
      config: {
        permission: 'users.manage',
        problems: ['GRANT_TOO_WIDE', 'OWN_SECOND_FACTOR', 'USER_UNKNOWN'],
      },
      schema: {
        operationId: 'resetSecondFactor',
        tags: ['people'],
        summary: 'Take away the second factor of somebody who lost it, and sign them out',
        params: named,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await resetSecondFactor(context, request.caller, request.params.username)
      return reply.code(204).send()
    },
  )
}
