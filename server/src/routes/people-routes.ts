import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { emptyReply, replies } from '../contracts/replies.ts'
import {
  ownPasswordSchema,
  providerAddressSchema,
  providerReturnSchema,
  providerSignOutSchema,
  signInInputSchema,
  signInReplySchema,
  signInWaysSchema,
  userReplySchema,
} from '../contracts/people.ts'
import { secondFactorCodeSchema } from '../contracts/second-factor.ts'
import { changeOwnPassword } from '../operations/people/change-own-password.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { passSecondFactor } from '../operations/people/pass-second-factor.ts'
import { type SignedIn, signIn, signOut, tooManyTries } from '../operations/people/sign-in.ts'
import {
  beginProviderSignIn,
  finishProviderSignIn,
  signOutByProvider,
} from '../operations/people/sign-in-by-provider.ts'
import { knownSeconds } from '../people/sign-in-places.ts'
import { deviceCookie, originOf } from './origin-of.ts'
import { neededChange } from '../plugins/assert-own-password.ts'
import { sessionCookie } from '../plugins/authentication.ts'

const minute = 60_000

/** The cookie of who has gone to the site's provider and is to come back. */
const providerCookie = 'jieli_provider'

/** Sign-ins from one address in a minute: a whole hospital behind one address gets in at eight in the morning. */
const signInsPerMinute = 300

/** Those of them that may fail: a machine that tries names and passwords gets no further. */
const failuresPerMinute = 60

/** The cookie of who has shown their password and has the second step before them. */
const halfCookie = 'jieli_half'
const halfPath = '/api/v1/sign-in'

/** Signing in and out, and who one is. */
export const peopleRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  const countSignIn = app.createRateLimit({ max: signInsPerMinute, timeWindow: minute })
  const countFailure = app.createRateLimit({ max: failuresPerMinute, timeWindow: minute })

  /** Tries of both steps count together. */
  const counted = {
    onRequest: async (request: FastifyRequest) => {
      const tries = await countSignIn(request)
      const failures = await countFailure(request, { increment: false })
      if (!tries.isAllowed && tries.isExceeded) throw tooManyTries(tries.ttlInSeconds)
      if (!failures.isAllowed && failures.remaining === 0) {
        throw tooManyTries(failures.ttlInSeconds)
      }
    },
    onSend: async (request: FastifyRequest, reply: FastifyReply) => {
      const failed = reply.statusCode >= 400 && reply.statusCode !== tooManyRequests
      if (failed) await countFailure(request)
    },
  }

  app.post(
    '/sign-in',
    {
      config: { permission: 'public', problems: ['SIGN_IN_FAILED', 'TOO_MANY_REQUESTS'] },
      ...counted,
      schema: {
        operationId: 'signIn',
        tags: ['people'],
        summary: 'Sign in with a local account; the session comes as a cookie',
        body: signInInputSchema,
        response: replies(200, signInReplySchema),
      },
    },
    async (request, reply) => {
      const signedIn = await signIn(context, request.body, originOf(request))
      if (!('codeNeeded' in signedIn)) return { user: setCookies(request, reply, signedIn) }
      void reply
        .setCookie(halfCookie, signedIn.token, {
          ...cookieOf(request),
          path: halfPath,
          maxAge: signedIn.seconds,
        })
        .setCookie(deviceCookie, signedIn.device, deviceCookieOf(request))
      return { codeNeeded: true as const }
    },
  )

  app.post(
    '/sign-in/code',
    {
      config: {
        permission: 'public',
        problems: [
          'SECOND_FACTOR_UNREADABLE',
          'SECOND_FACTOR_WRONG',
          'SIGN_IN_STEP_GONE',
          'TOO_MANY_REQUESTS',
        ],
      },
      ...counted,
      schema: {
        operationId: 'passSecondFactor',
        tags: ['people'],
        summary:
          'The second step of signing in: a code of the authenticator, or one for when it is lost',
        body: secondFactorCodeSchema,
        response: replies(200, userReplySchema),
      },
    },
    async (request, reply) => {
      const shown = { token: request.cookies[halfCookie], code: request.body.code }
      const signedIn = await passSecondFactor(context, shown, originOf(request))
      void reply.clearCookie(halfCookie, { path: halfPath })
      return { user: setCookies(request, reply, signedIn) }
    },
  )

  app.get(
    '/sign-in',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'readSignInWays',
        tags: ['people'],
        summary: 'How one can sign in here',
        response: replies(200, signInWaysSchema),
      },
    },
    () => ({ provider: context.singleSignOn !== undefined }),
  )

  app.post(
    '/sign-in/provider',
    {
      config: {
        permission: 'public',
        problems: ['PROVIDER_UNREACHABLE', 'SINGLE_SIGN_ON_OFF', 'TOO_MANY_REQUESTS'],
      },
      ...counted,
      schema: {
        operationId: 'beginProviderSignIn',
        tags: ['people'],
        summary: "Begin to sign in by the site's provider of identities (OpenID Connect)",
        response: replies(200, providerAddressSchema),
      },
    },
    async (request, reply) => {
      const { address, sealed, seconds } = await beginProviderSignIn(context)
      const kept = { ...cookieOf(request), path: halfPath, maxAge: seconds }
      void reply.setCookie(providerCookie, sealed, kept)
      return { address }
    },
  )

  app.post(
    '/sign-in/provider/return',
    {
      config: {
        permission: 'public',
        problems: [
          'ACCOUNT_DISABLED',
          'PROVIDER_GRANTS_MISSING',
          'PROVIDER_SIGN_IN_REFUSED',
          'PROVIDER_STEP_GONE',
          'PROVIDER_UNREACHABLE',
          'SINGLE_SIGN_ON_OFF',
          'TOO_MANY_REQUESTS',
        ],
      },
      ...counted,
      schema: {
        operationId: 'finishProviderSignIn',
        tags: ['people'],
        summary: 'Sign in with what the provider has sent the browser back with',
        body: providerReturnSchema,
        response: replies(200, userReplySchema),
      },
    },
    async (request, reply) => {
      const shown = { sealed: request.cookies[providerCookie], query: request.body.query }
      void reply.clearCookie(providerCookie, { path: halfPath })
      const signedIn = await finishProviderSignIn(context, shown, originOf(request))
      return { user: setCookies(request, reply, signedIn) }
    },
  )

  app.post(
    '/sign-out/provider',
    {
      config: { permission: 'signedIn', beforePasswordChange: true, beforeSecondFactor: true },
      schema: {
        operationId: 'signOutByProvider',
        tags: ['people'],
        summary: "Sign out, and learn where to sign out of the site's provider",
        response: replies(200, providerSignOutSchema),
      },
    },
    async (request, reply) => {
      const { caller, cookies } = request
      const left = await signOutByProvider(context, caller, cookies[sessionCookie])
      void reply.clearCookie(sessionCookie, { path: '/' })
      return left
    },
  )

  app.post(
    '/sign-out',
    {
      config: { permission: 'signedIn', beforePasswordChange: true, beforeSecondFactor: true },
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
      config: { permission: 'signedIn', beforePasswordChange: true, beforeSecondFactor: true },
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
        ...(request.caller.provider === true && { provider: true as const }),
        ...(request.caller.secondFactorMissing === true && { secondFactorNeeded: true as const }),
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
        beforeSecondFactor: true,
        problems: [
          'ACCOUNT_INVALID',
          'PASSWORD_ELSEWHERE',
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
  void reply.setCookie(sessionCookie, token, { ...cookieOf(request), maxAge: seconds })
  if (device !== undefined) void reply.setCookie(deviceCookie, device, deviceCookieOf(request))
  return {
    ...user,
    ...(signedIn.secondFactorMissing && { secondFactorNeeded: true as const }),
    ...passwordChange(request, signedIn),
  }
}

/** A cookie that no script reads and no other site sends. */
function cookieOf(request: FastifyRequest) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    // Over https, or behind a trusted proxy that speaks it, the cookie never travels in the clear.
    secure: request.protocol === 'https',
  } as const
}

function deviceCookieOf(request: FastifyRequest) {
  return { ...cookieOf(request), path: '/api/v1', maxAge: knownSeconds }
}

/** What somebody is answered who has to choose another password first. */
function passwordChange(request: FastifyRequest, who: Parameters<typeof neededChange>[1]) {
  const reason = neededChange(request, who)
  return (
    reason !== undefined && { passwordChangeNeeded: true as const, passwordChangeReason: reason }
  )
}

const tooManyRequests = 429
