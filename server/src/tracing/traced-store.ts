import {
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api'
import type { Query, Store, StoredDocument } from '../ports/store.ts'

/** A store that tells of each operation of a request; what the server does by itself is told of by its metrics. */
export function tracedStore(store: Store, tracer: Tracer): Store {
  const told = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const parent = trace.getSpan(context.active())
    if (parent === undefined) return await work()
    return await tracer.startActiveSpan(name, { kind: SpanKind.CLIENT }, async (span) =>
      untilDone(span, work),
    )
  }
  return {
    get: async <T extends StoredDocument>(collection: string, id: string) =>
      await told(`get ${collection}`, async () => store.get<T>(collection, id)),
    find: async <T extends StoredDocument>(collection: string, query: Query) =>
      await told(`find ${collection}`, async () => store.find<T>(collection, query)),
    distinct: async (collection, ...asked) =>
      await told(`distinct ${collection}`, async () => store.distinct(collection, ...asked)),
    commit: async (writes) =>
      await told(`commit ${writes[0]?.collection ?? 'nothing'}`, async () => store.commit(writes)),
    ping: async () => {
      await told('ping', async () => store.ping())
    },
    close: async () => {
      await store.close()
    },
  }
}

async function untilDone<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // What it says may name what was stored: the log has it.
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw error
  } finally {
    span.end()
  }
}
