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
import type { ServerContext } from '../jobs/offload.ts'
import { addUser } from '../operations/manage-accounts.ts'
import { addKey, withdrawKey } from '../operations/manage-keys.ts'
import { sendTold } from './send-told.ts'

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
      config: { permission: 'users.manage' },
      schema: {
        tags: ['people'],
        summary: 'List accounts',
        querystring: listQuerySchema,
        response: replies(200, userListSchema),
      },
    },
    async (request, reply) =>
      sendTold(reply, await context.offload('listUsers', request.caller, request.query)),
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
    async (request, reply) => {
      const asked = { username: request.params.username, change: request.body }
      return sendTold(reply, await context.offload('editUser', request.caller, asked))
    },
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
    async (request, reply) =>
      sendTold(reply, await context.offload('listKeys', request.caller, request.query)),
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
