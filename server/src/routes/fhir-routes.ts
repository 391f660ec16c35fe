import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  caseParametersSchema,
  idempotencyHeadersSchema,
  revisionHeadersSchema,
} from '../contracts/common.ts'
import {
  createHeadersSchema,
  readFhirQuerySchema,
  referralRequestSchema,
  searchReferralsSchema,
  searchTasksSchema,
  taskUpdateSchema,
  transactionSchema,
} from '../contracts/fhir.ts'
import { fhirReplies } from '../contracts/fhir-replies.ts'
import { operationOutcome } from '../errors/operation-outcome.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { capabilityStatement } from '../operations/fhir/capability-statement.ts'
import { createReferral } from '../operations/fhir/create-referral.ts'
import { doTransaction } from '../operations/fhir/do-transaction.ts'
import { readReferral, showReferral } from '../operations/fhir/read-referral.ts'
import { updateTask } from '../operations/fhir/update-task.ts'
import { fhirContentType, fhirTag, neededVersions, sendResource } from '../plugins/fhir-replies.ts'
import { askedWithoutPage, baseOf, languageOf, preferredReturn } from './fhir-request.ts'

const params = caseParametersSchema
const eventHeaders = revisionHeadersSchema.extend(idempotencyHeadersSchema.shape)
const tags = ['fhir']
const begins = [
  'CASE_BUSY',
  'CASE_DAMAGED',
  'CLIENT_TOKEN_INVALID',
  'DECISION_UNKNOWN',
  'FACTS_INVALID',
  'FHIR_CONDITION_WRONG',
  'FHIR_COUNTY_NEEDED',
  'FHIR_COUNTY_UNMAPPED',
  'FHIR_IDENTIFIER_TAKEN',
  'FHIR_NO_REFERRAL',
  'NOTHING_IN_FORCE',
  'OFFICE_TWICE',
  'OFFICE_UNFILLED',
  'PATHWAY_UNKNOWN',
  'PROCEDURE_FACTS',
  'RULESET_ELSEWHERE',
  'RULESET_UNKNOWN',
  'SCOPE_MISSING',
  'START_REFUSED',
  'UNIT_SCOPE_MISSING',
  'VERSION_WITHDRAWN',
] as const
const reads = [
  'CASE_ARCHIVED',
  'CASE_DAMAGED',
  'CASE_ERASED',
  'CASE_UNKNOWN',
  'CLIENT_TOKEN_INVALID',
] as const
const searches = [
  'CLIENT_TOKEN_INVALID',
  'FHIR_SEARCH_VALUE',
  'SERVER_BUSY',
  'WORK_GIVEN_UP',
] as const

/** Referrals in FHIR R4: what this server does of it is said by its CapabilityStatement. */
export const fhirRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/metadata',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'readCapabilityStatement',
        tags,
        summary: 'FHIR R4: what this server does of it',
        querystring: readFhirQuerySchema,
        response: fhirReplies(200),
      },
    },
    (request, reply) =>
      sendResource(reply, { resource: capabilityStatement(baseOf(context, request)) }),
  )

  app.post(
    '',
    {
      config: {
        permission: 'cases.start',
        signedClients: true,
        idempotency: 'kept',
        problems: [...begins, 'FHIR_BUNDLE'],
      },
      schema: {
        operationId: 'doFhirTransaction',
        tags,
        summary: 'FHIR R4: a transaction of one referral with what its facts are read from',
        headers: createHeadersSchema,
        body: transactionSchema,
        response: fhirReplies(200),
      },
    },
    async (request, reply) =>
      sendResource(reply, {
        resource: await doTransaction(context, request.caller, {
          bundle: request.body,
          idempotencyKey: request.headers['idempotency-key'],
          language: languageOf(request),
        }),
      }),
  )

  app.post(
    '/ServiceRequest',
    {
      config: {
        permission: 'cases.start',
        signedClients: true,
        idempotency: 'kept',
        problems: begins,
      },
      schema: {
        operationId: 'createServiceRequest',
        tags,
        summary: 'FHIR R4: begin a referral',
        headers: createHeadersSchema,
        body: referralRequestSchema,
        response: fhirReplies(200, 201),
      },
    },
    async (request, reply) => {
      const language = languageOf(request)
      const { document, made, issues } = await createReferral(context, request.caller, {
        order: request.body,
        beside: [],
        ifNoneExist: request.headers['if-none-exist'],
        idempotencyKey: request.headers['idempotency-key'],
        language,
      })
      const shown = await showReferral(context, document, { type: 'ServiceRequest', language })
      reply
        .code(made ? 201 : 200)
        .header('location', `${baseOf(context, request)}/ServiceRequest/${document.id}`)
        .header('last-modified', new Date(document.updatedAt).toUTCString())
      switch (preferredReturn(request)) {
        case 'minimal':
          return await reply.header('etag', fhirTag(shown.revision)).send()
        case 'OperationOutcome':
          return sendResource(reply, { ...shown, resource: operationOutcome(issues, language) })
        case 'representation':
          return sendResource(reply, shown)
      }
    },
  )

  app.get(
    '/ServiceRequest',
    {
      config: { permission: 'cases.sensitive', signedClients: true, problems: searches },
      schema: {
        operationId: 'searchServiceRequests',
        tags,
        summary: 'FHIR R4: find referrals',
        querystring: searchReferralsSchema,
        response: fhirReplies(200),
      },
    },
    async (request, reply) => {
      const { authored, _count: count, _cursor: cursor, _format: _, ...terms } = request.query
      const { bytes } = await context.offload('searchReferrals', request.caller, {
        type: 'ServiceRequest',
        ...terms,
        days: authored,
        count,
        cursor,
        ...askedOf(request),
      })
      return await reply.header('content-type', fhirContentType).send(bytes)
    },
  )

  app.get(
    '/ServiceRequest/:id',
    {
      config: { permission: 'cases.sensitive', signedClients: true, problems: reads },
      schema: {
        operationId: 'readServiceRequest',
        tags,
        summary: 'FHIR R4: read a referral',
        params,
        querystring: readFhirQuerySchema,
        response: fhirReplies(200),
      },
    },
    async (request, reply) =>
      sendResource(
        reply,
        await readReferral(context, request.caller, {
          type: 'ServiceRequest',
          id: request.params.id,
          language: languageOf(request),
        }),
      ),
  )

  app.get(
    '/Task',
    {
      config: { permission: 'cases.sensitive', signedClients: true, problems: searches },
      schema: {
        operationId: 'searchTasks',
        tags,
        summary: 'FHIR R4: find the cases of referrals',
        querystring: searchTasksSchema,
        response: fhirReplies(200),
      },
    },
    async (request, reply) => {
      const { 'authored-on': days, _count: count, _cursor: cursor, ...rest } = request.query
      const { _format: _, ...terms } = rest
      const { bytes } = await context.offload('searchReferrals', request.caller, {
        type: 'Task',
        ...terms,
        days,
        count,
        cursor,
        ...askedOf(request),
      })
      return await reply.header('content-type', fhirContentType).send(bytes)
    },
  )

  app.get(
    '/Task/:id',
    {
      config: { permission: 'cases.sensitive', signedClients: true, problems: reads },
      schema: {
        operationId: 'readTask',
        tags,
        summary: 'FHIR R4: read the case of a referral as a task',
        params,
        querystring: readFhirQuerySchema,
        response: fhirReplies(200),
      },
    },
    async (request, reply) =>
      sendResource(
        reply,
        await readReferral(context, request.caller, {
          type: 'Task',
          id: request.params.id,
          language: languageOf(request),
        }),
      ),
  )

  app.put(
    '/Task/:id',
    {
      config: {
        permission: 'cases.step',
        signedClients: true,
        idempotency: 'kept',
        problems: [
          ...reads,
          'CASE_ALTERED',
          'CASE_BUSY',
          'CASE_STALE',
          'CASE_TOO_LONG',
          'EVENT_REFUSED',
          'FACTS_INVALID',
          'FHIR_EVENT_MISSING',
          'FHIR_ID_DIFFERS',
          'FHIR_INPUT_WRONG',
          'REVISION_NEEDED',
          'VERSION_WITHDRAWN',
        ],
      },
      schema: {
        operationId: 'updateTask',
        tags,
        summary: 'FHIR R4: send an event to the case of a referral',
        params,
        headers: eventHeaders,
        body: taskUpdateSchema,
        response: fhirReplies(200),
      },
    },
    async (request, reply) => {
      return sendResource(
        reply,
        await updateTask(context, request.caller, {
          id: request.params.id,
          task: request.body,
          expected: neededVersions(request.headers['if-match']),
          idempotencyKey: request.headers['idempotency-key'],
          language: languageOf(request),
        }),
      )
    },
  )

  const askedOf = (request: Parameters<typeof baseOf>[1]) => ({
    language: languageOf(request),
    base: baseOf(context, request),
    asked: askedWithoutPage(request),
    mappings: context.hospitals?.referrals ?? [],
  })
}
