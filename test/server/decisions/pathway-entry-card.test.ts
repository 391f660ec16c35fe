import type { Layer } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
let key: string
let listed: string
let excluded: string

beforeAll(async () => {
  const { ruleset } = (await loadRuleset('district-plan-demo')).resolved
  if (ruleset === undefined) throw new TypeError('the demonstration county does not resolve')
  const codes = (id: string) => {
    const [first] = ruleset.parameters.find((one) => one.id === id)?.values ?? []
    return (first?.value as readonly string[] | undefined)?.[0] ?? ''
  }
  listed = codes('pathwayDiagnosisList')
  excluded = codes('pathwayExclusionList')
  const { basedOn: _, overlays: __, ...manifest } = ruleset.manifest
  server = await openTestServer()
  await server.publish({ ...ruleset, manifest } as unknown as Layer)
  key = await server.key(grants.integrator)
})
afterAll(() => server.close())

const condition = (code: string) => ({
  resource: { resourceType: 'Condition', code: { coding: [{ system: 'icd-10', code }] } },
})

async function call(codes: readonly string[] | undefined, facts: object = {}, language = 'zh') {
  return await server.ask('/v1/rulesets/district-plan-demo/cds-services/pathway-entry', {
    key,
    headers: { 'accept-language': language },
    body: {
      hook: 'encounter-start',
      hookInstance: '4f2f2d7c-6a35-4a8a-9f0e-1f7c6a0b9c1d',
      context: { patientId: 'p-1', encounterId: 'e-1', userId: 'Practitioner/1' },
      prefetch: {
        encounter: {
          resourceType: 'Encounter',
          period: { start: '2025-03-01T08:00:00+08:00' },
          serviceProvider: { reference: 'Organization/D01' },
        },
        ...(codes && { conditions: { resourceType: 'Bundle', entry: codes.map(condition) } }),
      },
      extension: { jieli: { facts } },
    },
  })
}

describe('CDS Hooks', () => {
  it('name the service and what it wants fetched', async () => {
    const { body } = await server.ask('/v1/rulesets/district-plan-demo/cds-services', { key })
    expect(body.services[0]).toMatchObject({ id: 'pathway-entry', hook: 'encounter-start' })
  })

  it('advise entry with the clause, and offer the reasons for not entering', async () => {
    const { status, body } = await call([listed], { 'episode.criteriaConfirmed': true })
    expect(status).toBe(200)
    expect(body.cards[0]).toMatchObject({ indicator: 'info' })
    expect(body.cards[0].summary).toContain('可以入径')
    expect(body.cards[0].detail).toContain('DP-57')
  })

  it('ask for what is not known, and take no list of conditions for none', async () => {
    const unconfirmed = await call([listed])
    expect(unconfirmed.body.cards[0].summary).toContain('还缺')
    const unlisted = await call(undefined, {
      'episode.mainDiagnosis': listed,
      'episode.criteriaConfirmed': true,
    })
    expect(unlisted.body.cards[0]).toMatchObject({ indicator: 'warning' })
    expect(unlisted.body.cards[0].summary).toContain('其他诊断')
  })

  it.each([
    ['a main diagnosis that is not listed', () => ['Z99.9']],
    ['a comorbidity that rules it out', () => [listed, excluded]],
  ])('say of %s that the patient is treated as usual', async (_case, codes) => {
    const { body } = await call(codes(), { 'episode.criteriaConfirmed': true }, 'en')
    expect(body.cards[0].indicator).toBe('info')
    expect(body.cards[0].summary).toContain('treat as usual')
  })

  it('refuse a hook that is another, and facts the ruleset does not know', async () => {
    const url = '/v1/rulesets/district-plan-demo/cds-services/pathway-entry'
    const other = {
      hook: 'order-sign',
      hookInstance: 'x',
      context: { patientId: 'p', encounterId: 'e' },
    }
    expect((await server.ask(url, { key, body: other })).body.code).toBe('REQUEST_INVALID')
    expect((await call([listed], { nothing: 1 })).body.code).toBe('FACTS_INVALID')
  })
})
