import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import {
  before,
  evaluate,
  factsOf,
  onTrial,
  otherUnit,
  pilotUnit,
  publishOnTrial,
  saveStricter,
  saveUnits,
  toDay,
  tried,
  triedRuleset,
} from './on-trial.ts'
import { bothStores } from './on-both-stores.ts'
import { byTwo, publisherOf } from './suspending.ts'

const day = 24 * hour

let server: TestServer
let integrator: string

/** A ruleset in force since 2020, and a version of it on trial in one unit from 5 March until it is evaluated on 5 April. */
beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  await server.publish(triedRuleset())
  await saveUnits(server)
  integrator = await server.key(grants.integrator, { role: 'caseWorker', county: '*', units: '*' })
})
afterEach(() => server.close())

const decide = async (unit?: string, more: object = {}, key = integrator) =>
  (
    await server.ask('/v1/rulesets/small/decisions/referralCheck', {
      key,
      body: { facts: factsOf(unit), ...more },
    })
  ).body
const decider = async (unit?: string, asOf?: string) =>
  (await decide(unit, asOf === undefined ? {} : { asOf })).bundle.version as string
const start = async (facts: object) =>
  (
    await server.ask('/v1/cases', {
      key: integrator,
      body: { ruleset: 'small', pathway: 'referral', facts },
    })
  ).body
const work = async (key: string) =>
  ((await server.ask('/v1/worklist', { key })).body.items as { kind: string }[]).filter(
    ({ kind }) => kind === 'pilotToEvaluate',
  )

describe('a version on trial', () => {
  it('PU2 says which version applied and why: for a pilot unit, another, one that nobody named', async () => {
    await onTrial(server)
    expect(await decide(pilotUnit)).not.toHaveProperty('versionChoice')
    toDay(server, '2025-03-05')
    const told = async (unit?: string) => {
      const { versionChoice, bundle } = await decide(unit)
      expect(versionChoice).toMatchObject({ pilots: [tried], text: { zh: expect.any(String) } })
      return [versionChoice.because, versionChoice.unit, bundle.version]
    }
    expect(await told(pilotUnit)).toEqual(['pilotUnit', pilotUnit, tried])
    expect(await told(otherUnit)).toEqual(['otherUnit', otherUnit, before])
    expect(await told()).toEqual(['unitUnknown', undefined, before])
    const { versionChoice } = await decide(pilotUnit)
    expect(versionChoice.text.zh).toContain('河东镇卫生院')
    // Of a unit that the county does not know only the code can be said.
    const sentence = async (unit: string) => (await decide(unit)).versionChoice.text
    expect(await sentence(otherUnit)).toEqual({
      zh: '按对全部单位有效的版本 1.0.0：河西镇卫生院不是试点单位',
      en: 'By version 1.0.0, which is for all units: 河西镇卫生院 is no pilot unit',
    })
    expect((await sentence('T99')).zh).toContain('T99不是试点单位')

    const begun = await start(referralFacts(pilotUnit))
    const read = (await server.ask(`/v1/cases/${begun.id}`, { key: integrator })).body
    for (const each of [begun, read]) expect(each.versionChoice.because).toBe('pilotUnit')
    expect((await start({ urgency: 'high' })).versionChoice.because).toBe('unitUnknown')
  })

  it('PU2 takes the unit that asks from the request, the facts, or the caller who acts for one alone', async () => {
    await onTrial(server)
    toDay(server, '2025-03-05')
    const keyOf = async (...units: string[]) =>
      await server.key({ role: 'caseWorker', county: 'north', units })
    const versionOf = async (key: string, unit?: string, more: object = {}) =>
      (await decide(unit, more, key)).bundle.version
    const own = await keyOf(pilotUnit)
    expect(await versionOf(own)).toBe(tried)
    expect(await versionOf(own, otherUnit)).toBe(before)
    expect(await versionOf(own, otherUnit, { unit: pilotUnit })).toBe(tried)
    expect(await versionOf(await keyOf(pilotUnit, otherUnit))).toBe(before)
  })

  it('PU3 lets a case go on by the version it began on, and takes no case of another unit', async () => {
    const earlier = await start(referralFacts(pilotUnit))
    await onTrial(server)
    toDay(server, '2025-03-05')
    const begun = await start(referralFacts(pilotUnit))
    const moved = await server.ask('/v1/rulesets/small/migrations/preview', {
      key: await publisherOf(server),
      body: { to: tried, choices: {} },
    })
    expect(moved.body.code).toBe('MIGRATION_TARGET')
    await evaluate(server, 'end', '2025-03-05')
    const versions = []
    for (const { id } of [earlier, begun])
      versions.push((await server.ask(`/v1/cases/${id}`, { key: integrator })).body.version)
    expect(versions).toEqual([before, tried])
    expect((await start(referralFacts(pilotUnit))).version).toBe(before)
    const back = await server.ask('/v1/rulesets/small/migrations/preview', {
      key: await publisherOf(server),
      body: { to: before, choices: {} },
    })
    expect(back.body).toMatchObject({ total: 1, groups: [{ version: tried }] })
  })

  it('PU4 needs units that are there, an evaluation after its first day, today or later, and a version for the others', async () => {
    const revision = await saveStricter(server)
    const codes = []
    for (const asked of [
      { units: ['T99'] },
      { evaluateBy: '2025-03-05' },
      { from: '2025-03-02' },
      { from: '2025-03-02', evaluateBy: '2025-03-01' },
    ])
      codes.push((await publishOnTrial(server, { revision, ...asked })).body.code)
    expect(codes).toEqual(['PILOT_UNIT_UNKNOWN', 'PILOT_DUE_EARLY', 'PILOT_PAST', 'PILOT_PAST'])
    const without = await publishOnTrial(server, { revision, units: [] })
    expect(without.status).toBe(422)
    const { body } = await server.ask('/v1/rulesets/small', { key: integrator })
    expect(body.versions).toHaveLength(1)
    const units = await server.ask('/v1/rulesets/small/pilot-units', {
      key: await publisherOf(server),
    })
    expect(units.body.units[0]).toEqual({ id: pilotUnit, title: '河东镇卫生院' })
  })

  it('PU5 waits in the worklist of publishers and editors until it is evaluated, and is late from the day after', async () => {
    await onTrial(server)
    const publisher = await publisherOf(server)
    const entry = { version: tried, units: 1, dueBy: '2025-04-05', late: false }
    expect(await work(publisher)).toMatchObject([entry])
    expect(await work(await server.key(grants.editor))).toMatchObject([entry])
    expect(await work(integrator)).toEqual([])
    toDay(server, '2025-04-05')
    expect(await work(publisher)).toMatchObject([entry])
    toDay(server, '2025-04-06')
    expect(await work(publisher)).toMatchObject([{ ...entry, late: true }])
    const more = await evaluate(server, 'continue', '2025-05-01')
    expect([more.status, more.body.evaluations]).toMatchObject([
      200,
      [{ decision: 'continue', day: '2025-05-01', findings: '复核及时，无延误' }],
    ])
    expect(await work(publisher)).toMatchObject([{ ...entry, dueBy: '2025-05-01' }])
    expect(await decider(pilotUnit)).toBe(tried)
    await evaluate(server, 'end', '2025-04-10')
    expect(await work(publisher)).toEqual([])
  })

  it('PU6 extended to all, it is in force for all from that day under the same hash; the days before keep theirs', async () => {
    await onTrial(server)
    toDay(server, '2025-03-20')
    const extended = await evaluate(server, 'extend', '2025-04-01')
    expect([extended.status, extended.body.inForce]).toEqual([200, before])
    const days = ['2025-03-04', '2025-03-05', '2025-03-31', '2025-04-01']
    const answered = []
    for (const asOf of days)
      answered.push([await decider(pilotUnit, asOf), await decider(otherUnit, asOf)])
    expect(answered).toEqual([
      [before, before],
      [tried, before],
      [tried, before],
      [tried, tried],
    ])
    toDay(server, '2025-04-01')
    const { body } = await server.ask('/v1/rulesets/small', { key: integrator })
    expect(body.inForce).toBe(tried)
    const { body: book } = await server.ask('/v1/rulesets/small/book', { key: integrator })
    expect([book.version, book.from]).toEqual([tried, '2025-04-01'])
    expect(await decide()).not.toHaveProperty('versionChoice')
    const again = await evaluate(server, 'end', '2025-04-02')
    expect([again.status, again.body.code]).toEqual([409, 'PILOT_DECIDED'])
  })

  it('PU6 ended, the version for all applies to its units again from that day', async () => {
    await onTrial(server)
    toDay(server, '2025-03-20')
    const past = await evaluate(server, 'end', '2025-03-19')
    expect(past.body.code).toBe('PILOT_DAY_PAST')
    await evaluate(server, 'end', '2025-03-22')
    const answered = []
    for (const asOf of ['2025-03-21', '2025-03-22']) answered.push(await decider(pilotUnit, asOf))
    expect(answered).toEqual([tried, before])
    const none = await evaluate(server, 'end', '2025-03-22', before)
    expect(none.body.code).toBe('PILOT_NONE')
  })

  it('PU7 is suspended by two as any other: its units go by the version for all until it is restored', async () => {
    await onTrial(server)
    toDay(server, '2025-03-06')
    await byTwo(server, tried, 'suspend')
    expect([await decider(pilotUnit), await decider(otherUnit)]).toEqual([before, before])
    expect((await evaluate(server, 'extend', '2025-03-10')).body.code).toBe('VERSION_SUSPENDED')
    server.clock.advance(day)
    await byTwo(server, tried, 'restore')
    expect([await decider(pilotUnit), await decider(otherUnit)]).toEqual([tried, before])
  })

  it('PU7 gives way to a newer version for all, which is not extended over, and a newer trial to neither', async () => {
    await onTrial(server)
    const revision = await saveStricter(server, 'allowWithAdvice')
    const second = await publishOnTrial(server, {
      revision,
      from: '2025-03-10',
      units: [pilotUnit, 'D01'],
    })
    expect(second.body.version).toBe('1.0.2')
    expect([
      await decider(pilotUnit, '2025-03-09'),
      await decider(pilotUnit, '2025-03-10'),
      await decider('D01', '2025-03-10'),
      await decider(otherUnit, '2025-03-10'),
    ]).toEqual([tried, '1.0.2', '1.0.2', before])
    expect((await evaluate(server, 'end', '2025-03-15', '1.0.2')).status).toBe(200)
    expect(await decider(pilotUnit, '2025-03-15')).toBe(tried)
    expect(await decider('D01', '2025-03-15')).toBe(before)

    await saveStricter(server, 'requireReason')
    const draft = (
      await server.ask('/v1/rulesets/small/draft', { key: await server.key(grants.editor) })
    ).body
    await server.publishDraft('small', draft.revision as number, '2025-03-20')
    expect([
      await decider(pilotUnit, '2025-03-19'),
      await decider(pilotUnit, '2025-03-20'),
      await decider(otherUnit, '2025-03-20'),
    ]).toEqual([tried, '1.0.3', '1.0.3'])
    const late = await evaluate(server, 'extend', '2025-03-25')
    expect(late.body).toMatchObject({ code: 'PILOT_SUPERSEDED' })
    toDay(server, '2025-03-20')
    expect(await work(await publisherOf(server))).toEqual([])
  })

  it('PU8 is written down as what it is: nothing of the version changes, and all of it is in the audit log', async () => {
    await onTrial(server)
    toDay(server, '2025-03-06')
    const { body } = await server.ask('/v1/rulesets/small', { key: integrator })
    const [{ hash }] = body.versions
    await evaluate(server, 'extend', '2025-03-07')
    const after = (await server.ask('/v1/rulesets/small', { key: integrator })).body.versions[0]
    expect(after).toMatchObject({
      hash,
      from: '2025-03-05',
      pilot: { units: [{ id: pilotUnit, title: '河东镇卫生院' }], evaluateBy: '2025-04-05' },
      evaluations: [{ decision: 'extend', day: '2025-03-07' }],
    })
    const { items } = (await server.ask('/v1/audit', { key: await server.key(grants.auditor) }))
      .body
    const told = items.filter(
      ({ action, detail }: { action: string; detail: { version?: string } }) =>
        /^ruleset\.(publish|evaluate)$/.test(action) && detail.version === tried,
    )
    expect(told).toMatchObject([
      { action: 'ruleset.evaluate', detail: { decision: 'extend', day: '2025-03-07' } },
      { action: 'ruleset.publish', detail: { pilot: { units: [pilotUnit] } } },
    ])
  })

  it('PU9 comparisons, and what a draft differs from, go by the version for all', async () => {
    await onTrial(server)
    toDay(server, '2025-03-06')
    const key = await publisherOf(server)
    const { body } = await server.ask('/v1/matrix?asOf=2025-03-06', { key })
    expect(body.rulesets[0].version).toBe(before)
    await saveStricter(server, 'requireReason')
    const changed = await server.ask('/v1/rulesets/small/draft/outcomes?from=2025-03-06', { key })
    expect(changed.body.version).toBe(before)
  })

  it('PU8 leaves the server only once it applies to all', async () => {
    await onTrial(server)
    const address = `/v1/rulesets/small/versions/${tried}/export`
    const key = await publisherOf(server)
    const refused = await server.ask(address, { key })
    expect([refused.status, refused.body.code]).toEqual([409, 'EXPORT_PILOT'])
    toDay(server, '2025-03-05')
    await evaluate(server, 'extend', '2025-03-05')
    expect((await server.ask(address, { key })).status).toBe(200)
  })
})

describe.each(bothStores())('a version on trial on $name', ({ open, there, drop }) => {
  it.skipIf(!there)(
    'PU1, PU6 applies to its units, and then to all, from the days that were said',
    async () => {
      const own = server
      server = await open(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
      try {
        await server.publish(triedRuleset())
        await saveUnits(server)
        integrator = await server.key(grants.integrator)
        await onTrial(server)
        toDay(server, '2025-03-06')
        expect((await evaluate(server, 'extend', '2025-03-08')).status).toBe(200)
        const answered = []
        for (const asOf of ['2025-03-04', '2025-03-05', '2025-03-08'])
          answered.push([await decider(pilotUnit, asOf), await decider(otherUnit, asOf)])
        expect(answered).toEqual([
          [before, before],
          [tried, before],
          [tried, tried],
        ])
      } finally {
        await server.close()
        await drop()
        server = own
      }
    },
  )
})
