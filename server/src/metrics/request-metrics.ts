import { Counter, Histogram, type Registry } from 'prom-client'

/** What came of a request. */
export interface AnsweredRequest {
  readonly method: string
  /** As it is declared, with its parameters' names; `none` for an address where there is nothing. */
  readonly route: string
  readonly status: number
  readonly seconds: number
  /** False where the answer stayed open for as long as somebody listened. */
  readonly timed: boolean
}

/** Counts and times requests by their route, and counts those that are turned away because the server is too far behind. */
export function requestMeter(registry: Registry): {
  readonly answered: (answered: AnsweredRequest) => void
  readonly shed: () => void
} {
  const registers = [registry]
  const count = new Counter({
    name: 'jieli_http_requests_total',
    help: 'Requests answered, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const time = new Histogram({
    name: 'jieli_http_request_seconds',
    help: 'Time to answer a request, by method and route',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
    registers,
  })
  const shed = new Counter({
    name: 'jieli_shed_requests_total',
    help: 'Requests turned away because the server was too far behind',
    registers,
  })
  return {
    answered: ({ method, route, status, seconds, timed }) => {
      count.inc({ method, route, status: String(status) })
      if (timed) time.observe({ method, route }, seconds)
    },
    shed: () => {
      shed.inc()
    },
  }
}
