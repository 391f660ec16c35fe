import type { FastifyRequest } from 'fastify'
import { preferredLanguage } from '../errors/problem.ts'
import type { ServerContext } from '../jobs/server-context.ts'

type Asked = Pick<FastifyRequest, 'headers' | 'url' | 'protocol' | 'host'>

/** The address FHIR is served at: as the settings have it, else as it was called. */
export function baseOf({ hospitals }: Pick<ServerContext, 'hospitals'>, request: Asked): string {
  return `${hospitals?.publicUrl ?? `${request.protocol}://${request.host}`}/fhir`
}

/** Pure. */
export function languageOf({ headers }: Pick<Asked, 'headers'>): 'zh' | 'en' {
  return preferredLanguage(headers['accept-language'])
}

/** What a search asked, without which page of it. Pure. */
export function askedWithoutPage({ url }: Pick<Asked, 'url'>): string {
  const parameters = new URLSearchParams(url.split('?', 2)[1] ?? '')
  parameters.delete('_cursor')
  return parameters.toString()
}

/** What somebody who creates a resource wants back. Pure. */
export function preferredReturn({
  headers,
}: Pick<Asked, 'headers'>): 'representation' | 'minimal' | 'OperationOutcome' {
  const { prefer } = headers
  const text = Array.isArray(prefer) ? prefer.join(',') : (prefer ?? '')
  const wanted = /(?:^|[,;\s])return=(minimal|OperationOutcome)(?:$|[,;\s])/.exec(text)?.[1]
  return wanted === undefined ? 'representation' : (wanted as 'minimal' | 'OperationOutcome')
}
