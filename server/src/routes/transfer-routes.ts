import type { FastifyPluginAsyncZod, ZodTypeProvider } from 'fastify-type-provider-zod'
import { listQuerySchema } from '../contracts/common.ts'
import { emptyReply, replies } from '../contracts/replies.ts'
import {
  acceptSignerInputSchema,
  importedSchema,
  importInputSchema,
  importPreviewSchema,
  maxPackageFileLength,
  signerListSchema,
  signerParametersSchema,
  signerSchema,
  packageFileReplySchema,
  versionParametersSchema,
} from '../contracts/transfer.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { makeOnce } from '../operations/context/make-once.ts'
import { acceptSigner, toSigner, withdrawSigner } from '../operations/transfer/signers.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { idempotencyHeadersSchema } from '../contracts/common.ts'
import { takeWholeBodies, wholeBody } from '../plugins/whole-body.ts'
import { sendWritten } from './send-written.ts'

/** In bytes: a file as a JSON text, with its quotes escaped and Chinese in three bytes. */
const maxBodyBytes = 3 * maxPackageFileLength

/** Rulesets from server to server: signed files out and in, and whose files are believed. */
export const transferRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/versions/:version/export',
    {
      config: {
        permission: 'rulesets.read',
        problems: [
          'EXPORT_INCOMPLETE',
          'EXPORT_PILOT',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'VERSION_UNKNOWN',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'exportRuleset',
        tags: ['transfer'],
        summary: 'Download a published version with all it rests on as one signed file',
        params: versionParametersSchema,
        response: replies(200, packageFileReplySchema),
      },
    },
    async (request, reply) => {
      const { id, version } = request.params
      const file = await context.offload('exportRuleset', request.caller, { ruleset: id, version })
      const { name } = file.head
      return sendWritten(
        reply.header('content-disposition', `attachment; filename="${name}"`),
        file,
      )
    },
  )

  await app.register(async (scope) => {
    takeWholeBodies(scope)
    const whole = scope.withTypeProvider<ZodTypeProvider>()
    whole.post(
      '/imports/preview',
      {
        bodyLimit: maxBodyBytes,
        config: {
          permission: 'rulesets.import',
          idempotency: 'harmless',
          problems: [
            'IMPORT_DAMAGED',
            'IMPORT_KEY_CHANGED',
            'IMPORT_OWN_RULESET',
            'IMPORT_RULES_FAIL',
            'IMPORT_VERSION_DIFFERS',
            'SERVER_BUSY',
            'WORK_GIVEN_UP',
          ],
        },
        schema: {
          operationId: 'previewImport',
          tags: ['transfer'],
          summary: 'Check a file from another server and see what it would bring; stores nothing',
          body: importInputSchema,
          response: replies(200, importPreviewSchema),
        },
      },
      async (request, reply) => {
        const input = { body: wholeBody(request.body) }
        return sendWritten(reply, await context.offload('previewImport', request.caller, input))
      },
    )

    whole.post(
      '/imports',
      {
        bodyLimit: maxBodyBytes,
        config: {
          permission: 'rulesets.import',
          idempotency: 'kept',
          problems: [
            'IMPORT_DAMAGED',
            'IMPORT_KEY_CHANGED',
            'IMPORT_KEY_UNKNOWN',
            'IMPORT_OWN_RULESET',
            'IMPORT_RULES_FAIL',
            'IMPORT_VERSION_DIFFERS',
            'SERVER_BUSY',
            'WORK_GIVEN_UP',
            'WORK_UNCERTAIN',
          ],
        },
        schema: {
          operationId: 'importRuleset',
          tags: ['transfer'],
          summary: 'Take a file from another server in, whole or not at all',
          headers: idempotencyHeadersSchema,
          body: importInputSchema,
          response: replies(200, importedSchema),
        },
      },
      async (request, reply) => {
        // Before the bytes are handed over.
        const mark = await requestMark(request)
        const input = { body: wholeBody(request.body), request: mark }
        return sendWritten(reply, await context.offload('importRuleset', request.caller, input))
      },
    )
  })

  app.get(
    '/signers',
    {
      config: { permission: 'rulesets.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listSigners',
        tags: ['transfer'],
        summary: "This server's public key, and the keys of others that are accepted here",
        querystring: listQuerySchema,
        response: replies(200, signerListSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listSigners', request.caller, request.query)),
  )

  app.post(
    '/signers',
    {
      config: {
        permission: 'signers.manage',
        idempotency: 'kept',
        problems: ['SIGNER_KNOWN'],
      },
      schema: {
        operationId: 'acceptSigner',
        tags: ['transfer'],
        summary: "Accept another server's key, once its fingerprint was compared",
        headers: idempotencyHeadersSchema,
        body: acceptSignerInputSchema,
        response: replies(201, signerSchema),
      },
    },
    async (request, reply) => {
      const makes = { collection: 'signers' as const, again: toSigner }
      const signer = await makeOnce(context, await requestMark(request), makes, (once) =>
        acceptSigner(once, request.caller, request.body),
      )
      return reply.code(201).send(signer)
    },
  )

  app.delete(
    '/signers/:fingerprint',
    {
      config: { permission: 'signers.manage', problems: ['SIGNER_UNKNOWN'] },
      schema: {
        operationId: 'withdrawSigner',
        tags: ['transfer'],
        summary: 'Withdraw a key; what came with it stays',
        params: signerParametersSchema,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await withdrawSigner(context, request.caller, request.params.fingerprint)
      return reply.code(204).send()
    },
  )
}
