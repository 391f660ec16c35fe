import type { IncomingMessage, ServerResponse } from 'node:http'
import fp from 'fastify-plugin'
import helmet from 'helmet'

/**
 * Headers that keep a browser from doing what the designer never asks of it. Styles may be inline, because the
 * designer's components write theirs at run time; scripts may not. Nothing is forced to https: many hospitals run
 * this inside a closed network without a certificate, and a proxy in front may add that. They are the same for every
 * reply, so they are made once.
 */
export const securityHeaders = fp(
  (app, _options, done) => {
    const headers = headersOf(
      helmet({
        contentSecurityPolicy: {
          useDefaults: false,
          directives: {
            defaultSrc: ["'self'"],
            scriptSrc: ["'self'"],
            styleSrc: ["'self'", "'unsafe-inline'"],
            imgSrc: ["'self'", 'data:', 'blob:'],
            fontSrc: ["'self'", 'data:'],
            workerSrc: ["'self'", 'blob:'],
            connectSrc: ["'self'"],
            objectSrc: ["'none'"],
            baseUri: ["'self'"],
            formAction: ["'self'"],
            frameAncestors: ["'none'"],
          },
        },
        strictTransportSecurity: false,
        originAgentCluster: false,
        crossOriginOpenerPolicy: false,
      }),
    )
    app.addHook('onRequest', (_request, reply, next) => {
      void reply.headers(headers)
      next()
    })
    done()
  },
  { name: 'security-headers' },
)

/** What a middleware sets on a reply, whatever the request. @throws what it finds wrong with its settings */
function headersOf(middleware: ReturnType<typeof helmet>): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  const reply = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value
    },
    removeHeader: (name: string) => {
      Reflect.deleteProperty(headers, name.toLowerCase())
    },
  }
  let failed: unknown
  middleware({} as IncomingMessage, reply as unknown as ServerResponse, (error) => {
    failed = error
  })
  if (failed !== undefined) throw failed
  return headers
}
