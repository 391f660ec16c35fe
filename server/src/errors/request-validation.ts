import { type Issue, schemaIssues } from '@jieli/engine'
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { ServerError } from './server-error.ts'

/** Where the parts of a request other than its body stand in an issue's path. */
const prefixes: Readonly<Record<string, string>> = {
  body: '',
  querystring: '/query',
  params: '/path',
  headers: '/headers',
}

/** Checks a part of a request against its zod contract; what is wrong is told field by field. */
export const compileRequestValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const prefix = prefixes[httpPart ?? 'body'] ?? ''
  return (data: unknown) => {
    const parsed = schema.safeParse(data)
    if (parsed.success) return { value: parsed.data }
    return { error: requestInvalid(schemaIssues(parsed.error, data, prefix)) }
  }
}

/** The error for a request whose fields are wrong. Pure. */
export function requestInvalid(issues: readonly Issue[]): ServerError {
  return new ServerError('REQUEST_INVALID', { count: issues.length }, { issues })
}
