import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  keyListSchema,
  madeKeySchema,
  newKeySchema,
  newUserSchema,
  userChangeSchema,
  userListSchema,
  userSchema,
} from '../contracts/people.ts'
import { leavingInputSchema, leavingSchema } from '../contracts/leaving.ts'
import { listQuerySchema } from '../contracts/common.ts'
import { emptyReply, replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { addUser, presentUser } from '../operations/people/manage-accounts.ts'
import { addKey, withdrawKey } from '../operations/people/manage-keys.ts'
import { sendWritten } from './send-written.ts'
import { ServerError } from '../errors/server-error.ts'
import { makeOnce } from '../operations/context/make-once.ts'
import type { KeyDocument } from '../documents/people-documents.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { idempotencyHeadersSchema } from '../contracts/common.ts'

const named = z.strictObject({ username: z.string().min(1).max(200) })
const numbered = z.strictObject({ id: z.string().min(1).max(80) })

/** Accounts of people and keys of machines, for who administers them. */
export const accountRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/users',
    {
      config: {
        permission: 'users.manage',
        problems: [
          'ACCOUNT_INVALID',
          'GRANT_BELOW_COUNTY',
          'GRANT_TOO_WIDE',
          'LAST_ADMINISTRATOR',
          'OWN_GRANTS',
          'OWN_PASSWORD',
          'PASSWORD_ELSEWHERE',
          'SERVER_BUSY',
          'USER_UNKNOWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'listUsers',
        tags: ['people'],
        summary: 'List accounts',
        querystring: listQuerySchema,
        response: replies(200, userListSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listUsers', request.caller, request.query)),
  )

  app.post(
    '/users',
    {
      config: {
        permission: 'users.manage',
        idempotency: 'kept',
        problems: [
          'ACCOUNT_INVALID',
          'GRANT_BELOW_COUNTY',
          'GRANT_TOO_WIDE',
          'SERVER_BUSY',
          'USERNAME_TAKEN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'createUser',
        tags: ['people'],
        summary: 'Make an account',
        headers: idempotencyHeadersSchema,
        body: newUserSchema,
        response: replies(201, userSchema),
      },
    },
    async (request, reply) => {
      const makes = { collection: 'users' as const, again: presentUser }
      const { caller, body } = request
      const user = await makeOnce(context, await requestMark(request), makes, async (once) => {
        await context.offload('checkPassword', caller, body)
        return await addUser(once, caller, body)
      })
      return reply.code(201).send(user)
    },
  )

  app.get(
    '/users/:username/leaving',
    {
      config: {
        permission: 'users.manage',
        problems: ['GRANT_TOO_WIDE', 'SERVER_BUSY', 'USER_UNKNOWN', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'readLeaving',
        tags: ['people'],
        summary: 'What is a person’s who leaves: rights, keys, sessions, drafts and jobs',
        params: named,
        response: replies(200, leavingSchema),
      },
    },
    async (request, reply) => {
      const { username } = request.params
      return sendWritten(reply, await context.offload('readLeaving', request.caller, username))
    },
  )

  app.post(
    '/users/:username/leaving',
    {
      config: {
        permission: 'users.manage',
        idempotency: 'harmless',
        problems: [
          'COUNTY_UNADMINISTERED',
          'GRANT_TOO_WIDE',
          'LAST_ADMINISTRATOR',
          'LEAVING_SUCCESSOR',
          'SERVER_BUSY',
          'USER_UNKNOWN',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'leave',
        tags: ['people'],
        summary: 'End what a person who leaves could do here, and hand it on',
        params: named,
        body: leavingInputSchema,
        response: replies(200, leavingSchema),
      },
    },
    async (request, reply) => {
      const asked = { username: request.params.username, leaving: request.body }
      return sendWritten(reply, await context.offload('leave', request.caller, asked))
    },
  )

  app.put(
    '/users/:username',
    {
      config: {
        permission: 'users.manage',
        problems: [
          'ACCOUNT_INVALID',
          'COUNTY_UNADMINISTERED',
          'GRANT_BELOW_COUNTY',
          'GRANT_TOO_WIDE',
          'LAST_ADMINISTRATOR',
          'OWN_GRANTS',
          'OWN_PASSWORD',
          'PASSWORD_ELSEWHERE',
          'SERVER_BUSY',
          'USER_UNKNOWN',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'editUser',
        tags: ['people'],
        summary: 'Change an account: its title, grants or password, or shut it out',
        params: named,
        body: userChangeSchema,
        response: replies(200, userSchema),
      },
    },
    async (request, reply) => {
      const input = { username: request.params.username, change: request.body }
      const told = await context.offload('editUser', request.caller, input)
      // Where the first start told of it, it is true no more.
      if (request.body.password !== undefined) await context.firstPasswords.forget(told.head)
      return sendWritten(reply, told)
    },
  )

  app.get(
    '/keys',
    {
      config: { permission: 'keys.manage', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listKeys',
        tags: ['people'],
        summary: 'List API keys',
        querystring: listQuerySchema,
        response: replies(200, keyListSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listKeys', request.caller, request.query)),
  )

  app.post(
    '/keys',
    {
      config: {
        permission: 'keys.manage',
        idempotency: 'kept',
        problems: ['GRANT_BELOW_COUNTY', 'GRANT_TOO_WIDE', 'KEY_EXPIRY_PAST', 'KEY_TOLD'],
      },
      schema: {
        operationId: 'createKey',
        tags: ['people'],
        summary: 'Make an API key; it is told once',
        headers: idempotencyHeadersSchema,
        body: newKeySchema,
        response: replies(201, madeKeySchema),
      },
    },
    async (request, reply) => {
      const makes = {
        collection: 'keys' as const,
        again: ({ id }: KeyDocument): never => {
          // What was told once is not kept, so that nobody can be told it again.
          throw new ServerError('KEY_TOLD', { id }, { extra: { id } })
        },
      }
      const key = await makeOnce(context, await requestMark(request), makes, (once) =>
        addKey(once, request.caller, request.body),
      )
      return reply.code(201).send(key)
    },
  )

  app.delete(
    '/keys/:id',
    {
      config: { permission: 'keys.manage', problems: ['GRANT_TOO_WIDE', 'KEY_UNKNOWN'] },
      schema: {
        operationId: 'disableKey',
        tags: ['people'],
        summary: 'Withdraw an API key for good',
        params: numbered,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await withdrawKey(context, request.caller, request.params.id)
      return reply.code(204).send()
    },
  )
}
