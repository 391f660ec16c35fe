import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { emptyReply, replies } from '../contracts/replies.ts'
import { sessionListSchema } from '../contracts/sessions.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import {
  endOwnSession,
  endOwnSessions,
  endSessions,
  listOwnSessions,
  listSessions,
} from '../operations/people/manage-sessions.ts'
import { sessionIdOf } from '../people/sessions.ts'
import { sessionCookie } from '../plugins/authentication.ts'

const named = z.strictObject({ username: z.string().min(1).max(200) })
const numbered = z.strictObject({ id: z.string().min(1).max(80) })

/** Where people are signed in: each their own, and an administrator those of others. */
export const sessionRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/me/sessions',
    {
      config: { permission: 'signedIn' },
      schema: {
        operationId: 'listOwnSessions',
        tags: ['people'],
        summary: 'Where you are signed in',
        response: replies(200, sessionListSchema),
      },
    },
    async (request) => await listOwnSessions(context, request.caller, ownSession(request)),
  )

  app.delete(
    '/me/sessions',
    {
      config: { permission: 'signedIn' },
      schema: {
        operationId: 'endOwnSessions',
        tags: ['people'],
        summary: 'Sign out everywhere, here too',
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await endOwnSessions(context, request.caller)
      return reply.clearCookie(sessionCookie, { path: '/' }).code(204).send()
    },
  )

  app.delete(
    '/me/sessions/:id',
    {
      config: { permission: 'signedIn', problems: ['SESSION_UNKNOWN'] },
      schema: {
        operationId: 'endOwnSession',
        tags: ['people'],
        summary: 'Sign out of one place',
        params: numbered,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await endOwnSession(context, request.caller, request.params.id)
      return reply.code(204).send()
    },
  )

  app.get(
    '/users/:username/sessions',
    {
      config: { permission: 'users.manage', problems: ['GRANT_TOO_WIDE', 'USER_UNKNOWN'] },
      schema: {
        operationId: 'listSessions',
        tags: ['people'],
        summary: 'Where somebody is signed in',
        params: named,
        response: replies(200, sessionListSchema),
      },
    },
    async (request) => {
      const { username } = request.params
      return await listSessions(context, request.caller, { username, own: ownSession(request) })
    },
  )

  app.delete(
    '/users/:username/sessions',
    {
      config: { permission: 'users.manage', problems: ['GRANT_TOO_WIDE', 'USER_UNKNOWN'] },
      schema: {
        operationId: 'endSessions',
        tags: ['people'],
        summary: 'Sign somebody out everywhere',
        params: named,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await endSessions(context, request.caller, request.params.username)
      return reply.code(204).send()
    },
  )
}

/** The session a request comes by; nothing where it comes by a key. */
function ownSession({ caller, cookies }: FastifyRequest): string | undefined {
  const token = cookies[sessionCookie]
  return caller.kind !== 'user' || token === undefined ? undefined : sessionIdOf(token)
}
