import fp from 'fastify-plugin'
import type { RoutePermission } from './authentication.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route asks of its caller. A route without one cannot be built. */
    permission?: RoutePermission
  }
  interface FastifyInstance {
    /** Set on a scope whose routes are a plugin's own and open to all: the API's description. */
    publicRoutes: boolean
  }
}

/** Refuses to build a route that does not say what it asks of its caller. */
export const routePermissions = fp(
  (app, _options, done) => {
    app.decorate('publicRoutes', false)
    app.addHook('onRoute', function (route) {
      if (this.publicRoutes) route.config = { ...route.config, permission: 'public' }
      if (route.config?.permission === undefined) {
        throw new Error(`${String(route.method)} ${route.url} declares no permission.`)
      }
    })
    done()
  },
  { name: 'route-permissions' },
)
