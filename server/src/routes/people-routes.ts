import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { emptyReply, replies } from '../contracts/replies.ts'
import { ownPasswordSchema, signInInputSchema, userReplySchema } from '../contracts/people.ts'
import { changeOwnPassword } from '../operations/people/change-own-password.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { type SignedIn, signIn, signOut, tooManyTries } from '../operations/people/sign-in.ts'
import { knownSeconds, type SignInOrigin } from '../people/sign-in-places.ts'
import { neededChange } from '../plugins/assert-own-password.ts'
import { sessionCookie } from '../plugins/authentication.ts'

const minute = 60_000

/** Sign-ins from one address in a minute: a whole hospital behind one address gets in at eight in the morning. */
const signInsPerMinute = 300

/** Those of them that may fail: a machine that tries names and passwords gets no further. */
const failuresPerMinute = 60

/** The cookie by which a browser that has signed somebody in is known again; it opens nothing. */
const deviceCookie = 'jieli_device'

/** Signing in and out, and who one is. */
export const peopleRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  const countSignIn = app.createRateLimit({ max: signInsPerMinute, timeWindow: minute })
  const countFailure = app.createRateLimit({ max: failuresPerMinute, timeWindow: minute })

  app.post(
    '/sign-in',
    {
      config: { permission: 'public', problems: ['SIGN_IN_FAILED', 'TOO_MANY_REQUESTS'] },
      onRequest: async (request) => {
        const tries = await countSignIn(request)
        const failures = await countFailure(request, { increment: false })
        if (!tries.isAllowed && tries.isExceeded) throw tooManyTries(tries.ttlInSeconds)
        if (!failures.isAllowed && failures.remaining === 0) {
          throw tooManyTries(failures.ttlInSeconds)
        }
      },
      onSend: async (request, reply) => {
        const failed = reply.statusCode >= 400 && reply.statusCode !== tooManyRequests
        if (failed) await countFailure(request)
      },
      schema: {
        operationId: 'signIn',
        tags: ['people'],
        summary: 'Sign in with a local account; the session comes as a cookie',
        body: signInInputSchema,
        response: replies(200, userReplySchema),
      },
    },
    async (request, reply) => {
      const signedIn = await signIn(context, request.body, originOf(request))
      return { user: setCookies(request, reply, signedIn) }
    },
  )

  app.post(
    '/sign-out',
    {
      config: { permission: 'signedIn', beforePasswordChange: true },
      schema: {
        operationId: 'signOut',
        tags: ['people'],
        summary: 'Sign out',
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await signOut(context, request.caller, request.cookies[sessionCookie])
      return reply.clearCookie(sessionCookie, { path: '/' }).code(204).send()
    },
  )

  app.get(
    '/me',
    {
      config: { permission: 'signedIn', beforePasswordChange: true },
      schema: {
        operationId: 'readMe',
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
        ...passwordChange(request, request.caller),
      },
    }),
  )

  app.put(
    '/me/password',
    {
      config: {
        permission: 'signedIn',
        beforePasswordChange: true,
        problems: [
          'ACCOUNT_INVALID',
          'PASSWORD_OF_PERSON',
          'PASSWORD_WRONG',
          'SERVER_BUSY',
          'TOO_MANY_REQUESTS',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'changeOwnPassword',
        tags: ['people'],
        summary: 'Choose another password for yourself; every other session of yours ends',
        body: ownPasswordSchema,
        response: replies(200, userReplySchema),
      },
    },
    async (request, reply) => {
      const { caller, body } = request
      if (caller.kind === 'user') {
        const { id: username, title } = caller
        await context.offload('checkPassword', caller, { username, title, password: body.new })
      }
      const signedIn = await changeOwnPassword(context, caller, body, originOf(request))
      return { user: setCookies(request, reply, signedIn) }
    },
  )
}

/** Gives the browser its session, and what it is known by from now on. */
function setCookies(request: FastifyRequest, reply: FastifyReply, signedIn: SignedIn) {
  const { user, token, seconds, device } = signedIn
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    // Over https, or behind a trusted proxy that speaks it, the cookie never travels in the clear.
    secure: request.protocol === 'https',
  } as const
  void reply
    .setCookie(sessionCookie, token, { ...cookie, maxAge: seconds })
    .setCookie(deviceCookie, device, { ...cookie, path: '/api/v1', maxAge: knownSeconds })
  return {
    ...user,
    ...passwordChange(request, signedIn),
  }
}

/** What somebody is answered who has to choose another password first. */
function passwordChange(request: FastifyRequest, who: Parameters<typeof neededChange>[1]) {
  const reason = neededChange(request, who)
  return (
    reason !== undefined && { passwordChangeNeeded: true as const, passwordChangeReason: reason }
  )
}

/** Where a request comes from, as tries at a password are counted. */
function originOf(request: FastifyRequest): SignInOrigin {
  return {
    address: normalizeIP(request.ip),
    device: request.cookies[deviceCookie],
    agent: request.headers['user-agent'],
  }
}

const tooManyRequests = 429
