import helmet from '@fastify/helmet'
import fp from 'fastify-plugin'

/**
 * Headers that keep a browser from doing what the designer never asks of it. Styles may be inline, because the
 * designer's components write theirs at run time; scripts may not. Nothing is forced to https: many hospitals run
 * this inside a closed network without a certificate, and a proxy in front may add that.
 */
export const securityHeaders = fp(
  async (app) => {
    await app.register(helmet, {
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
    })
  },
  { name: 'security-headers' },
)
