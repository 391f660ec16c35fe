import { currentFormat } from '@jieli/engine'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { replies } from '../contracts/replies.ts'
import { type Version, versionSchema } from '../contracts/health.ts'
import { programVersion } from '../program-version.ts'

/** For whoever keeps several servers, or asks for help: which program this is. */
export const versionRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/version',
    {
      config: { permission: 'signedIn' },
      schema: {
        operationId: 'readVersion',
        tags: ['health'],
        summary: 'Which program answers',
        response: replies(200, versionSchema),
      },
    },
    (): Version => ({
      program: programVersion,
      rulesetFormat: currentFormat,
      node: process.version,
    }),
  )
}
