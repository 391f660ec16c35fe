import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const webhook =
  (more = '') =>
  ({ webhook: id }: Target) =>
    `/v1/webhooks/${id}${more}`

/** The routes about events and where they are sent to. */
export const eventProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/events': probe('cases.sensitive', 'list', () => '/v1/events?limit=100'),
  // By a cursor nobody was given: refused once the right is known to suffice, for a stream has no end.
  'GET /api/v1/events/stream': probe(
    'cases.sensitive',
    'list',
    () => '/v1/events/stream?after=none',
  ),
  'GET /api/v1/webhooks': probe('webhooks.manage', 'list', () => '/v1/webhooks'),
  'POST /api/v1/webhooks': probe('webhooks.manage', 'county', () => '/v1/webhooks', {
    // Not encrypted: refused once the rights are known to suffice.
    body: ({ county }) => ({ county, url: 'http://receiver.example/', description: 'x' }),
  }),
  'PUT /api/v1/webhooks/{id}': probe('webhooks.manage', 'county', webhook(), {
    body: ({ countyMark }) => ({ description: countyMark }),
  }),
  // It is running: refused once the rights are known to suffice.
  'DELETE /api/v1/webhooks/{id}': probe('webhooks.manage', 'county', webhook()),
  'POST /api/v1/webhooks/{id}/secret': probe('webhooks.manage', 'county', webhook('/secret'), {
    body: () => ({}),
  }),
  'GET /api/v1/webhooks/{id}/deliveries': probe(
    'webhooks.manage',
    'county',
    webhook('/deliveries'),
  ),
  'POST /api/v1/webhooks/{id}/resend': probe('webhooks.manage', 'county', webhook('/resend'), {
    body: () => ({}),
  }),
}
