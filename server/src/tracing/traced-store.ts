import {
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api'
import { aroundStore } from '../ports/around-store.ts'
import type { Store } from '../ports/store.ts'

/** A store that tells of each operation of a request; what the server does by itself is told of by its metrics. */
export function tracedStore(store: Store, tracer: Tracer): Store {
  return aroundStore(store, async (operation, collection, work) => {
    if (trace.getSpan(context.active()) === undefined) return await work()
    const name = `${operation} ${collection}`.trim()
    return await tracer.startActiveSpan(name, { kind: SpanKind.CLIENT }, async (span) =>
      untilDone(span, work),
    )
  })
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
