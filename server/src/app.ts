import path from 'node:path'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { repositoryFolder } from './config.ts'
import { compileRequestValidator } from './errors/request-validation.ts'
import type { ServerContext } from './jobs/server-context.ts'
import type { AnsweredRequest } from './metrics/request-metrics.ts'
import { answeredRequests } from './plugins/answered-requests.ts'
import { authentication } from './plugins/authentication.ts'
import { conditionalGet } from './plugins/conditional-get.ts'
import {
  type ConnectionLimits,
  limitConnections,
  standardConnectionLimits,
} from './plugins/connection-limits.ts'
import { crossOrigin } from './plugins/cross-origin.ts'
import { designerFiles } from './plugins/designer-files.ts'
import { answerError, errorReplies } from './plugins/error-replies.ts'
import { eventStreams } from './plugins/event-streams.ts'
import { speakFhir } from './plugins/fhir-replies.ts'
import { idempotencyKeys } from './plugins/idempotency-keys.ts'
import { jsonBody } from './plugins/json-body.ts'
import { loadShedding } from './plugins/load-shedding.ts'
import { openApi } from './plugins/openapi.ts'
import { answerClientError } from './plugins/raw-problem.ts'
import { rateLimits, type RequestLimits } from './plugins/rate-limits.ts'
import { draining, replyHeaders } from './plugins/reply-headers.ts'
import { checkWrittenReply, createReplySerializer } from './plugins/reply-serializer.ts'
import { refusedAccess } from './plugins/refused-access.ts'
import { requestIdOf } from './plugins/request-ids.ts'
import { routePermissions } from './plugins/route-permissions.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { cutOffSlowBodies, standardTimeLimits, type TimeLimits } from './plugins/slow-requests.ts'
import { tracedRequests } from './plugins/traced-requests.ts'
import { type Trust, trustNobody } from './plugins/trusted-proxies.ts'
import { accountRoutes } from './routes/account-routes.ts'
import { approvalRoutes } from './routes/approval-routes.ts'
import { attachmentRoutes } from './routes/attachment-routes.ts'
import { auditRoutes } from './routes/audit-routes.ts'
import { batchRoutes } from './routes/batch-routes.ts'
import { boardRoutes } from './routes/board-routes.ts'
import { caseCorrectionRoutes } from './routes/case-correction-routes.ts'
import { caseRoutes } from './routes/case-routes.ts'
import { cdsRoutes } from './routes/cds-routes.ts'
import { clockRoutes } from './routes/clock-routes.ts'
import { codeMapRoutes } from './routes/code-map-routes.ts'
import { codeTableRoutes } from './routes/code-table-routes.ts'
import { decisionRoutes } from './routes/decision-routes.ts'
import { draftRoutes } from './routes/draft-routes.ts'
import { eventRoutes } from './routes/event-routes.ts'
import { exchangeRoutes } from './routes/exchange-routes.ts'
import { fhirRoutes } from './routes/fhir-routes.ts'
import { fhirSubscriptionRoutes } from './routes/fhir-subscription-routes.ts'
import { figureRoutes } from './routes/figure-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { jobRoutes } from './routes/job-routes.ts'
import { jurisdictionRoutes } from './routes/jurisdiction-routes.ts'
import { linkRoutes } from './routes/link-routes.ts'
import { migrationRoutes } from './routes/migration-routes.ts'
import { retentionRoutes } from './routes/retention-routes.ts'
import { retentionRuleRoutes } from './routes/retention-rule-routes.ts'
import { unitChangeRoutes } from './routes/unit-change-routes.ts'
import { peopleRoutes } from './routes/people-routes.ts'
import { paperCaseRoutes } from './routes/paper-case-routes.ts'
import { overlayRoutes } from './routes/overlay-routes.ts'
import { receiptRoutes } from './routes/receipt-routes.ts'
import { pilotRoutes } from './routes/pilot-routes.ts'
import { pullRoutes } from './routes/pull-routes.ts'
import { rebaseRoutes } from './routes/rebase-routes.ts'
import { rulesetRoutes } from './routes/ruleset-routes.ts'
import { suspensionRoutes } from './routes/suspension-routes.ts'
import { runRoutes } from './routes/run-routes.ts'
import { scheduledDutyRoutes } from './routes/scheduled-duty-routes.ts'
import { secondFactorRoutes } from './routes/second-factor-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { settlementRoutes } from './routes/settlement-routes.ts'
import { templateRoutes } from './routes/template-routes.ts'
import { timerRoutes } from './routes/timer-routes.ts'
import { transferRoutes } from './routes/transfer-routes.ts'
import { versionRoutes } from './routes/version-routes.ts'
import { webhookRoutes } from './routes/webhook-routes.ts'
import type { Tracing } from './tracing/tracing.ts'

/** A request body may have this many bytes, but for drafts. */
const maxBodyBytes = 1_000_000

/** What the server's HTTP side is built from. */
export interface AppOptions {
  readonly context: ServerContext
  /** Where warnings and unexpected errors are written, one JSON object a line; nowhere when absent. */
  readonly logTo?: { write(line: string): void }
  /** Checks every reply against its contract: for tests. Running, a reply goes out as the operation gave it. */
  readonly checkReplies?: boolean
  /** The built designer; the usual place when absent. */
  readonly designerFolder?: string
  /** How slowly a request may come in; the standard when absent. */
  readonly timeLimits?: TimeLimits
  /** How many connections may be open; the standard when absent. */
  readonly connectionLimits?: ConnectionLimits
  /** How often one may ask; as often as one likes when absent. */
  readonly requestLimits?: RequestLimits
  /** Milliseconds the event loop may run behind before requests are turned away; no limit when absent. */
  readonly maxDelay?: number | undefined
  /** Whether each answered request is written to the log as one line. */
  readonly accessLog?: boolean
  /** Told of what was answered, and of what was turned away for too much to do. */
  readonly meter?: {
    readonly answered: (request: AnsweredRequest) => void
    readonly shed: () => void
  }
  /** Told of each request, for a collector; nobody when absent. */
  readonly tracing?: Tracing | undefined
  /** Origins whose pages may call the services of CDS Hooks; none when absent. */
  readonly origins?: readonly string[]
  /** Whose word on the client's address and protocol, and on a request's id, is taken; nobody's when absent. */
  readonly trusts?: Trust
}

/**
 * Builds the server's HTTP side over the ports given. It neither listens nor reads the environment.
 * @example
 * const context = withOffload(createContext({ store, clock, bundled, signingKey }), { pool, store, place })
 * const app = await buildApp({ context })
 * const reply = await app.inject('/healthz')
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { context, timeLimits = standardTimeLimits, trusts = trustNobody } = options
  const app = Fastify({
    bodyLimit: maxBodyBytes,
    requestTimeout: timeLimits.whole,
    http: { headersTimeout: timeLimits.headers, connectionsCheckingInterval: timeLimits.check },
    // What never became a request never reaches the error handler either.
    clientErrorHandler: answerClientError,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    trustProxy: trusts,
    genReqId: (request) => requestIdOf(request, trusts),
    // Answered by a hook of ours, as a problem.
    return503OnClosing: false,
    // An address no route could take: it never reaches the error handler.
    frameworkErrors: answerError,
    logger: options.logTo ? { level: 'warn', stream: options.logTo } : false,
  })
  cutOffSlowBodies(app.server, timeLimits)
  limitConnections(app.server, options.connectionLimits ?? standardConnectionLimits, trusts)
  app.setValidatorCompiler(compileRequestValidator)
  app.setSerializerCompiler(createReplySerializer({ check: options.checkReplies ?? false }))
  if (options.checkReplies === true) app.addHook('onSend', checkWrittenReply)
  await app.register(errorReplies)
  await app.register(replyHeaders)
  await app.register(draining)
  await app.register(tracedRequests, { tracing: options.tracing })
  await app.register(answeredRequests, {
    count: options.meter?.answered,
    logged: options.accessLog === true,
  })
  await app.register(loadShedding, { maxDelay: options.maxDelay, shed: options.meter?.shed })
  await app.register(jsonBody)
  await app.register(routePermissions)
  await app.register(securityHeaders)
  await app.register(crossOrigin, { origins: options.origins ?? [] })
  await app.register(cookie)
  await app.register(rateLimits, { limits: options.requestLimits ?? {} })
  await app.register(authentication, { context })
  await app.register(idempotencyKeys)
  await app.register(refusedAccess, { context })
  await app.register(eventStreams)
  await app.register(openApi)
  await app.register(healthRoutes, { context })
  await app.register(
    async (api) => {
      await api.register(conditionalGet)
      await api.register(peopleRoutes, { context })
      await api.register(sessionRoutes, { context })
      await api.register(secondFactorRoutes, { context })
      await api.register(accountRoutes, { context })
      await api.register(rulesetRoutes, { context })
      await api.register(suspensionRoutes, { context })
      await api.register(pilotRoutes, { context })
      await api.register(templateRoutes, { context })
      await api.register(jurisdictionRoutes, { context })
      await api.register(draftRoutes, { context })
      await api.register(approvalRoutes, { context })
      await api.register(codeTableRoutes, { context })
      await api.register(codeMapRoutes, { context })
      await api.register(overlayRoutes, { context })
      await api.register(pullRoutes, { context })
      await api.register(rebaseRoutes, { context })
      await api.register(transferRoutes, { context })
      await api.register(decisionRoutes, { context })
      await api.register(batchRoutes, { context })
      await api.register(cdsRoutes, { context })
      await api.register(linkRoutes, { context })
      await api.register(caseRoutes, { context })
      await api.register(attachmentRoutes, { context })
      await api.register(eventRoutes, { context })
      await api.register(webhookRoutes, { context })
      await api.register(caseCorrectionRoutes, { context })
      await api.register(receiptRoutes, { context })
      await api.register(paperCaseRoutes, { context })
      await api.register(scheduledDutyRoutes, { context })
      await api.register(timerRoutes, { context })
      await api.register(clockRoutes, { context })
      await api.register(figureRoutes, { context })
      await api.register(jobRoutes, { context })
      await api.register(migrationRoutes, { context })
      await api.register(unitChangeRoutes, { context })
      await api.register(retentionRoutes, { context })
      await api.register(retentionRuleRoutes, { context })
      await api.register(runRoutes, { context })
      await api.register(exchangeRoutes, { context })
      await api.register(boardRoutes, { context })
      await api.register(settlementRoutes, { context })
      await api.register(auditRoutes, { context })
      await api.register(versionRoutes)
    },
    { prefix: '/api/v1' },
  )
  await app.register(
    async (fhir) => {
      await fhir.register(conditionalGet)
      speakFhir(fhir)
      await fhir.register(fhirRoutes, { context })
      await fhir.register(fhirSubscriptionRoutes, { context })
    },
    { prefix: '/fhir' },
  )
  await app.register(async (scope) => {
    scope.publicRoutes = true
    await designerFiles(scope, {
      folder: options.designerFolder ?? path.join(repositoryFolder, 'designer', 'dist'),
    })
  })
  return app
}
