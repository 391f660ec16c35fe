import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { entryId, type AuditEntry } from '../../../server/src/audit/audit-entry.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { codesOf, Tamperer, type Stored } from '../audit/tamper.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'

let server: TestServer
let key: string
let tamperer: Tamperer

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  tamperer = new Tamperer(server)
})
afterEach(async () => {
  await tamperer.undo()
})
afterAll(() => server.close())

/** So long that no seal or salt holds it by chance. */
const patient = 'patient-to-be-erased'

async function start(): Promise<string> {
  const facts = { ...referralFacts(), 'patient.id': patient }
  const body = { ruleset: 'small', pathway: 'referral', facts }
  return (await server.ask('/v1/cases', { key, body })).body.id as string
}
const send = async (id: string, body: object) =>
  await server.ask(`/v1/cases/${id}/events`, { key, body })
const read = async (id: string) => (await server.ask(`/v1/cases/${id}`, { key })).body
const stored = async (id: string) => (await server.raw.get<Stored>('cases', id))!
const change = async (id: string, work: (document: Stored) => void) => {
  const document = structuredClone(await stored(id))
  work(document)
  await tamperer.overwrite('cases', document)
}

describe('a case that was tampered with', () => {
  it('is shown, with where it is not as it was written, and takes no further step', async () => {
    const id = await start()
    await send(id, { type: 'send' })
    expect((await read(id)).damage).toEqual([])
    await change(id, (document) => {
      document['snapshot'].facts.urgency = 'low'
    })
    const shown = await read(id)
    expect(shown.facts.urgency).toBe('low')
    expect(shown.damage).toEqual([
      expect.objectContaining({
        code: 'CASE_STATE_CHANGED',
        severity: 'error',
        where: `cases/${id}/snapshot/facts`,
        message: { zh: expect.stringContaining('不符'), en: expect.stringContaining('history') },
        advice: { zh: expect.stringContaining('人工'), en: expect.stringContaining('by hand') },
      }),
    ])
    const refused = await send(id, { type: 'note', facts: { age: 3 } })
    expect([refused.status, refused.body.code]).toEqual([409, 'CASE_ALTERED'])
    const offered = await server.ask(`/v1/cases/${id}/events/available`, { key })
    expect([offered.status, offered.body.code]).toEqual([409, 'CASE_ALTERED'])
    expect((await stored(id))['history']).toHaveLength(2)
  })

  it('leaves the others alone', async () => {
    const [damaged, sound] = [await start(), await start()]
    await change(damaged, (document) => {
      document['state'] = 'accepted'
    })
    expect((await send(damaged, { type: 'note' })).body.code).toBe('CASE_ALTERED')
    expect((await send(sound, { type: 'note' })).status).toBe(200)
    const list = (await server.ask('/v1/cases', { key })).body.items.map((item: Stored) => item.id)
    expect(list).toEqual(expect.arrayContaining([damaged, sound]))
  })

  it('fires none of its timers, and says so, while others fire theirs', async () => {
    const [damaged, sound] = [await start(), await start()]
    for (const id of [damaged, sound]) await send(id, { type: 'send' })
    await change(damaged, (document) => {
      document['snapshot'].facts.age = 200
    })
    server.clock.advance(2 * hour + minute)
    const failed: string[] = []
    const scan = new TimerScan(server.context, ({ code }, { id }) => failed.push(`${id} ${code}`))
    const { fired } = await scan.run()
    expect(failed).toEqual([`${damaged} CASE_ALTERED`])
    expect(fired).toBeGreaterThan(0)
    expect((await read(sound)).state).toBe('overdue')
  })

  it('takes no step whichever part of what the step rests on was changed', async () => {
    const id = await start()
    await send(id, { type: 'send' })
    const changes: Readonly<Record<string, (document: Stored) => void>> = {
      state: (document) => (document['state'] = 'draft'),
      value: (document) => (document['snapshot'].value = 'draft'),
      facts: (document) => delete document['snapshot'].facts.urgency,
      timers: (document) => document['snapshot'].timers.push({ id: 'x', event: 'x', delay: 'x' }),
      bundle: (document) => (document['snapshot'].bundle = 'x'),
      unit: (document) => (document['fromUnit'] = 'T02'),
      event: (document) => (document['history'][1].event = 'note'),
      to: (document) => (document['history'][1].to = 'draft'),
      seal: (document) => (document['history'][1].hash = document['history'][0].hash),
      cut: (document) => document['history'].pop(),
      put: (document) => document['history'].push(document['history'][1]),
      emptied: (document) => (document['history'] = []),
    }
    for (const [name, work] of Object.entries(changes)) {
      await change(id, work)
      const answer = await send(id, { type: 'note' })
      expect([name, answer.body.code]).toEqual([
        name,
        expect.stringMatching(/ALTERED|DAMAGED|UNTRACED/),
      ])
      expect((await read(id)).damage, name).not.toEqual([])
      await tamperer.undo()
    }
    expect((await send(id, { type: 'note' })).status).toBe(200)
  })

  it('tells of every step that was altered, of refusals, of effects, and of what was put back', async () => {
    const id = await start()
    await send(id, { type: 'accept' })
    await send(id, { type: 'send', reason: '病情需要' })
    await send(id, { type: 'note', facts: { age: 71 } })
    const before = await stored(id)
    await send(id, { type: 'note', facts: { age: 72 } })
    const places = async (work: (document: Stored) => void) => {
      await change(id, work)
      const { damage } = await read(id)
      await tamperer.undo()
      return damage.map(({ where }: { where: string }) => where.slice(`cases/${id}`.length))
    }
    expect(await places(({ history }) => (history[1].reason = '另一理由'))).toEqual(['/history/1'])
    expect(await places(({ history }) => (history[2].facts.age = 17))).toContain('/history/2')
    expect(await places(({ history }) => (history[2].actor.title = '李伟'))).toEqual(['/history/2'])
    expect(await places(({ refusals }) => (refusals[0].code = 'X'))).toEqual(['/refusals/0'])
    expect(await places(({ refusals }) => refusals.pop())).toEqual([''])
    expect(await places(({ outbox }) => outbox.pop())).toEqual(['/outbox'])
    expect(await places((document) => (document['county'] = 'south'))).toEqual([''])
    // A timer that nobody looks at would never fire.
    expect(await places((document) => (document['nextTimerAt'] = null))).toEqual(['/nextTimerAt'])
    expect(await places((document) => (document['steps'] = 1))).toEqual(['/steps'])
    await change(id, (document) => delete document['steps'])
    expect(await codesOf(server)).toEqual(['CASE_STATE_CHANGED'])
    await tamperer.undo()
    expect(await places((document) => (document['stuckTimerAt'] = document['createdAt']))).toEqual([
      '/stuckTimerAt',
    ])
    await tamperer.overwrite('cases', before)
    const { damage } = await read(id)
    expect(damage.map(({ code }: { code: string }) => code)).toEqual(['DOCUMENT_OLDER'])
    expect((await send(id, { type: 'note' })).body.code).toBe('RECORD_UNTRACED')
  })

  it('is no case of which only the log was tampered with', async () => {
    const id = await start()
    const entry = await server.raw.get<AuditEntry>('audit', entryId(`cases/${id}`, 1))
    await tamperer.overwrite('audit', { ...entry!, action: 'x' } as unknown as Stored)
    expect((await read(id)).damage).toEqual([])
    expect((await send(id, { type: 'note' })).status).toBe(200)
    expect(await codesOf(server)).toEqual(['ENTRY_CHANGED'])
  })
})

describe('a person whose data are erased', () => {
  it('leaves chains, checkpoints and the case whole, and nobody can erase without saying so', async () => {
    const id = await start()
    await send(id, { type: 'accept' })
    await send(id, { type: 'send', reason: '病情需要' })
    await send(id, { type: 'note', facts: { age: 71 } })
    await server.store.writeCheckpoint()
    const document = await server.store.get<Stored>('cases', id)
    const erased = erase(document!)
    // By hand, past the log.
    const { revision } = document!
    await tamperer.overwrite('cases', { ...erased, audit: (await stored(id))['audit'], revision })
    expect(await codesOf(server)).toEqual(['DOCUMENT_CHANGED'])
    await tamperer.undo()
    const write = { kind: 'replace', collection: 'cases', document: erased } as const
    const actor = { kind: 'user', id: 'wang.li', title: '王丽' }
    await server.store.commit([{ ...write, expectedRevision: revision }], {
      action: 'case.erase',
      actor,
      target: id,
      county: 'north',
    })
    // What the log says beside it is erased entry by entry, each with an entry that says so.
    for (const entry of await tamperer.entries()) {
      if (entry.chain !== `cases/${id}` || entry.detail === undefined) continue
      const { detail: _detail, salt: _salt, ...rest } = entry
      const next = { ...rest, revision: 2 }
      await server.raw.commit([
        { kind: 'replace', collection: 'audit', document: next, expectedRevision: 1 },
      ])
      const { id: target, county } = entry
      await server.context.commit([], { action: 'audit.erase', actor, target, county })
    }
    expect(await codesOf(server)).toEqual([])
    expect((await read(id)).damage).toEqual([])
    const left = JSON.stringify([await stored(id), await tamperer.entries()])
    for (const told of [patient, '病情需要', '"age":71']) expect(left).not.toContain(told)
  })

  it('cannot be given another content once the salt is gone', async () => {
    const id = await start()
    await change(id, (document) => {
      delete document['history'][0].salt
    })
    expect((await read(id)).damage).not.toEqual([])
    await change(id, (document) => {
      document['history'][0].facts = {}
    })
    expect((await read(id)).damage).not.toEqual([])
  })
})

/** What a later erasing will leave of a case: nothing of the person, and all of what was done. */
function erase(document: Stored): Stored {
  const blank = { facts: {}, changes: {}, decisions: [], actions: [] }
  const { snapshot } = document
  return {
    ...document,
    revision: document.revision + 1,
    patient: null,
    fromUnit: null,
    toUnit: null,
    createKey: null,
    snapshot: { ...snapshot, facts: {} },
    history: document['history'].map(
      ({ salt: _salt, reason: _reason, request: _request, ...step }: Stored) => ({
        ...step,
        ...blank,
      }),
    ),
    refusals: document['refusals'].map(
      ({ salt: _salt, request: _request, ...refusal }: Stored) => ({
        ...refusal,
        message: { zh: '', en: '' },
        issue: {},
        needs: [],
        decisions: [],
        closed: [],
      }),
    ),
    outbox: [],
  }
}
