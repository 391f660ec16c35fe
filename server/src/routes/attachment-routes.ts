import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  attachmentParametersSchema,
  uploadedAttachmentSchema,
  uploadQuerySchema,
} from '../contracts/attachment.ts'
import { attachmentKinds } from '../contracts/attachment-kinds.ts'
import { caseParametersSchema, idempotencyHeadersSchema } from '../contracts/common.ts'
import { fileReply, replies } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { openAttachment } from '../operations/cases/attachments/open-attachment.ts'
import {
  uploadAttachment,
  type UploadRequest,
} from '../operations/cases/attachments/upload-attachment.ts'
import { takeStreams } from '../plugins/stream-bodies.ts'

const uploadProblems = [
  'ATTACHMENT_EMPTY',
  'ATTACHMENT_INFECTED',
  'ATTACHMENT_TOO_LARGE',
  'ATTACHMENT_TYPE',
  'ATTACHMENT_UNSCANNED',
] as const

/** Documents that are filed in cases: taken in, and handed out. */
export const attachmentRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  takeStreams(app)

  app.post(
    '/cases/:id/attachments',
    {
      config: {
        permission: 'cases.step',
        // It goes by its content: sent again it is the same document.
        idempotency: 'harmless',
        problems: [
          ...uploadProblems,
          'ATTACHMENTS_MANY',
          'CASE_DAMAGED',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
        ],
      },
      schema: {
        operationId: 'uploadAttachment',
        tags: ['cases'],
        summary: 'Upload a document to a case, to be filed within a day',
        consumes: Object.keys(attachmentKinds),
        params: caseParametersSchema,
        headers: idempotencyHeadersSchema,
        querystring: uploadQuerySchema,
        response: replies(201, uploadedAttachmentSchema),
      },
    },
    async (request, reply) => {
      reply.code(201)
      return await take(
        context,
        { case: request.params.id, name: request.query.name },
        request,
        reply,
      )
    },
  )

  app.post(
    '/attachments',
    {
      config: {
        permission: 'cases.start',
        idempotency: 'harmless',
        problems: [...uploadProblems, 'ATTACHMENTS_WAITING'],
      },
      schema: {
        operationId: 'uploadForBeginning',
        tags: ['cases'],
        summary: 'Upload a document for a case that you are about to begin, within a day',
        consumes: Object.keys(attachmentKinds),
        headers: idempotencyHeadersSchema,
        querystring: uploadQuerySchema,
        response: replies(201, uploadedAttachmentSchema),
      },
    },
    async (request, reply) => {
      reply.code(201)
      return await take(context, { case: null, name: request.query.name }, request, reply)
    },
  )

  app.get(
    '/cases/:id/attachments/:sha256',
    {
      config: {
        permission: 'cases.read',
        problems: [
          'ATTACHMENT_CHANGED',
          'ATTACHMENT_MISSING',
          'ATTACHMENT_UNKNOWN',
          'CASE_DAMAGED',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
        ],
      },
      schema: {
        operationId: 'readAttachment',
        tags: ['cases'],
        summary: 'A document that was filed in the case, as a file',
        params: attachmentParametersSchema,
        response: fileReply(...Object.keys(attachmentKinds)),
      },
    },
    async (request, reply) => {
      const { id, sha256 } = request.params
      const opened = await openAttachment(context, request.caller, { case: id, sha256 })
      // It came from outside: a browser keeps it as a file, and runs nothing of it beside the designer.
      return reply
        .header('content-type', opened.type)
        .header('content-length', opened.bytes)
        .header('content-disposition', disposition(opened.name))
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('x-content-type-options', 'nosniff')
        .send(Readable.from(opened.content, { objectMode: false }))
    },
  )
}

/** Takes in what a request sends, piece by piece. */
async function take(
  context: ServerContext,
  upload: Pick<UploadRequest, 'case' | 'name'>,
  { body, headers, caller }: Pick<FastifyRequest, 'body' | 'headers' | 'caller'>,
  reply: Pick<FastifyReply, 'header'>,
) {
  const length = headers['content-length']
  try {
    return await uploadAttachment(context, caller, {
      ...upload,
      body: body instanceof Readable ? body : Readable.from([]),
      length: length === undefined ? undefined : Number(length),
    })
  } catch (error) {
    // What is still on its way is not read.
    if (error instanceof ServerError) void reply.header('connection', 'close')
    throw error
  }
}

/** The name in a form for every browser, and for those that read UTF-8 (RFC 6266). */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
