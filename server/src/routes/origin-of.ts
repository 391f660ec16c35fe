import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import type { SignInOrigin } from '../people/sign-in-places.ts'

/** The cookie by which a browser that has signed somebody in is known again; it opens nothing. */
export const deviceCookie = 'jieli_device'

/** Where a request comes from, as tries at a password are counted. */
export function originOf(request: FastifyRequest): SignInOrigin {
  return {
    address: normalizeIP(request.ip),
    device: request.cookies[deviceCookie],
    agent: request.headers['user-agent'],
  }
}
