import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerBatch } from '../../../server/src/jobs/answer-batch.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { template } from '../pull/template-and-county.ts'
import { bothStores } from './on-both-stores.ts'
import { byTwo, confirm, deciding, drop, propose, publisherOf, publishTwo } from './suspending.ts'

const day = 24 * hour
const openClock = () => new TurnableClock('2025-03-03T09:00:00.000+08:00')
let server: TestServer
let first: string
let second: string
let worker: string
const asWorker = { role: 'caseWorker', county: 'north', units: '*' } as const

const summary = async (key = first) => (await server.ask('/v1/rulesets/small', { key })).body
const work = async (key: string) =>
  ((await server.ask('/v1/worklist', { key })).body.items as { kind: string }[]).filter(
    ({ kind }) => ['proposalOpen', 'versionSuspended'].includes(kind),
  )
const begin = async () =>
  (
    await server.ask('/v1/cases', {
      key: worker,
      body: { ruleset: 'small', pathway: 'referral', facts: referralFacts() },
    })
  ).body
const suspend = async (version = '1.1.0') => await byTwo(server, version, 'suspend')

describe.each(bothStores())('suspending a version on $name', ({ open, there, drop: dropData }) => {
  describe.skipIf(!there)('where there is one', () => {
    beforeEach(async () => {
      server = await open(openClock())
      await publishTwo(server)
      first = await publisherOf(server)
      second = await publisherOf(server)
      worker = await server.key(asWorker)
    })
    afterEach(async () => {
      await server.close()
      await dropData()
    })

    it('VF2, VF3 takes two persons, and at once the version before it decides and begins cases', async () => {
      expect(await deciding(server)).toBe('1.1.0')
      const proposed = await propose(server, first, { version: '1.1.0', action: 'suspend' })
      expect(proposed.status).toBe(200)
      expect(proposed.body).toMatchObject({ inForce: '1.1.0', suspensions: [] })
      expect(await deciding(server)).toBe('1.1.0')

      const proposal = proposed.body.proposal.id as string
      const own = await confirm(server, first, { version: '1.1.0', proposal })
      expect([own.status, own.body.code]).toEqual([403, 'PROPOSAL_OWN'])
      expect(await deciding(server)).toBe('1.1.0')

      const confirmed = await confirm(server, second, { version: '1.1.0', proposal })
      expect([confirmed.status, confirmed.body.inForce]).toEqual([200, '1.0.0'])
      expect(await deciding(server)).toBe('1.0.0')
      expect((await begin()).version).toBe('1.0.0')
      const { inForce, versions } = await summary()
      expect(inForce).toBe('1.0.0')
      expect(versions[0]).toMatchObject({
        version: '1.1.0',
        from: '2025-02-01',
        suspensions: [{ from: '2025-03-03', suspended: { reason: '收治标准写反了，会耽误病人' } }],
      })
      expect(versions[0].proposal).toBeUndefined()
    })

    it('VF4 of two versions of which each stands in for the other only one is suspended, when both are confirmed at once', async () => {
      const [newer, older] = await Promise.all(
        ['1.1.0', '1.0.0'].map(async (version) => {
          const { body } = await propose(server, first, { version, action: 'suspend' })
          return { version, proposal: body.proposal.id as string }
        }),
      )
      const answers = await Promise.all([
        confirm(server, second, newer!),
        confirm(server, second, older!),
      ])
      const codes = answers.map(({ status, body }) => String(body.code ?? status)).toSorted()
      expect([
        ['200', 'PROPOSAL_RACED'],
        ['200', 'SUSPEND_NOTHING_BEFORE'],
      ]).toContainEqual(codes)
      expect(['1.0.0', '1.1.0']).toContain(await deciding(server))
    })

    it('VF5 a running case keeps its version, says that it is suspended, and can be moved to the one in force', async () => {
      const running = await begin()
      const before = (await server.ask(`/v1/cases/${running.id}`, { key: worker })).body
      expect(before).not.toHaveProperty('versionSuspended')
      await suspend()
      const other = await begin()
      const told = { reason: '收治标准写反了，会耽误病人', rolledBack: false }
      const read = (await server.ask(`/v1/cases/${running.id}`, { key: worker })).body
      expect(read).toMatchObject({ version: '1.1.0', versionSuspended: told })
      const { items } = (await server.ask('/v1/cases', { key: worker })).body
      const listed = new Map(items.map((each: { id: string }) => [each.id, each]))
      expect(listed.get(running.id)).toMatchObject({ version: '1.1.0', versionSuspended: told })
      expect(listed.get(other.id)).not.toHaveProperty('versionSuspended')
      const outcomes = []
      for (const { id } of [running, other]) {
        const { body } = await server.ask(`/v1/cases/${id}/events/available`, { key: worker })
        outcomes.push(body.events.find(({ event }: { event: string }) => event === 'send').outcome)
      }
      expect(outcomes).toEqual(['requireReview', 'allow'])

      const preview = await server.ask('/v1/rulesets/small/migrations/preview', {
        key: first,
        body: { to: '1.0.0', choices: {} },
      })
      expect(preview.body).toMatchObject({
        total: 1,
        groups: [{ version: '1.1.0', outcome: 'moves' }],
      })
      const target = await server.ask('/v1/rulesets/small/migrations/preview', {
        key: first,
        body: { to: '1.1.0', choices: {} },
      })
      expect(target.body.code).toBe('MIGRATION_TARGET')
    })
  })
})

describe('a suspended version', () => {
  beforeEach(async () => {
    server = await openTestServer(openClock())
    await publishTwo(server)
    first = await publisherOf(server)
    second = await publisherOf(server)
    worker = await server.key(asWorker)
  })
  afterEach(() => server.close())

  it('VF2 applied on the days before, does not while it is suspended, and applies again from the day it is restored', async () => {
    await suspend()
    server.clock.advance(3 * day)
    const restored = await byTwo(server, '1.1.0', 'restore')
    expect(restored).toMatchObject({
      inForce: '1.1.0',
      suspensions: [{ from: '2025-03-03', until: '2025-03-06', restored: {} }],
    })
    const days = [
      '2025-01-31',
      '2025-02-01',
      '2025-03-02',
      '2025-03-03',
      '2025-03-05',
      '2025-03-06',
    ]
    const applied = ['1.0.0', '1.1.0', '1.1.0', '1.0.0', '1.0.0', '1.1.0']
    const decided = []
    const compared = []
    for (const asOf of days) {
      decided.push(await deciding(server, asOf))
      const { body } = await server.ask(`/v1/matrix?asOf=${asOf}`, { key: first })
      compared.push(body.rulesets[0].version)
    }
    expect(decided).toEqual(applied)
    expect(compared).toEqual(applied)
  })

  it('VF2 is suspended to the moment: a batch that began on it breaks off and says from which line', async () => {
    const content = Buffer.from('{"facts":{"urgency":"high"}}\n'.repeat(150))
    const caller = {
      kind: 'system',
      id: 'test',
      title: 'test',
      grants: [grants.integrator],
    } as const
    const asked = { ruleset: 'small', decision: 'mayRefer', asOf: undefined, content }
    const answers = answerBatch(server.answering, caller, asked)
    const { value: some } = await answers.next()
    expect(Buffer.from(some!).toString().trim().split('\n')).toHaveLength(100)
    await suspend()
    const rest = Buffer.from((await answers.next()).value!)
      .toString()
      .trim()
      .split('\n')
    expect(rest.map((line) => JSON.parse(line))).toMatchObject([
      { line: 101, problem: { code: 'VERSION_SUSPENDED' } },
    ])
    expect((await answers.next()).done).toBe(true)
  })

  it('VF1 does not bring back what it had replaced before that began; one before its first day never applies', async () => {
    await server.publish(smallRuleset({ version: '1.2.0' }), '2025-03-20')
    await server.publish(smallRuleset({ version: '1.3.0' }), '2025-03-10')
    await server.publish(smallRuleset({ version: '1.4.0' }), '2025-04-01')
    await suspend('1.4.0')
    server.clock.advance(8 * day)
    expect(await deciding(server)).toBe('1.3.0')
    await suspend('1.3.0')
    expect(await deciding(server)).toBe('1.1.0')
    expect(await deciding(server, '2025-03-20')).toBe('1.1.0')
    expect(await deciding(server, '2025-04-01')).toBe('1.1.0')
    expect(await deciding(server, '2025-03-10')).toBe('1.3.0')
  })

  it('VF1 gives way to a version published the same day, and that, suspended, gives way to it again', async () => {
    await server.publish(smallRuleset({ version: '1.2.0' }), '2025-03-03')
    await server.publish(smallRuleset({ version: '1.3.0' }), '2025-03-03')
    await suspend('1.3.0')
    expect(await deciding(server)).toBe('1.2.0')
  })

  it('VF4 is not the only one there is: with nothing to take its place it is not suspended, and why is said', async () => {
    await suspend()
    const refused = await propose(server, first, { version: '1.0.0', action: 'suspend' })
    expect([refused.status, refused.body.code]).toEqual([409, 'SUSPEND_NOTHING_BEFORE'])
    expect(await deciding(server)).toBe('1.0.0')
    const { versions } = await summary()
    expect(versions[1]).not.toHaveProperty('proposal')
  })

  it('VF4 is not confirmed either where what would take its place has been suspended since it was proposed', async () => {
    const { body } = await propose(server, first, { version: '1.1.0', action: 'suspend' })
    await suspend('1.0.0')
    const refused = await confirm(server, second, { version: '1.1.0', proposal: body.proposal.id })
    expect([refused.status, refused.body.code]).toEqual([409, 'SUSPEND_NOTHING_BEFORE'])
    expect(await deciding(server)).toBe('1.1.0')
  })

  it('VF6 is rolled back by two for good, and a later version is in force in its place', async () => {
    await suspend()
    const rolled = await byTwo(server, '1.1.0', 'rollBack')
    expect(rolled).toMatchObject({ inForce: '1.0.0', suspensions: [{ rolledBack: {} }] })
    for (const action of ['suspend', 'restore', 'rollBack'] as const) {
      const { body } = await propose(server, first, { version: '1.1.0', action })
      expect(body.code).toBe('VERSION_ROLLED_BACK')
    }
    server.clock.advance(day)
    expect(await deciding(server)).toBe('1.0.0')
    expect(await server.publish(smallRuleset({ version: '1.2.0' }), '2025-03-04')).toBe('1.2.0')
    expect(await deciding(server)).toBe('1.2.0')
  })

  it('VF6 is neither suspended twice nor restored where it applies', async () => {
    const { body } = await propose(server, first, { version: '1.1.0', action: 'restore' })
    expect(body.code).toBe('VERSION_NOT_SUSPENDED')
    await suspend()
    const again = await propose(server, first, { version: '1.1.0', action: 'suspend' })
    expect([again.status, again.body.code]).toEqual([409, 'VERSION_SUSPENDED'])
  })

  it('VF7 keeps its content, its first day and all that was done to it', async () => {
    const read = async () =>
      (await server.ask('/v1/rulesets/small/versions/1.1.0', { key: first })).body
    const before = await read()
    await suspend()
    await byTwo(server, '1.1.0', 'rollBack')
    expect(await read()).toEqual(before)
    const { items } = (await server.ask('/v1/audit', { key: await server.key(grants.auditor) }))
      .body
    const told = items
      .filter(({ action }: { action: string }) => /^ruleset\.(propose|confirm)$/.test(action))
      .map(({ action, detail }: { action: string; detail: Record<string, unknown> }) => [
        action,
        detail['version'],
        detail['change'],
        detail['applies'],
      ])
    expect(told.toReversed()).toEqual([
      ['ruleset.propose', '1.1.0', 'suspend', undefined],
      ['ruleset.confirm', '1.1.0', 'suspend', '1.0.0'],
      ['ruleset.propose', '1.1.0', 'rollBack', undefined],
      ['ruleset.confirm', '1.1.0', 'rollBack', '1.0.0'],
    ])
  })
})

describe('a proposal', () => {
  beforeEach(async () => {
    server = await openTestServer(openClock())
    await publishTwo(server)
    first = await publisherOf(server)
    second = await publisherOf(server)
  })
  afterEach(() => server.close())

  const about = { version: '1.1.0', action: 'suspend' } as const

  it('VF3 is not confirmed by the person who made it, with a key of theirs or signed in', async () => {
    const password = 'a long enough password'
    const north = { role: 'publisher', county: 'north', units: '*' } as const
    await server.user('both', password, north, grants.administrator)
    const reply = await server.ask('/v1/sign-in', { body: { username: 'both', password } })
    const [cookie = ''] = String(reply.reply.headers['set-cookie']).split(';')
    const made = await server.ask('/v1/keys', {
      headers: { cookie },
      body: { title: 'theirs', grants: [north] },
    })
    const { body } = await propose(server, made.body.key, about)
    const own = await server.ask(
      `/v1/rulesets/small/versions/1.1.0/proposals/${body.proposal.id}/confirm`,
      { headers: { cookie }, method: 'POST' },
    )
    expect([own.status, own.body.code]).toEqual([403, 'PROPOSAL_OWN'])
    const { versions } = (await server.ask('/v1/rulesets/small', { headers: { cookie } })).body
    expect(versions[0].proposal).toMatchObject({ own: true, action: 'suspend' })
    expect(versions[0].proposal).not.toHaveProperty('maker')
    expect((await summary(second)).versions[0].proposal.own).toBe(false)
  })

  it('VF3 reaches the worklist of those who may confirm it, and its review that of all publishers', async () => {
    const { body } = await propose(server, first, about)
    expect(await work(first)).toEqual([])
    expect(await work(await server.key(grants.integrator))).toEqual([])
    expect(await work(await publisherOf(server, 'south'))).toEqual([])
    expect(await work(second)).toMatchObject([
      { kind: 'proposalOpen', ruleset: 'small', version: '1.1.0', action: 'suspend' },
    ])
    await confirm(server, second, { version: '1.1.0', proposal: body.proposal.id })
    for (const key of [first, second])
      expect(await work(key)).toMatchObject([{ kind: 'versionSuspended', version: '1.1.0' }])
    await server.publish(smallRuleset({ version: '1.2.0' }), '2025-03-03')
    expect(await work(first)).toEqual([])
  })

  it('VF3 does not run out; whoever made it withdraws it, and whoever may confirm it turns it down', async () => {
    for (const key of [first, second]) {
      const { body } = await propose(server, first, about)
      server.clock.advance(40 * day)
      const other = await propose(server, second, about)
      expect([other.status, other.body.code]).toEqual([409, 'PROPOSAL_OPEN'])
      const name = { version: '1.1.0', proposal: body.proposal.id as string }
      const dropped = await drop(server, key, name)
      expect([dropped.status, dropped.body.proposal]).toEqual([200, undefined])
      expect((await confirm(server, second, name)).body.code).toBe('PROPOSAL_UNKNOWN')
      expect((await drop(server, key, name)).body.code).toBe('PROPOSAL_UNKNOWN')
    }
    expect(await deciding(server)).toBe('1.1.0')
  })

  it('VF3 is confirmed once when two confirm it at the same moment', async () => {
    const { body } = await propose(server, first, about)
    const name = { version: '1.1.0', proposal: body.proposal.id as string }
    const third = await publisherOf(server)
    const answers = await Promise.all([confirm(server, second, name), confirm(server, third, name)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { versions } = await summary()
    expect(versions[0].suspensions).toHaveLength(1)
  })

  it('VF3 is for publishers of the county, with a reason, about a version of a county that is there', async () => {
    expect((await propose(server, await server.key(grants.editor), about)).status).toBe(403)
    expect((await propose(server, await publisherOf(server, 'south'), about)).status).toBe(403)
    expect((await propose(server, first, { ...about, reason: '  ' })).status).toBe(422)
    const bad = await propose(server, first, { version: '9.9.9', action: 'suspend' })
    expect(bad.body.code).toBe('VERSION_UNKNOWN')
    await server.publish(template())
    const key = await server.key(grants.publisher)
    const refused = await server.ask('/v1/rulesets/plan/versions/1.0.0/proposals', {
      key,
      body: { action: 'suspend', reason: '条款有误' },
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'SUSPEND_NOT_COUNTY'])
    expect((await summary()).versions[0]).not.toHaveProperty('proposal')
  })
})
