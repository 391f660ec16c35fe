import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  type DescribedPaths,
  describeOperations,
  type OperationExample,
} from './describe-operations.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route that is described, by its operationId. */
    operations: ReadonlyMap<string, RouteOptions>
  }
  interface FastifySchema {
    /** The name of the operation in the API's description. Programs are generated from it: it stays. */
    operationId?: string
  }
}

/** Describes every route from its contracts: `/api/openapi.json` for programs, `/api/docs` for people. */
export const openApi = fp(
  async (app) => {
    const operations = new Map<string, RouteOptions>()
    app.decorate('operations', operations)
    app.addHook('onRoute', (route) => {
      const id = route.schema?.operationId
      // A route that is asked for with GET is there for HEAD, too.
      if (id === undefined || route.method === 'HEAD') return
      if (operations.has(id)) throw new Error(`Two routes are called ${id}.`)
      operations.set(id, route)
    })
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
    const described = () => {
      if (text !== undefined) return text
      const document = app.swagger()
      describeOperations(document.paths as unknown as DescribedPaths, operations, readExamples())
      return (text = JSON.stringify(document))
    }
    app.addHook('onReady', async () => void described())
  },
  { name: 'openapi', dependencies: ['route-permissions'] },
)

const examplesFolder = path.join(import.meta.dirname, '../contracts/examples')

/** The examples of the API, a file each, by operationId. */
export function readExamples(): ReadonlyMap<string, OperationExample> {
  return new Map(
    readdirSync(examplesFolder).map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(examplesFolder, file), 'utf8')) as OperationExample,
    ]),
  )
}
