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
import { listQuerySchema } from '../contracts/common.ts'
import { emptyReply, replies } from '../contracts/replies.ts'
import { addUser, editUser, listUsers } from '../operations/manage-accounts.ts'
import { addKey, listKeys, withdrawKey } from '../operations/manage-keys.ts'
import type { OperationContext } from '../operations/operation-context.ts'

const named = z.strictObject({ username: z.string().min(1).max(200) })
const numbered = z.strictObject({ id: z.string().min(1).max(80) })

/** Accounts of people and keys of machines, for who administers them. */
export const accountRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/users',
    {
      config: { permission: 'users.manage' },
      schema: {
        tags: ['people'],
        summary: 'List accounts',
        querystring: listQuerySchema,
        response: replies(200, userListSchema),
      },
    },
    async (request) => await listUsers(context, request.caller, request.query),
  )

  app.post(
    '/users',
    {
      config: { permission: 'users.manage' },
      schema: {
        tags: ['people'],
        summary: 'Make an account',
        body: newUserSchema,
        response: replies(201, userSchema),
      },
    },
    async (request, reply) =>
      reply.code(201).send(await addUser(context, request.caller, request.body)),
  )

  app.put(
    '/users/:username',
    {
      config: { permission: 'users.manage' },
      schema: {
        tags: ['people'],
        summary: 'Change an account: its title, grants or password, or shut it out',
        params: named,
        body: userChangeSchema,
        response: replies(200, userSchema),
      },
    },
    async (request) =>
      await editUser(context, request.caller, request.params.username, request.body),
  )

  app.get(
    '/keys',
    {
      config: { permission: 'keys.manage' },
      schema: {
        tags: ['people'],
        summary: 'List API keys',
        querystring: listQuerySchema,
        response: replies(200, keyListSchema),
      },
    },
    async (request) => await listKeys(context, request.caller, request.query),
  )

  app.post(
    '/keys',
    {
      config: { permission: 'keys.manage' },
      schema: {
        tags: ['people'],
        summary: 'Make an API key; it is told once',
        body: newKeySchema,
        response: replies(201, madeKeySchema),
      },
    },
    async (request, reply) =>
      reply.code(201).send(await addKey(context, request.caller, request.body)),
  )

  app.delete(
    '/keys/:id',
    {
      config: { permission: 'keys.manage' },
      schema: {
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
