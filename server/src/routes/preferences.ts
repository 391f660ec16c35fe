import type { FastifyReply, FastifyRequest } from 'fastify'

/** Whether a request prefers something, as RFC 7240 writes it: `respond-async`, `return=minimal`. */
export function prefers(
  { headers }: Pick<FastifyRequest, 'headers'>,
  preference: 'respond-async' | 'return=minimal',
): boolean {
  const preferences = [headers.prefer].flat().join(',').split(',')
  return preferences.some((text) => {
    const [token = ''] = text.split(';')
    return token.replaceAll(/[\s"]/g, '').toLowerCase() === preference
  })
}

/** Says that a preference was gone by. */
export function applied(reply: Pick<FastifyReply, 'header'>, preference: string): void {
  reply.header('preference-applied', preference)
}
