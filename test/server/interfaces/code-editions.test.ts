import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeCodeMap } from '../../../server/src/operations/code-maps/change-code-map.ts'
import { importCodeMap } from '../../../server/src/operations/code-maps/import-code-map.ts'
import type { Caller } from '../../../server/src/operations/context/caller.ts'
import { verifyAll } from '../audit/tamper.ts'
import { codeOf } from '../harness/code-of.ts'
import type { TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { bothStores } from '../rulesets/on-both-stores.ts'
import { about, clinical, header, insurance, MappedServer, rows } from './mapped-server.ts'

let server: TestServer
let system: string

beforeAll(async () => {
  const county = await MappedServer.open()
  ;({ server, system } = county)
  const { id } = (await county.send(header + rows)).body.map
  await county.change(id, { status: 'inUse' })
})
afterAll(() => server.close())

describe('facts of another edition in plain JSON', () => {
  const edition = { system: clinical }
  const decide = async (facts: object, editions?: object) =>
    await server.ask('/v1/rulesets/small/decisions/pathwayEntry', {
      key: system,
      body: { facts: { stable: true, ...facts }, ...(editions && { editions }) },
    })
  const main = { 'episode.mainDiagnosis': edition }

  it('CM7 reads a fact of another edition by the map in use, and says so', async () => {
    const { body } = await decide({ 'episode.mainDiagnosis': 'S10.100' }, main)
    expect(body.outcome).toBe('allow')
    expect(body.translations).toEqual([
      {
        fact: 'episode.mainDiagnosis',
        sent: 'S10.100',
        code: 'S10.1',
        taken: true,
        message: {
          zh: 'S10.100（临床版）→ S10.1（医保版），按编码对照“临床版到医保版（样例）”（《样例对照表》，2024-06-01）',
          en: expect.stringContaining(
            'S10.100 (临床版) → S10.1 (医保版), by the code map',
          ) as string,
        },
      },
    ])
    const direct = await decide({ 'episode.mainDiagnosis': 'S10.1' })
    expect(direct.body.outcome).toBe('allow')
    expect(direct.body).not.toHaveProperty('translations')
    const named = { 'episode.mainDiagnosis': { system: insurance } }
    const asItIs = await decide({ 'episode.mainDiagnosis': 'S10.1' }, named)
    expect([asItIs.body.outcome, asItIs.body.translations]).toEqual(['allow', []])
  })

  it.each([
    ['S30.000', clinical, '对应几个医保版代码（S30.1、S30.2）'],
    ['S40.000', clinical, '没有对应的医保版代码'],
    ['S99.999', clinical, '不在编码对照'],
    ['S10.1', 'urn:sample:nobody', '没有启用的编码对照涉及“urn:sample:nobody”'],
  ])('CM7 does not know what %s of %s is, and says why', async (code, of, why) => {
    const { body } = await decide(
      { 'episode.mainDiagnosis': code },
      { 'episode.mainDiagnosis': { system: of } },
    )
    expect(body.outcome).toBe('needsFacts')
    expect(body.needs.map(({ fact }: { fact: string }) => fact)).toEqual(['episode.mainDiagnosis'])
    expect(body.translations).toMatchObject([{ sent: code, code: null, taken: false }])
    expect(body.translations[0].message.zh).toContain(why)
  })

  it('CM7 does not know a list of which it does not know one code', async () => {
    const others = { 'episode.otherDiagnoses': edition }
    const begin = async (codes: readonly string[]) =>
      await server.ask('/v1/cases', {
        key: system,
        body: {
          ruleset: 'small',
          pathway: 'referral',
          facts: { ...referralFacts('T01', 'D01'), 'episode.otherDiagnoses': codes },
          editions: others,
        },
      })
    const whole = await begin(['S20.100', 'S20.200', 'S10.100'])
    expect(whole.body.facts['episode.otherDiagnoses']).toEqual(['S20', 'S10.1'])
    const part = await begin(['S20.100', 'S30.000'])
    expect(part.body.facts).not.toHaveProperty('episode.otherDiagnoses')
    expect(part.body.translations).toMatchObject([
      { sent: 'S20.100', code: 'S20', taken: false },
      { sent: 'S30.000', code: null, taken: false },
    ])
  })

  it('CM7 refuses an edition of what was not sent, or is no code', async () => {
    const refused = await decide({}, { ...main, stable: edition })
    expect(codeOf(refused.body)).toBe('FACTS_INVALID')
    expect(refused.body.issues.map(({ path }: { path: string }) => path)).toEqual([
      '/editions/episode.mainDiagnosis',
      '/editions/stable',
    ])
  })

  it('CM7 begins and steps a case by it, says so again to who asks again, and keeps the code of the rules', async () => {
    const facts = { ...referralFacts('T01', 'D01'), 'episode.mainDiagnosis': 'S10.100' }
    const body = { ruleset: 'small', pathway: 'referral', facts, editions: main }
    const start = { key: system, body, headers: { 'idempotency-key': 'cm7' } }
    const begun = (await server.ask('/v1/cases', start)).body
    expect(begun.facts['episode.mainDiagnosis']).toBe('S10.1')
    expect(begun.translations).toMatchObject([{ sent: 'S10.100', code: 'S10.1' }])
    expect((await server.ask('/v1/cases', start)).body).toEqual(begun)
    const other = { ...body, editions: { 'episode.mainDiagnosis': { system: insurance } } }
    const reused = await server.ask('/v1/cases', { ...start, body: other })
    expect(codeOf(reused.body)).toBe('IDEMPOTENCY_KEY_REUSED')

    const note = async (code: string) =>
      await server.ask(`/v1/cases/${begun.id}/events`, {
        key: system,
        body: {
          type: 'note',
          reason: '补录诊断',
          facts: { 'episode.mainDiagnosis': code },
          editions: main,
        },
      })
    const noted = (await note('S20.200')).body
    expect(noted.facts['episode.mainDiagnosis']).toBe('S20')
    expect(noted.translations).toMatchObject([{ sent: 'S20.200', code: 'S20' }])
    // What the case knows does not stand for what could not be read.
    const unread = await note('S30.000')
    expect([unread.status, codeOf(unread.body)]).toEqual([422, 'CODE_UNREAD'])
    expect(unread.body.message.zh).toContain('“S20”')
    const kept = await server.store.get('cases', begun.id)
    expect(kept).toMatchObject({ steps: 2 })
    expect(JSON.stringify(kept)).not.toContain('S10.100')
    const read = await server.ask(`/v1/cases/${begun.id}`, { key: system })
    expect(read.body).not.toHaveProperty('translations')
    const auditor = await server.key({ role: 'auditor', county: 'north', units: '*' })
    const log = (await server.ask('/v1/audit?limit=200', { key: auditor })).body
    const entry = log.items.find(({ target }: { target: string }) => target === begun.id)
    expect(entry.detail.codeMaps).toEqual([expect.any(String)])
  })

  const diagnosed = (code: string) => ({
    facts: { 'episode.mainDiagnosis': code },
    editions: main,
  })
  const note = (code: string) => ({
    ...diagnosed(code),
    type: 'note',
    reason: '补录诊断',
    occurredAt: server.context.clock.now(),
  })
  const begunWith = (code: string) => ({
    facts: { ...referralFacts('T01', 'D01'), 'episode.mainDiagnosis': code },
    editions: main,
  })
  /** The maps that the log names for the latest entry about a case. */
  const mapsLogged = async (id: string) => {
    const auditor = await server.key({ role: 'auditor', county: 'north', units: '*' })
    const log = (await server.ask('/v1/audit?limit=200', { key: auditor })).body
    return log.items.find(({ target }: { target: string }) => target === id)?.detail.codeMaps
  }

  it('CM8 corrects a case by it, says of which change each code is, and keeps the code of the rules', async () => {
    const worker = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts('T01', 'D01') }
    const { id } = (await server.ask('/v1/cases', { key: system, body })).body
    const ask = async (changes: readonly object[], rest = '', key = 'correct') =>
      await server.ask(`/v1/cases/${id}/corrections${rest}`, {
        key: worker,
        body: { reason: '录入有误', changes },
        headers: { 'idempotency-key': key, 'if-match': '*' },
      })
    const changes = [
      { kind: 'corrected', entry: '1', ...begunWith('S20.100') },
      { kind: 'late', ...note('S10.100') },
    ]
    const told = [
      { path: '/changes/0/facts', sent: 'S20.100', code: 'S20', taken: true },
      { path: '/changes/1/facts', sent: 'S10.100', code: 'S10.1', taken: true },
    ]
    const seen = await ask(changes, '/preview')
    expect(seen.body.translations).toMatchObject(told)
    const corrected = await ask(changes)
    expect(corrected.body.translations).toMatchObject(told)
    expect(corrected.body.facts['episode.mainDiagnosis']).toBe('S10.1')
    expect((await ask(changes)).body).toEqual(corrected.body)
    expect(JSON.stringify(await server.store.get('cases', id))).not.toContain('S20.100')
    expect(await mapsLogged(id)).toEqual([expect.any(String)])

    // What the case knows by then does not stand for what could not be read.
    const unread = await ask([{ kind: 'late', ...note('S30.000') }], '', 'unread')
    expect([unread.status, codeOf(unread.body)]).toEqual([422, 'CODE_UNREAD'])
    expect(unread.body.message.zh).toContain('“S10.1”')
    const misnamed = await ask([{ kind: 'corrected', entry: '1', editions: main }], '', 'misnamed')
    expect(codeOf(misnamed.body)).toBe('FACTS_INVALID')
    expect(misnamed.body.issues[0].path).toBe('/changes/0/editions/episode.mainDiagnosis')
    expect(await server.store.get('cases', id)).toMatchObject({ steps: 2 })

    // Nothing stands before the beginning of a case: what cannot be read there is unknown.
    const begun = { kind: 'corrected', entry: '1', ...begunWith('S40.000') }
    const unknown = await ask([begun, { kind: 'voided', entry: '2.2' }], '', 'unknown')
    expect(unknown.body.facts).not.toHaveProperty('episode.mainDiagnosis')
    expect(unknown.body.translations).toMatchObject([
      { path: '/changes/0/facts', code: null, taken: false },
    ])
  })

  it('CM8 enters a sheet by it, and a code that cannot be read is refused where another would stand for it', async () => {
    const worker = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
    const ask = async (start: object, events: readonly object[], rest = '') =>
      await server.ask(`/v1/paper-cases${rest}`, {
        key: worker,
        body: {
          sheet: `cm8 ${JSON.stringify([start, events]).length}`,
          ruleset: 'small',
          pathway: 'referral',
          occurredAt: server.context.clock.now(),
          ...start,
          events,
        },
      })
    const told = [
      { path: '/facts', sent: 'S10.100', code: 'S10.1' },
      { path: '/events/0/facts', sent: 'S20.200', code: 'S20' },
    ]
    const seen = await ask(begunWith('S10.100'), [note('S20.200')], '/preview')
    expect(seen.body.translations).toMatchObject(told)
    const entered = await ask(begunWith('S10.100'), [note('S20.200')])
    expect(entered.body.translations).toMatchObject(told)
    expect(entered.body.facts['episode.mainDiagnosis']).toBe('S20')
    expect((await ask(begunWith('S10.100'), [note('S20.200')])).body).toEqual(entered.body)
    expect(await mapsLogged(entered.body.id)).toEqual([expect.any(String)])
    expect(JSON.stringify(await server.store.get('cases', entered.body.id))).not.toContain(
      'S20.200',
    )

    const unread = await ask(begunWith('S10.100'), [note('S30.000')], '/preview')
    expect([unread.status, codeOf(unread.body)]).toEqual([422, 'CODE_UNREAD'])
    expect(unread.body.message.zh).toContain('“S10.1”')
    // What comes later in time may say it: nothing stood before.
    const later = await ask(begunWith('S30.000'), [note('S20.200')], '/preview')
    expect(later.body.facts['episode.mainDiagnosis']).toBe('S20')
    expect(later.body.translations).toMatchObject([{ code: null }, { code: 'S20' }])
    const direct = await ask({ facts: referralFacts('T01', 'D01') }, [], '/preview')
    expect(direct.body).not.toHaveProperty('translations')
  })

  it('CM7 decides many lines by it, each by its own edition', async () => {
    const lines = [
      { id: 'a', facts: { stable: true, 'episode.mainDiagnosis': 'S10.100' }, editions: main },
      { id: 'b', facts: { stable: true, 'episode.mainDiagnosis': 'S10.1' } },
      { id: 'c', facts: { stable: true, 'episode.mainDiagnosis': 'S30.000' }, editions: main },
      { id: 'd', facts: { stable: true }, editions: main },
    ]
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/v1/rulesets/small/decisions/pathwayEntry/batch',
      headers: { authorization: `Bearer ${system}`, 'content-type': 'application/x-ndjson' },
      payload: lines.map((line) => JSON.stringify(line)).join('\n'),
    })
    const answers = reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers.map((each) => each.reply?.outcome ?? each.problem?.code)).toEqual([
      'allow',
      'allow',
      'needsFacts',
      'FACTS_INVALID',
      undefined,
    ])
    const codes = answers.map((each) => each.reply?.translations?.[0].code)
    expect(codes.slice(0, 3)).toEqual(['S10.1', undefined, null])
  })

  it('CM7 attests in a receipt what the rules were asked about', async () => {
    const { body } = await server.ask('/v1/rulesets/small/decisions/pathwayEntry/receipt', {
      key: system,
      body: { facts: { stable: true, 'episode.mainDiagnosis': 'S10.100' }, editions: main },
    })
    expect(body.about.facts).toEqual({ stable: true, 'episode.mainDiagnosis': 'S10.1' })
    expect(body.about.answer.outcome).toBe('allow')
  })
})

describe.each(bothStores())('CM3 of maps put in use at once on $name', ({ open, there, drop }) => {
  it.skipIf(!there)(
    'the second is judged by what the first left, and changes nothing',
    async () => {
      const two = await open(new TurnableClock())
      try {
        const grants = ['editor', 'publisher'].map(
          (role) => ({ role, county: 'north', units: '*' }) as Caller['grants'][number],
        )
        const caller = (id: string): Caller => ({ kind: 'user', id, title: id, grants })
        const content = Buffer.from(header + rows)
        const imported = async (title: string, source: string, target: string) => {
          const query = { ...about, title, sourceSystem: source, targetSystem: target } as const
          const brought = { query: { ...query, format: 'csv' as const }, content }
          return (await importCodeMap(two.context, caller('editor'), brought)).document.id
        }
        const onward = await imported('there', clinical, insurance)
        const back = await imported('back', insurance, clinical)
        const use = { status: 'inUse', reason: '' } as const
        // Prepared from one state: before the one is written, the other was.
        let first = true
        const overtaken: typeof two.context = {
          ...two.context,
          commit: async (change, audit) => {
            if (first) {
              first = false
              await changeCodeMap(two.context, caller('one'), back, use)
            }
            return await two.context.commit(change, audit)
          },
        }
        await expect(changeCodeMap(overtaken, caller('other'), onward, use)).rejects.toMatchObject({
          code: 'CODE_MAP_CROSSED',
        })
        expect(first).toBe(false)
        const uses = await two.store.get('codeMapUses', 'north')
        expect(uses).toMatchObject({ revision: 1, maps: { [back]: { usedBy: 'one' } } })
        expect(JSON.stringify(uses)).not.toContain(onward)
        expect((await verifyAll(two)).problems).toEqual([])
      } finally {
        await two.close()
        await drop()
      }
    },
  )
})
