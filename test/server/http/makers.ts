import { type Answer, grants, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'

/** The server that is asked, and the keys of those who ask. */
export interface World {
  server: TestServer
  readonly keys: Readonly<
    Record<'admin' | 'worker' | 'corrector' | 'assessor' | 'unit' | 'editor' | 'publisher', string>
  >
}

/** Something a request makes: how it is asked for, in one way or another, and how many there are of it. */
export interface Maker {
  readonly status: number
  /** `variant` names what is made; `name` the request. */
  readonly send: (name: string, variant: string) => Promise<Answer>
  readonly count: () => Promise<number>
  /** How many the first request makes: more than one where it brings something along. */
  readonly makes: number
  /** Makes what a request of that name rests on. */
  readonly prepare?: (name: string) => Promise<unknown>
  /** What is told once cannot be told again. */
  readonly toldOnce?: true
}

/** The month that is assessed. */
export const month = '2025-01'

/** The header of a request of that name. */
export const idempotent = (name: string) => ({ 'idempotency-key': name })

/** What a request is sent with beside its body. */
interface Sender {
  readonly by: keyof World['keys']
  readonly name: string
  readonly headers?: Readonly<Record<string, string>>
}

export async function post(
  { server, keys }: World,
  url: string,
  body: object,
  { by, name, headers = {} }: Sender,
): Promise<Answer> {
  return await server.ask(url, {
    key: keys[by],
    body,
    headers: { ...idempotent(name), ...headers },
  })
}

/** Brings a table into the small ruleset, by a request of that name. */
export async function sendTable(
  { server, keys }: World,
  name: string,
  { kind, rows }: { kind: string; rows: string },
): Promise<Answer> {
  return await server.ask(`/v1/rulesets/small/imports?kind=${kind}&format=csv&name=${kind}.csv`, {
    key: keys.assessor,
    body: rows,
    headers: { 'content-type': 'text/csv', ...idempotent(name) },
  })
}

/** Everything that a request with an idempotency key makes, but publications, which are made once a draft. */
export function makersOf(world: World): Readonly<Record<string, Maker>> {
  const countOf = async (collection: string) =>
    (await world.server.store.find(collection, { limit: 10_000 })).length
  const sumOf = async <T>(collection: string, size: (document: T) => number) =>
    (await world.server.store.find<never>(collection, { limit: 10_000 })).reduce(
      (sum, document) => sum + size(document as T),
      0,
    )
  /** A run and a case of its own for each request, so that one test says nothing of another. */
  const rests = new Map<string, Promise<string>>()
  const restOf = async (name: string, make: () => Promise<Answer>) => {
    const id = rests.get(name) ?? make().then(({ body }) => body.id as string)
    rests.set(name, id)
    return await id
  }
  const runFor = async (name: string) =>
    await restOf(`r ${name}`, async () =>
      post(
        world,
        '/v1/rulesets/small/runs',
        { period: month },
        { by: 'assessor', name: `r ${name}` },
      ),
    )
  const startCase = async (name: string, patient: string) => {
    const facts = { ...referralFacts(), 'patient.id': patient }
    const body = { ruleset: 'small', pathway: 'referral', facts }
    return await post(world, '/v1/cases', body, { by: 'worker', name })
  }
  const caseFor = async (name: string) =>
    await restOf(`c ${name}`, async () => startCase(`c ${name}`, 'x'))

  return {
    case: { status: 201, makes: 1, send: startCase, count: () => countOf('cases') },
    event: {
      status: 200,
      makes: 1,
      prepare: caseFor,
      send: async (name, reason) => {
        const url = `/v1/cases/${await caseFor(name)}/events`
        return await post(world, url, { type: 'note', reason }, { by: 'worker', name })
      },
      count: () =>
        sumOf<{ history: readonly { event: string }[] }>(
          'cases',
          ({ history }) => history.filter(({ event }) => event === 'note').length,
        ),
    },
    correctedCase: {
      status: 200,
      makes: 1,
      prepare: caseFor,
      send: async (name, reason) => {
        const url = `/v1/cases/${await caseFor(name)}/corrections`
        const changes = [{ kind: 'corrected', entry: '1' }]
        return await post(
          world,
          url,
          { reason, changes },
          { by: 'corrector', name, headers: { 'if-match': '*' } },
        )
      },
      count: () =>
        sumOf<{ history: readonly { event: string }[] }>(
          'cases',
          ({ history }) => history.filter(({ event }) => event === 'correction').length,
        ),
    },
    account: {
      status: 201,
      makes: 1,
      send: (name, title) => {
        const password = 'a long enough password'
        const user = { username: `u-${name}`, title, password, grants: [grants.editor] }
        return post(world, '/v1/users', user, { by: 'admin', name })
      },
      count: () => countOf('users'),
    },
    key: {
      status: 201,
      makes: 1,
      toldOnce: true,
      send: (name, title) =>
        post(world, '/v1/keys', { title, grants: [grants.integrator] }, { by: 'admin', name }),
      count: () => countOf('keys'),
    },
    signer: {
      status: 201,
      makes: 1,
      send: (name, title) => {
        const publicKey = Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64)
        return post(world, '/v1/signers', { publicKey, title }, { by: 'admin', name })
      },
      count: () => countOf('signers'),
    },
    ruleset: {
      status: 201,
      makes: 1,
      send: (name, title) => {
        const ruleset = {
          id: `made-${name}`,
          title: { zh: title, en: title },
          county: 'west',
          template: 'plan',
          parameters: {},
          from: '2025-01-01',
        }
        return post(world, '/v1/rulesets', ruleset, { by: 'editor', name })
      },
      count: () => countOf('drafts'),
    },
    table: {
      status: 201,
      makes: 1,
      send: (name, variant) => {
        const rows = `unit,period,fact,value\nN,${month},due,${variant.length + 100}\n`
        return sendTable(world, name, { kind: 'values', rows })
      },
      count: () => countOf('tableImports'),
    },
    run: {
      status: 201,
      makes: 1,
      send: (name, variant) => {
        const knownAt = variant === 'one' ? undefined : world.server.clock.now()
        const asked = { period: month, knownAt }
        return post(world, '/v1/rulesets/small/runs', asked, { by: 'assessor', name })
      },
      count: () => countOf('runs'),
    },
    objection: {
      status: 201,
      makes: 1,
      prepare: runFor,
      send: async (name, reason) => {
        const url = `/v1/runs/${await runFor(name)}/objections`
        const objection = { unit: 'N', indicator: 'vaccinationRate', reason }
        return await post(world, url, objection, { by: 'unit', name })
      },
      count: () =>
        sumOf<{ objections: readonly unknown[] }>('runs', ({ objections }) => objections.length),
    },
    correction: {
      status: 201,
      // The figures that come with it are made once as well.
      makes: 2,
      prepare: runFor,
      send: async (name, reason) => {
        const url = `/v1/runs/${await runFor(name)}/corrections`
        const correction = { reason, values: [{ unit: 'N', fact: 'due', value: 90 }] }
        const headers = { 'if-match': '"1"' }
        return await post(world, url, correction, { by: 'assessor', name, headers })
      },
      count: async () => (await countOf('runs')) + (await countOf('tableImports')),
    },
    settlement: {
      status: 201,
      makes: 1,
      send: (name, reason) =>
        post(
          world,
          '/v1/rulesets/small/settlements',
          { period: month, reason },
          { by: 'assessor', name },
        ),
      count: () => countOf('settlements'),
    },
  }
}
