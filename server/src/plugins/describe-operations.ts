import type { RouteOptions } from 'fastify'
import { fhirMediaType } from '../contracts/fhir.ts'
import { type ErrorCode, errorCatalogue } from '../errors/catalogue.ts'
import { errorIssues, operationOutcome } from '../errors/operation-outcome.ts'
import { createProblem } from '../errors/problem.ts'
import { ServerError } from '../errors/server-error.ts'
import { rawCodes } from './raw-problem.ts'
import { routeProblems } from './route-problems.ts'

/** An example of a request's body and of the reply to it; a text where it is a table or a stream. */
export interface OperationExample {
  readonly body?: unknown
  readonly reply?: unknown
}

/** As much of the description of an operation as is added to here. */
interface DescribedOperation {
  operationId?: string
  requestBody?: { content: Record<string, DescribedContent> }
  responses: Record<string, { description: string; content?: Record<string, DescribedContent> }>
}

interface DescribedContent {
  schema?: unknown
  example?: unknown
}

/** The paths of a description, each with its operations. */
export type DescribedPaths = Record<string, Record<string, DescribedOperation>>

/**
 * Adds to a description what a schema cannot say: each error a route may answer with under its status, with its code
 * and sentence, and an example of the request and the reply.
 */
export function describeOperations(
  paths: DescribedPaths,
  routes: ReadonlyMap<string, RouteOptions>,
  examples: ReadonlyMap<string, OperationExample>,
): void {
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    const id = operation.operationId ?? ''
    const route = routes.get(id)
    if (route === undefined) continue
    if (route.config?.fhir === true) addOutcomes(operation, routeProblems(route))
    else addProblems(operation, routeProblems(route))
    const { body, reply } = examples.get(id) ?? {}
    if (body !== undefined) addExample(operation.requestBody?.content, body)
    for (const [status, { content }] of Object.entries(operation.responses))
      if (status === '202') addExample(content, examples.get('readJob')?.reply)
      else if (status.startsWith('2') && reply !== undefined) addExample(content, reply)
  }
}

function addProblems({ responses }: DescribedOperation, codes: readonly ErrorCode[]): void {
  const any = responses['4XX']?.content?.[problemType]?.schema
  delete responses['4XX']
  delete responses['5XX']
  for (const [status, some] of byStatus(codes)) {
    responses[status] = {
      description: describeCodes(some),
      content: { [problemType]: { schema: any, example: problemOf(some[0]) } },
    }
  }
}

/** The errors of a route of FHIR, each an OperationOutcome. */
function addOutcomes({ responses }: DescribedOperation, codes: readonly ErrorCode[]): void {
  const any = responses['4XX']?.content?.[fhirMediaType]?.schema
  delete responses['4XX']
  delete responses['5XX']
  for (const [status, some] of byStatus(codes.filter((code) => !rawCodes.includes(code)))) {
    const example = some[0] && operationOutcome(errorIssues(exampleOf(some[0]), 'en'), 'en')
    responses[status] = {
      description: describeCodes(some),
      content: { [fhirMediaType]: { schema: any, example } },
    }
  }
  for (const [status, some] of byStatus(codes.filter((code) => rawCodes.includes(code)))) {
    responses[status] = {
      description: describeCodes(some),
      content: { [problemType]: { example: problemOf(some[0]) } },
    }
  }
}

function byStatus(codes: readonly ErrorCode[]) {
  const groups = Map.groupBy(codes, (code) => errorCatalogue[code].status)
  return [...groups].map(([status, some]) => [String(status), some] as const)
}

function describeCodes(codes: readonly ErrorCode[]): string {
  return codes.map((code) => `- \`${code}\`: ${errorCatalogue[code].en}`).join('\n')
}

const problemType = 'application/problem+json'

function problemOf(code: ErrorCode | undefined): unknown {
  if (code === undefined) return undefined
  return createProblem(exampleOf(code), { instance: '/api/v1', language: 'en' })
}

function exampleOf(code: ErrorCode): ServerError {
  const { zh, en } = errorCatalogue[code]
  return new ServerError(code, {}, { text: { zh, en } })
}

/** What an example that is a text may be. */
const textTypes = ['text/csv', 'text/event-stream', 'application/x-ndjson']

function addExample(content: Record<string, DescribedContent> | undefined, example: unknown): void {
  const types = typeof example === 'string' ? textTypes : ['application/json', fhirMediaType]
  const described = types.map((type) => content?.[type]).find((each) => each !== undefined)
  if (described !== undefined) described.example = example
}
