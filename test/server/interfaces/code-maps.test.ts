import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../harness/code-of.ts'
import type { TestServer } from '../harness/open-test-server.ts'
import { about, clinical, header, insurance, MappedServer, rows } from './mapped-server.ts'

let county: MappedServer
let server: TestServer
let editor: string
let system: string

beforeAll(async () => {
  county = await MappedServer.open()
  ;({ server, editor, system } = county)
})
afterAll(() => server.close())

const send: MappedServer['send'] = async (...given) => await county.send(...given)
const change: MappedServer['change'] = async (...given) => await county.change(...given)

const problemsOf = ({ body }: { body: { problems?: { code: string; row: number }[] } }) =>
  (body.problems ?? []).map(({ code, row }) => [code, row])

interface Coding {
  readonly system: string
  readonly code: string
  readonly version?: string
}

/** What a doctor is told who admits a patient of whom this is the only diagnosis. */
async function admitted(...coding: readonly Coding[]) {
  const { status, body } = await server.ask('/v1/rulesets/small/cds-services/pathway-entry', {
    key: system,
    headers: { 'accept-language': 'zh' },
    body: {
      hook: 'encounter-start',
      hookInstance: '4f2f2d7c-6a35-4a8a-9f0e-1f7c6a0b9c1d',
      context: { patientId: 'p-1', encounterId: 'e-1', userId: 'Practitioner/1' },
      prefetch: {
        encounter: { resourceType: 'Encounter', id: 'e-1' },
        conditions: {
          resourceType: 'Bundle',
          entry: [{ resource: { resourceType: 'Condition', id: 'c-1', code: { coding } } }],
        },
      },
      extension: { jieli: { facts: { stable: true } } },
    },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.cards[0] as { summary: string; detail: string }
}

describe('a map of codes', () => {
  it('CM1 is brought in whole or not at all, and names the document it comes from', async () => {
    const bad = [
      'S1,甲,,,',
      ',乙,S2,,',
      'S3,丙,S3.1,,',
      'S3,丙,S3.1,,',
      'S4,丁,S4.1,,',
      'S4,丁,,,无',
      'S5 x,戊,S5.1,,',
    ].join('\n')
    const refused = await send(header + bad)
    expect(refused.status).toBe(422)
    expect(problemsOf(refused)).toEqual([
      ['CODE_MAP_TARGET_EMPTY', 2],
      ['CELL_REQUIRED', 3],
      ['ROW_TWICE', 5],
      ['CELL_TYPE', 8],
      ['CODE_MAP_NONE_TOO', 7],
    ])
    expect((await send(header)).body.code).toBe('TABLE_REFUSED')
    expect((await server.ask('/v1/code-maps', { key: editor })).body.items).toEqual([])

    const { status, body } = await send(header + rows)
    expect(status).toBe(201)
    expect(body.map).toMatchObject({
      status: 'imported',
      codes: 5,
      document: { title: '样例对照表', on: '2024-06-01' },
      source: { system: clinical, version: null, name: '临床版' },
    })
    expect((await send(header + rows, { targetSystem: clinical })).body.code).toBe('CODE_MAP_SAME')
  })

  it('CM2 counts how its codes stand to each other, and refuses a word that says otherwise', async () => {
    const [map] = (await server.ask('/v1/code-maps', { key: editor })).body.items
    expect(map.counts).toEqual({ oneToOne: 1, manyToOne: 2, oneToMany: 1, none: 1 })
    const missing = await send(`${header}S30.000,丙,S30.1,,一对多`)
    expect(problemsOf(missing)).toEqual([['CODE_MAP_KIND', 2]])
    expect((await send(`${header}S1,甲,S1.1,,maybe`)).body.problems[0].code).toBe('CELL_TYPE')
  })

  it('CM3 works once another person has put it in use, in place of the one before', async () => {
    const both = await server.key(
      { role: 'editor', county: 'north', units: '*' },
      { role: 'publisher', county: 'north', units: '*' },
    )
    const own = await send(header + rows, { title: 'own' }, both)
    const id = own.body.map.id
    expect((await change(id, { status: 'inUse' }, both)).body.code).toBe('CODE_MAP_OWN')
    expect((await change(id, { status: 'inUse' }, editor)).body.code).toBe('PERMISSION_MISSING')
    expect((await admitted({ system: clinical, code: 'S10.100' })).detail).not.toContain('S10.1（')

    expect((await change(id, { status: 'inUse' })).body).toMatchObject({ status: 'inUse' })
    const [first] = (await server.ask('/v1/code-maps', { key: editor })).body.items.filter(
      ({ title }: { title: string }) => title === about.title,
    )
    expect((await change(first.id, { status: 'inUse' })).status).toBe(200)
    const list = (await server.ask('/v1/code-maps', { key: editor })).body.items
    const statuses = new Map(
      list.map(({ id: each, status }: { id: string; status: string }) => [each, status]),
    )
    expect(statuses.get(id)).toBe('ended')
    expect(statuses.get(first.id)).toBe('inUse')
    expect((await change(id, { status: 'inUse' })).body.code).toBe('CODE_MAP_STATUS')

    // The rules are written in one edition: no map goes on from where another ends.
    const on = { sourceSystem: insurance, targetSystem: 'urn:sample:third', title: 'on' }
    const third = (await send(header + rows, on)).body.map
    expect((await change(third.id, { status: 'inUse' })).body.code).toBe('CODE_MAP_CROSSED')
    expect((await change(third.id, { status: 'ended' })).body.code).toBe('CODE_MAP_REASON')
    const reason = 'brought in by mistake'
    expect((await change(third.id, { status: 'ended', reason })).body.reason).toBe(reason)
  })

  it('CM4 reads a code with one target as that, says by which map, and takes a code of the rules as it is', async () => {
    const mapped = await admitted({ system: clinical, code: 'S10.100' })
    expect(mapped.summary).toContain('紧急，可以转诊')
    expect(mapped.detail).toContain(
      'S10.100（临床版）→ S10.1（医保版），按编码对照“临床版到医保版（样例）”（《样例对照表》，2024-06-01）',
    )
    const direct = await admitted({ system: insurance, code: 'S10.1' })
    expect(direct.summary).toBe(mapped.summary)
    expect(direct.detail).not.toContain('编码对照')
    const twice = await admitted(
      { system: clinical, code: 'S20.200' },
      { system: insurance, code: 'S10.1' },
    )
    expect(twice.summary).toBe(mapped.summary)
    // Another code that is known stays another.
    const other = await admitted({ system: clinical, code: 'S20.200' })
    expect(other.summary).not.toBe(mapped.summary)
    expect(other.detail).toContain('S20.200（临床版）→ S20（医保版）')
  })

  it.each([
    ['S30.000', '对应几个医保版代码（S30.1、S30.2）'],
    ['S40.000', '没有对应的医保版代码'],
    ['S99.999', '不在编码对照'],
  ])('CM5 does not know what %s is, and says why: %s', async (code, why) => {
    const card = await admitted({ system: clinical, code })
    expect(card.summary).toContain('还缺')
    expect(card.summary).toContain('主要诊断')
    expect(card.detail).toContain(why)
    expect(card.detail).toContain(code)
  })

  it('CM5 tells editions of one system by the version that is named, and guesses none', async () => {
    const one = { sourceSystem: 'urn:sample:both', targetSystem: 'urn:sample:both' }
    const versions = { sourceVersion: '2.0', targetVersion: '医保版' }
    const { map } = (await send(header + rows, { ...one, ...versions, title: 'versions' })).body
    expect((await change(map.id, { status: 'inUse' })).status).toBe(200)
    const coding = { system: 'urn:sample:both', code: 'S10.100' }
    const named = await admitted({ ...coding, version: '2.0' })
    expect(named.detail).toContain('S10.100（临床版）→ S10.1（医保版）')
    const unnamed = await admitted(coding)
    expect(unnamed.summary).toContain('还缺')
    expect(unnamed.detail).toContain('没有写明版本')
    const third = await admitted({ ...coding, version: '1.0' })
    expect(third.summary).toContain('还缺')
    expect(third.detail).toContain('“1.0”')
    const raw = await admitted({ ...coding, code: 'S10.1', version: '医保版' })
    expect(raw.summary).toBe(named.summary)
    await change(map.id, { status: 'ended', reason: 'tried' })
  })

  it('CM4 reads the diagnoses of a referral by FHIR in the same way, and says so with the case', async () => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/fhir/ServiceRequest',
      headers: {
        authorization: `Bearer ${system}`,
        'content-type': 'application/fhir+json',
        prefer: 'return=OperationOutcome',
      },
      payload: JSON.stringify({
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        category: [{ coding: [{ system: 'urn:jieli:fact:referral.direction', code: 'up' }] }],
        subject: { reference: 'Patient/p-9' },
        requester: { reference: 'Organization/T01' },
        performer: [{ reference: 'Organization/D01' }],
        extension: [
          { url: 'urn:jieli:fact:urgency', valueCode: 'high' },
          { url: 'urn:jieli:fact:stable', valueBoolean: true },
        ],
        encounter: { reference: '#e' },
        contained: [
          {
            resourceType: 'Encounter',
            id: 'e',
            status: 'in-progress',
            class: { code: 'IMP' },
            diagnosis: [{ condition: { reference: '#c' } }],
          },
          {
            resourceType: 'Condition',
            id: 'c',
            subject: { reference: 'Patient/p-9' },
            code: { coding: [{ system: clinical, code: 'S10.100' }] },
          },
        ],
      }),
    })
    expect(reply.statusCode, reply.body).toBe(201)
    expect(reply.body).toContain('S10.100')
    const id = /ServiceRequest\/([^/]+)/.exec(String(reply.headers.location))?.[1] ?? ''
    const kept = await server.store.get('cases', id)
    expect(JSON.stringify(kept)).toContain('"episode.mainDiagnosis":"S10.1"')
    expect(JSON.stringify(kept)).not.toContain('S10.100')
  })

  it('CM6 is looked through by code and name, and handed out as a table that can be brought back', async () => {
    const list = (await server.ask('/v1/code-maps', { key: editor })).body.items
    const { id } = list.find(({ status }: { status: string }) => status === 'inUse')
    const found = async (query: string) => {
      const { body } = await server.ask(`/v1/code-maps/${id}/entries?${query}`, { key: system })
      return body.items.map(({ code }: { code: string }) => code)
    }
    expect(await found('search=s2')).toEqual(['S20.100', 'S20.200'])
    expect(await found(`search=${encodeURIComponent('丙二')}`)).toEqual(['S30.000'])
    expect(await found('kind=none')).toEqual(['S40.000'])
    const page = await server.ask(`/v1/code-maps/${id}/entries?limit=3`, { key: system })
    const next = `cursor=${encodeURIComponent(page.body.next)}`
    expect(await found(next)).toEqual(['S30.000', 'S40.000'])

    const table = await server.app.inject({
      url: `/api/v1/code-map-table?map=${id}&format=csv`,
      headers: { authorization: `Bearer ${editor}` },
    })
    const again = await send(table.body, { title: 'again' })
    expect(again.status, JSON.stringify(again.body)).toBe(201)
    expect(again.body.map.counts).toEqual(list.find((map: { id: string }) => map.id === id).counts)
    const elsewhere = await server.key({ role: 'editor', county: 'south', units: '*' })
    const foreign = await server.ask(`/v1/code-maps/${id}/entries`, { key: elsewhere })
    expect(codeOf(foreign.body)).toBe('CODE_MAP_UNKNOWN')
    expect((await send(header + rows, {}, elsewhere)).body.code).toBe('CODE_MAP_COUNTY')
  })
})
