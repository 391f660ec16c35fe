import cors from '@fastify/cors'
import fp from 'fastify-plugin'

/** Addresses that pages of other origins may call, where the settings name these. */
const services = /^\/api\/v1\/rulesets\/[^/?]+\/cds-services(?:[/?]|$)/

/**
 * Lets pages of the origins given call the services of CDS Hooks, and nothing else of the server. No cookie goes along:
 * a call has to bring a key or a signed token.
 */
export const crossOrigin = fp<{ origins: readonly string[] }>(
  async (app, { origins }) => {
    if (origins.length === 0) return
    // The preflight comes without a key; whatever it asks about still needs one.
    app.publicRoutes = true
    await app.register(cors, {
      hideOptionsRoute: true,
      delegator: (request, callback) => {
        const open = services.test(request.url)
        callback(null, {
          origin: open ? [...origins] : false,
          methods: ['GET', 'POST'],
          allowedHeaders: ['authorization', 'content-type', 'accept-language'],
          exposedHeaders: ['x-request-id', 'retry-after'],
          maxAge: 600,
        })
      },
    })
    app.publicRoutes = false
  },
  { name: 'cross-origin', dependencies: ['route-permissions'] },
)
