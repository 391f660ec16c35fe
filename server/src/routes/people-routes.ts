import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { emptyReply, replies } from '../contracts/replies.ts'
import { signInInputSchema, userReplySchema } from '../contracts/people.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { signIn, signOut } from '../operations/sign-in.ts'
import { sessionCookie } from '../plugins/authentication.ts'

/** Sign-ins from one address in a minute: a hospital behind one address still gets in, a machine that guesses not. */
const signInsPerMinute = 60

/** Signing in and out, and who one is. */
export const peopleRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/sign-in',
    {
      config: {
        permission: 'public',
        rateLimit: { max: signInsPerMinute, timeWindow: '1 minute' },
      },
      schema: {
        tags: ['people'],
        summary: 'Sign in with a local account; the session comes as a cookie',
        body: signInInputSchema,
        response: replies(200, userReplySchema),
      },
    },
    async (request, reply) => {
      const { user, token, seconds } = await signIn(context, request.body)
      void reply.setCookie(sessionCookie, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        // Behind a proxy that speaks https the cookie never travels in the clear.
        secure: request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https',
        maxAge: seconds,
      })
      return { user }
    },
  )

  app.post(
    '/sign-out',
    {
      config: { permission: 'signedIn' },
      schema: { tags: ['people'], summary: 'Sign out', response: emptyReply() },
    },
    async (request, reply) => {
      await signOut(context, request.caller, request.cookies[sessionCookie])
      return reply.clearCookie(sessionCookie, { path: '/' }).code(204).send()
    },
  )

  app.get(
    '/me',
    {
      config: { permission: 'signedIn' },
      schema: {
        tags: ['people'],
        summary: 'Who you are and what you may do where',
        response: replies(200, userReplySchema),
      },
    },
    (request) => ({
      user: {
        username: request.caller.id,
        title: request.caller.title,
        grants: request.caller.grants,
      },
    }),
  )
}
