import { type Probe, probe } from './probe.ts'

/** The routes about jobs: everybody has their own, and here nobody has any. */
export const jobProbes: Readonly<Record<string, Probe>> = {
  'GET /api/v1/jobs': probe('signedIn', 'self', () => '/v1/jobs'),
  'GET /api/v1/jobs/{id}': probe('signedIn', 'self', () => '/v1/jobs/none'),
  'POST /api/v1/jobs/{id}/cancel': probe('signedIn', 'self', () => '/v1/jobs/none/cancel', {
    body: () => ({}),
  }),
}
