import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'
import type { Caller } from '../operations/context/caller.ts'
import { callerOfKey, callerOfSession } from '../operations/people/identify-caller.ts'
import { callerOfToken } from '../operations/people/identify-client.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { may } from '../contracts/policy.ts'
import type { Permission } from '../contracts/roles.ts'
import { assertOwnPassword } from './assert-own-password.ts'
import { notFound } from './error-replies.ts'

/** What a route asks of its caller: nothing, to be anybody known, or a permission somewhere. */
export type RoutePermission = 'public' | 'signedIn' | Permission

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True on a route that takes the signed call of a trusted client in the place of a key. */
    signedClients?: boolean
  }
  interface FastifyRequest {
    /** Who asks; there on every route that is not public. */
    caller: Caller
  }
}

/** Sent with what a page asks again and again by itself: it keeps no session from ending. */
const unattendedHeader = 'jieli-unattended'

/** The cookie a browser's session lives in. */
export const sessionCookie = 'jieli_session'

/**
 * Finds out who asks and whether they may ask this at all, before anything else of the request is read. Whether they
 * may ask it of this county and this unit is for the operation, which knows the case.
 */
export const authentication = fp<{ context: OperationContext }>(
  (app, { context }, done) => {
    app.decorateRequest('caller')
    app.addHook('onRequest', async (request) => {
      const { permission } = request.routeOptions.config
      if (permission === 'public' || request.is404) return
      const caller = await identify(context, request)
      if (caller === undefined) throw new ServerError('SIGN_IN_NEEDED')
      request.caller = caller
      await app.countCaller(request)
      assertOwnPassword(request)
      if (permission === 'signedIn') return
      // A route that slipped through without a permission would be refused here.
      if (permission === undefined) throw notFound(request)
      if (!may(caller, permission)) {
        throw new ServerError('PERMISSION_MISSING', { permission })
      }
    })
    done()
  },
  { name: 'authentication', dependencies: ['route-permissions', 'rate-limits', '@fastify/cookie'] },
)

/** Who sent a request, by what is known now. @throws ServerError KEY_INVALID */
export async function identify(
  context: OperationContext,
  request: FastifyRequest,
): Promise<Caller | undefined> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const { signedClients } = request.routeOptions.config
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*) *$/i.exec(authorization)?.[1]
    if (signedClients === true && token !== undefined && context.hospitals?.clients !== undefined) {
      const [path = ''] = request.url.split('?')
      return await callerOfToken(context, { token, path })
    }
    const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    const caller = key === undefined ? undefined : await callerOfKey(context, key)
    // A key that is wrong is never passed over for a cookie that is right.
    if (caller === undefined) throw new ServerError('KEY_INVALID')
    return caller
  }
  const token = request.cookies[sessionCookie]
  if (token === undefined) return undefined
  const byPerson = request.headers[unattendedHeader] === undefined
  return await callerOfSession(context, token, { byPerson })
}
