import type { FastifyRequest } from 'fastify'
import { ServerError } from '../errors/server-error.ts'
import type { PasswordChangeReason } from '../people/password-age.ts'
import { isLoopback } from './trusted-proxies.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True on the few routes that are open to somebody who has to choose a password first. */
    beforePasswordChange?: boolean
    /** True on the few routes that are open to somebody who has to set up a second factor first. */
    beforeSecondFactor?: boolean
  }
}

/**
 * Holds whoever has a password that somebody else chose, or one that is too old, to choosing another before anything
 * else. The demonstration may be tried as it is, but only on the very machine it runs on; so may its key be used, which
 * lies in a file. Then, whoever has to have a second factor sets it up first.
 * @throws ServerError PASSWORD_CHANGE_NEEDED, PASSWORD_EXPIRED, SECOND_FACTOR_SETUP_NEEDED, DEMO_KEY_REMOTE
 */
export function assertOwnPassword(request: FastifyRequest): void {
  const { caller, routeOptions } = request
  if (caller.kind === 'key' && caller.demo === true && !isOnThisMachine(request)) {
    throw new ServerError('DEMO_KEY_REMOTE')
  }
  const reason = neededChange(request, caller)
  const { beforePasswordChange, beforeSecondFactor } = routeOptions.config
  if (beforePasswordChange === true) return
  if (reason !== undefined)
    throw new ServerError(reason === 'expired' ? 'PASSWORD_EXPIRED' : 'PASSWORD_CHANGE_NEEDED')
  if (caller.secondFactorMissing === true && beforeSecondFactor !== true)
    throw new ServerError('SECOND_FACTOR_SETUP_NEEDED')
}

/** Why somebody has to choose another password before anything else, asking from where they do. */
export function neededChange(
  request: FastifyRequest,
  who: { readonly passwordChange?: PasswordChangeReason; readonly demo?: boolean },
): PasswordChangeReason | undefined {
  return who.demo === true && isOnThisMachine(request) ? undefined : who.passwordChange
}

/**
 * Whether a request was made on this machine, to this machine, by nobody in between: a proxy on it that nobody told us
 * to trust would make everybody seem so, and a page that only names itself like this machine is none of ours.
 */
function isOnThisMachine(request: FastifyRequest): boolean {
  const { forwarded, 'x-forwarded-for': addresses, via } = request.headers
  if (forwarded !== undefined || addresses !== undefined || via !== undefined) return false
  const name = request.hostname.replace(/^\[(.*)\]$/, '$1')
  return isLoopback(request.ip) && (name === 'localhost' || isLoopback(name))
}
