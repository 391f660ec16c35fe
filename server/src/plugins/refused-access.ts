import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'
import { recordedActor } from '../operations/context/caller.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'

/**
 * Keeps in the audit log who reached for what was not theirs, in the log of the county it belongs to. Whether it was
 * there at all is told only to whoever reads that log.
 */
export const refusedAccess = fp<{ context: OperationContext }>(
  (app, { context }, done) => {
    app.addHook('onError', async (request, _reply, error) => {
      if (!(error instanceof ServerError) || error.refused === undefined) return
      const { target, county } = error.refused
      const kept = context.commit([], {
        action: 'access.refuse',
        actor: recordedActor(request.caller),
        target: target.slice(0, 200),
        county,
        detail: {
          code: error.code,
          method: request.method,
          route: request.routeOptions.url ?? '',
        },
      })
      // The refusal stands, whatever becomes of its trace.
      await kept.catch((failure: unknown) => {
        request.log.error({ err: failure }, 'a refused access could not be kept in the audit log')
      })
    })
    done()
  },
  { name: 'refused-access', dependencies: ['authentication'] },
)
