import { type Probe, probe } from './probe.ts'
import type { Target } from './world.ts'

const nowhere = 'nowhere-to-be-found'
const leavingOf = ({ username }: Target) => `/v1/users/${username}/leaving`
const sessionsOf = ({ username }: Target) => `/v1/users/${username}/sessions`

/** The routes about signing in, accounts and keys. */
export const peopleProbes: Readonly<Record<string, Probe>> = {
  'POST /api/v1/sign-in': probe('public', 'self', () => '/v1/sign-in', {
    body: () => ({ username: nowhere, password: nowhere }),
  }),
  'GET /api/v1/sign-in': probe('public', 'self', () => '/v1/sign-in'),
  // No provider is set where they walk.
  'POST /api/v1/sign-in/provider': probe('public', 'self', () => '/v1/sign-in/provider', {
    body: () => ({}),
  }),
  'POST /api/v1/sign-in/provider/return': probe(
    'public',
    'self',
    () => '/v1/sign-in/provider/return',
    { body: () => ({ query: 'code=x&state=y' }) },
  ),
  'POST /api/v1/sign-out/provider': probe('signedIn', 'self', () => '/v1/sign-out/provider', {
    body: () => ({}),
  }),
  'POST /api/v1/sign-out': probe('signedIn', 'self', () => '/v1/sign-out', { body: () => ({}) }),
  'GET /api/v1/me': probe('signedIn', 'self', () => '/v1/me'),
  // Keys have none: the walk asks by keys and by people alike.
  'PUT /api/v1/me/password': probe('signedIn', 'self', () => '/v1/me/password', {
    body: () => ({ old: nowhere, new: nowhere }),
  }),

  'GET /api/v1/users': probe('users.manage', 'list', () => '/v1/users'),
  'POST /api/v1/users': probe('users.manage', 'county', () => '/v1/users', {
    // A name no account can have: refused once the rights are known to suffice.
    body: ({ county }) => ({
      username: '/',
      title: 'x',
      password: 'a long enough password',
      grants: [{ role: 'editor', county, units: '*' }],
    }),
  }),
  'PUT /api/v1/users/{username}': probe(
    'users.manage',
    'county',
    ({ username }) => `/v1/users/${username}`,
    { body: () => ({ password: 'short' }) },
  ),
  'GET /api/v1/users/{username}/leaving': probe('users.manage', 'county', leavingOf),
  'POST /api/v1/users/{username}/leaving': probe('users.manage', 'county', leavingOf, {
    body: () => ({ reason: 'x', keys: 'withdraw', successor: nowhere }),
  }),
  'GET /api/v1/keys': probe('keys.manage', 'list', () => '/v1/keys'),
  'POST /api/v1/keys': probe('keys.manage', 'county', () => '/v1/keys', {
    body: ({ county }) => ({ title: 'made', grants: [{ role: 'integrator', county, units: '*' }] }),
  }),
  'DELETE /api/v1/keys/{id}': probe('keys.manage', 'county', ({ key }) => `/v1/keys/${key}`),
  'POST /api/v1/sign-in/code': probe('public', 'self', () => '/v1/sign-in/code', {
    body: () => ({ code: '000000' }),
  }),
  // Nor have they a second factor.
  'GET /api/v1/me/second-factor': probe('signedIn', 'self', () => '/v1/me/second-factor'),
  'POST /api/v1/me/second-factor': probe('signedIn', 'self', () => '/v1/me/second-factor', {
    body: () => ({ password: nowhere }),
  }),
  'POST /api/v1/me/second-factor/confirm': probe(
    'signedIn',
    'self',
    () => '/v1/me/second-factor/confirm',
    { body: () => ({ code: '000000' }) },
  ),
  'DELETE /api/v1/users/{username}/second-factor': probe(
    'users.manage',
    'county',
    ({ username }) => `/v1/users/${username}/second-factor`,
  ),
  // Keys are signed in nowhere.
  'GET /api/v1/me/sessions': probe('signedIn', 'self', () => '/v1/me/sessions'),
  'DELETE /api/v1/me/sessions': probe('signedIn', 'self', () => '/v1/me/sessions'),
  'DELETE /api/v1/me/sessions/{id}': probe('signedIn', 'self', () => `/v1/me/sessions/${nowhere}`),
  'GET /api/v1/users/{username}/sessions': probe('users.manage', 'county', sessionsOf),
  'DELETE /api/v1/users/{username}/sessions': probe('users.manage', 'county', sessionsOf),
}
