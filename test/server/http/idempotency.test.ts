import { codeOf } from '../harness/code-of.ts'
import path from 'node:path'
import { buildApp } from '@jieli/server/app'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import {
  type Answer,
  caseWorker,
  grants,
  openTestServer,
  TestServer,
} from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { template } from '../pull/template-and-county.ts'
import { settlementRuleset } from '../settlements/settlement-ruleset.ts'
import { withOffload } from '../../../server/src/jobs/offload.ts'
import { GuardedStore } from '../harness/guarded-store.ts'
import { sharedPool } from '../harness/shared-pool.ts'
import { FailingStore, type Fault } from './failing-store.ts'
import { idempotent, type Maker, makersOf, month, post, sendTable, type World } from './makers.ts'

const world = { server: undefined, keys: {} } as unknown as World
const makers = makersOf(world)
let store: FailingStore

beforeAll(async () => {
  const first = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await first.publish(settlementRuleset())
  await first.publish(template())
  const north = { county: 'north', units: '*' } as const
  Object.assign(world.keys, {
    admin: await first.key(grants.administrator),
    worker: await first.key(grants.integrator),
    corrector: await first.key({ role: 'caseWorker', ...north }),
    assessor: await first.key({ role: 'assessor', ...north }),
    unit: await first.key(caseWorker('north', 'N')),
    editor: await first.key(grants.editor),
    publisher: await first.key(grants.publisher),
  } satisfies World['keys'])
  world.server = await first.restart({
    between: (real) => {
      store = new FailingStore(real)
      return store
    },
  })
  const units = 'id,title,tier\nN,北镇卫生院,1\nS,南镇卫生院,1\n'
  await sendTable(world, 'units', { kind: 'units', rows: units })
  const figures = `unit,period,fact,value\nN,${month},vaccinated,90\nN,${month},due,100\n`
  await sendTable(world, 'figures', { kind: 'values', rows: figures })
}, 120_000)
afterAll(() => world.server.close())

/** The answers are of one thing: what identifies it is the same, whatever happened to it since. */
function expectSame({ toldOnce, status }: Maker, answers: readonly Answer[]): void {
  const first = answers.filter((answer) => answer.status === status)
  const ids = new Set(answers.map(({ body }) => body.id ?? body.username ?? body.fingerprint))
  expect([...ids]).toHaveLength(1)
  if (toldOnce === undefined) expect(first).toHaveLength(answers.length)
  else {
    const again = answers.filter((answer) => answer.status !== status)
    expect(first).toHaveLength(1)
    for (const { body } of again) expect(body.code).toBe('KEY_TOLD')
  }
}

describe.each(Object.entries(makers))('a repeated request for a %s', (kind, maker) => {
  it('makes one and gets its answer again', async () => {
    const name = `${kind}-1`
    await maker.prepare?.(name)
    const before = await maker.count()
    const answers = [await maker.send(name, 'one'), await maker.send(name, 'one')]
    expectSame(maker, answers)
    expect((await maker.count()) - before).toBe(maker.makes)
  })

  it('makes one when several come at once', async () => {
    const name = `${kind}-2`
    await maker.prepare?.(name)
    const before = await maker.count()
    const answers = await Promise.all(Array.from({ length: 4 }, () => maker.send(name, 'one')))
    expectSame(maker, answers)
    expect((await maker.count()) - before).toBe(maker.makes)
  })

  it('is refused when it asks for something else, and makes nothing', async () => {
    await maker.send(`${kind}-3`, 'one')
    const after = await maker.count()
    const other = await maker.send(`${kind}-3`, 'another')
    expect(other.body).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' })
    expect(other.body.message.en).toContain(`"${kind}-3"`)
    expect(await maker.count()).toBe(after)
  })
})

describe('whatever fails on the way', () => {
  it.each(Object.entries(makers))(
    'a %s is made once however often it is asked for, and asked for again until it is answered',
    async (kind, maker) => {
      let round = 0
      const fault = fc.constantFrom<Fault>('none', 'lost', 'untold')
      await fc.assert(
        fc.asyncProperty(
          fc.array(fault, { maxLength: 12 }),
          fc.integer({ min: 1, max: 3 }),
          async (faults, twins) => {
            const name = `${kind}-f${(round += 1)}`
            // What it rests on is there before anything fails.
            await maker.prepare?.(name)
            const before = await maker.count()
            store.plan(faults)
            const answers = await Promise.all(
              Array.from({ length: twins }, async () => {
                for (;;) {
                  const answer = await maker.send(name, 'one')
                  if (answer.status < 500) return answer
                }
              }),
            )
            store.plan([])
            for (const { status, body } of answers) {
              const toldBefore = maker.toldOnce === true && body.code === 'KEY_TOLD'
              expect([name, toldBefore ? maker.status : status]).toEqual([name, maker.status])
            }
            expect(await maker.count()).toBe(before + maker.makes)
          },
        ),
        { numRuns: 12 },
      )
    },
    120_000,
  )
})

describe('two servers of one store', () => {
  let other: TestServer

  beforeAll(async () => {
    const { clock, folder, context, store: shared, raw } = world.server
    const place = { kind: 'sqlite', file: path.join(folder, 'jieli.sqlite') } as const
    const theirs = withOffload(createContext({ ...context, store: shared }), {
      pool: sharedPool,
      store: shared,
      place,
    })
    const app = await buildApp({ context: theirs, checkReplies: true, designerFolder: folder })
    const answering = { ...theirs, store: new GuardedStore(shared) }
    other = new TestServer({ app, context: theirs, store: shared, raw, answering, clock, folder })
  })
  afterAll(() => other.app.close())

  it.each(
    // What is asked for in one go, so that both are asked at the same moment.
    ['case', 'account', 'key', 'signer', 'ruleset', 'table', 'run', 'settlement'],
  )('make one %s of one request sent to both at once', async (kind) => {
    const maker = makers[kind]!
    const before = await maker.count()
    const mine = world.server
    const sent: Promise<Answer>[] = []
    for (const asked of [mine, other, mine, other]) {
      world.server = asked
      sent.push(maker.send(`${kind}-both`, 'one'))
    }
    world.server = mine
    const answers = await Promise.all(sent)
    expect((await maker.count()) - before).toBe(1)
    expectSame(maker, answers)
  })
})

describe('a publication', () => {
  it('is made once, however often it is asked for', async () => {
    const url = '/v1/rulesets/small'
    const { ruleset, revision } = (
      await world.server.ask(`${url}/draft`, { key: world.keys.editor })
    ).body
    await world.server.ask(`${url}/draft`, {
      method: 'PUT',
      key: world.keys.editor,
      body: { ruleset },
      headers: { 'if-match': `"${revision}"` },
    })
    const publish = (name: string, from = '2025-03-01') =>
      post(world, `${url}/publish`, { from, revision: revision + 1 }, { by: 'publisher', name })
    const answers = await Promise.all([publish('p-1'), publish('p-1'), publish('p-1')])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect((await publish('p-1')).body).toEqual(answers[0]?.body)
    expect((await publish('p-1', '2025-04-01')).body.code).toBe('IDEMPOTENCY_KEY_REUSED')
    const { versions } = (await world.server.ask(url, { key: world.keys.editor })).body
    expect(versions.map(({ version }: { version: string }) => version)).toEqual(['1.0.1', '1.0.0'])
  }, 120_000)
})

describe('a key', () => {
  it('is its sender’s own: another may choose the same', async () => {
    const other = await world.server.key(grants.integrator)
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
    const [mine, theirs] = [
      await post(world, '/v1/cases', body, { by: 'worker', name: 'ours' }),
      await world.server.ask('/v1/cases', { key: other, body, headers: idempotent('ours') }),
    ]
    expect(mine.body.id).not.toBe(theirs.body.id)
  })

  it('of a table that was refused gets the same refusal', async () => {
    const bad = `unit,period,fact,value\nX,${month},due,100\n`
    const first = await sendTable(world, 'refused-1', { kind: 'values', rows: bad })
    const again = await sendTable(world, 'refused-1', { kind: 'values', rows: bad })
    expect(first.body).toMatchObject({ status: 422, code: 'TABLE_REFUSED' })
    expect(again.body).toEqual(first.body)
  })

  it('is never passed over in silence: where it cannot be honoured it is refused', async () => {
    const { paths } = (await world.server.ask('/api/openapi.json')).body
    const kept: string[] = []
    const harmless: string[] = []
    const boss = await world.server.key(
      ...(
        [
          'administrator',
          'editor',
          'publisher',
          'assessor',
          'approver',
          'integrator',
          'caseWorker',
        ] as const
      ).map((role) => ({ role, county: '*', units: '*' }) as const),
    )
    interface Route {
      readonly parameters?: readonly { readonly name: string }[]
      readonly responses: Readonly<Record<string, unknown>>
    }
    for (const [url, routes] of Object.entries<Record<string, Route>>(paths)) {
      for (const [method, { parameters = [], responses }] of Object.entries(routes)) {
        if (method === 'get' || url.endsWith('/sign-in')) continue
        const { body, status } = await world.server.ask(url.replaceAll(/\{\w+\}/g, 'none'), {
          method: method.toUpperCase() as 'POST',
          key: boss,
          headers: { ...idempotent('any'), 'content-type': 'application/json' },
        })
        const route = `${method.toUpperCase()} ${url.replace('/api/v1', '')}`
        const documented = parameters.some(({ name }) => name === 'idempotency-key')
        // Whatever makes something can be asked for again without making it twice.
        if ('201' in responses) expect([route, documented]).toEqual([route, true])
        if (codeOf(body) === 'IDEMPOTENCY_UNSUPPORTED') {
          expect([route, documented, status]).toEqual([route, false, 400])
        } else if (documented) kept.push(route)
        else harmless.push(route)
      }
    }
    expect(kept.toSorted()).toEqual([
      'POST /attachments',
      'POST /cases',
      'POST /cases/{id}/attachments',
      'POST /cases/{id}/comments',
      'POST /cases/{id}/corrections',
      'POST /cases/{id}/events',
      'POST /code-maps',
      'POST /counties/{county}/erasures',
      'POST /counties/{county}/holds',
      'POST /fhir',
      'POST /fhir/ServiceRequest',
      'POST /fhir/Subscription',
      'POST /imports',
      'POST /keys',
      'POST /paper-cases',
      'POST /rulesets',
      'POST /rulesets/{id}/imports',
      'POST /rulesets/{id}/migrations',
      'POST /rulesets/{id}/migrations/{job}/undo',
      'POST /rulesets/{id}/publish',
      'POST /rulesets/{id}/runs',
      'POST /rulesets/{id}/scheduled-duties/{duty}/records',
      'POST /rulesets/{id}/settlements',
      'POST /rulesets/{id}/unit-changes',
      'POST /runs/{run}/corrections',
      'POST /runs/{run}/objections',
      'POST /signers',
      'POST /users',
      'POST /webhooks',
      'PUT /fhir/Task/{id}',
    ])
    expect(harmless.toSorted()).toEqual([
      'POST /cases/{id}/corrections/preview',
      'POST /counties/{county}/erasures/preview',
      'POST /counties/{county}/persons/export',
      'POST /imports/preview',
      'POST /jobs/{id}/cancel',
      'POST /paper-cases/preview',
      'POST /rulesets/{id}/cds-services/{service}',
      'POST /rulesets/{id}/cds-services/{service}/feedback',
      'POST /rulesets/{id}/code-tables',
      'POST /rulesets/{id}/decisions/{decision}',
      'POST /rulesets/{id}/decisions/{decision}/batch',
      'POST /rulesets/{id}/decisions/{decision}/receipt',
      'POST /rulesets/{id}/draft/check',
      'POST /rulesets/{id}/draft/scenarios',
      'POST /rulesets/{id}/duty-records/{record}/withdraw',
      'POST /rulesets/{id}/migrations/preview',
      'POST /rulesets/{id}/unit-changes/preview',
      'POST /runs/{run}/recompute',
      'POST /settlements/{settlement}/recompute',
      'POST /users/{username}/leaving',
    ])
  })

  it('that is empty or beyond measure is said to be', async () => {
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
    for (const name of ['', 'x'.repeat(201)]) {
      const answer = await post(world, '/v1/cases', body, { by: 'worker', name })
      expect(answer.body).toMatchObject({ status: 400, code: 'IDEMPOTENCY_MALFORMED' })
    }
  })
})
