import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fp from 'fastify-plugin'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'

/** Describes every route from its contracts: `/api/openapi.json` for programs, `/api/docs` for people. */
export const openApi = fp(
  async (app) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: '接力 Jieli',
          description:
            'Decides referrals by published rules and says why; keeps each case and its history.',
          version: '1',
          license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
        },
        components: {
          securitySchemes: {
            apiKey: { type: 'http', scheme: 'bearer', description: 'An API key' },
            session: { type: 'apiKey', in: 'cookie', name: 'jieli_session' },
          },
        },
        security: [{ apiKey: [] }, { session: [] }],
      },
      transform: jsonSchemaTransform,
      transformObject: jsonSchemaTransformObject,
    })
    await app.register(async (scope) => {
      scope.publicRoutes = true
      await scope.register(swaggerUi, { routePrefix: '/api/docs' })
      scope.get(
        '/api/openapi.json',
        { config: { permission: 'public' }, schema: { hide: true } },
        async (_request, reply) => reply.type('application/json; charset=utf-8').send(described()),
      )
    })
    // Half a second of work, which nobody's request waits for: it is done before the first.
    let text: string | undefined
    const described = () => (text ??= JSON.stringify(app.swagger()))
    app.addHook('onReady', async () => void described())
  },
  { name: 'openapi', dependencies: ['route-permissions'] },
)
