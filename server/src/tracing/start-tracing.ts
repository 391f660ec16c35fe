import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { programVersion } from '../program-version.ts'
import { tracedStore } from './traced-store.ts'
import type { Tracing } from './tracing.ts'

/** Milliseconds a collector that does not answer may hold up the end of a server. */
const goodbye = 3000

/**
 * Begins to tell a collector of OpenTelemetry what requests come to, by OTLP over HTTP. Where it is and how it is spoken
 * to is read from the variables OpenTelemetry has for that (`OTEL_EXPORTER_OTLP_…`).
 * @param share of the requests it is told of, where nobody before us decided it
 */
export function startTracing(share: number): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({
        'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'jieli',
        'service.version': programVersion,
      }),
    ),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('jieli')
  return {
    begin: (request) => beginRequest(tracer, request),
    traced: (store) => tracedStore(store, tracer),
    close: async () => {
      const late = new Promise((resolve) => setTimeout(resolve, goodbye).unref())
      await Promise.race([provider.shutdown().catch(() => {}), late])
    },
  }
}

function beginRequest(
  tracer: Tracer,
  { method, route, id, headers }: Parameters<Tracing['begin']>[0],
): ReturnType<Tracing['begin']> {
  const before = propagation.extract(ROOT_CONTEXT, headers)
  const span = tracer.startSpan(
    `${method} ${route}`,
    {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': method, 'http.route': route, 'jieli.request_id': id },
    },
    before,
  )
  const here = trace.setSpan(before, span)
  return {
    within: (work) => {
      context.with(here, work)
    },
    traceId: span.spanContext().traceId,
    end: ({ status }) => {
      span.setAttribute('http.response.status_code', status)
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    },
  }
}
