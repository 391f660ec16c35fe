import type { Layer } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { smallRuleset } from '../harness/small-ruleset.ts'
import type { Hospital } from './hospital.ts'

const icd10 = 'http://hl7.org/fhir/sid/icd-10'
const snomed = 'http://snomed.info/sct'

interface Sent {
  readonly codes: readonly string[]
  /** By the place in `codes`: what Encounter.diagnosis says of it. */
  readonly listed?: readonly {
    readonly at: number
    readonly use?: string
    readonly rank?: number
  }[]
  /** What each condition says beside its code. */
  readonly more?: readonly object[]
  readonly total?: number
}

const coded = (system: string, code: string) => ({ coding: [{ system, code }] })
const useOf = (code: string) => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/diagnosis-role', code }],
})

/** An encounter whose first diagnosis is the main one, unless it is said otherwise. */
function prefetchOf({ codes, listed = [{ at: 0, use: 'AD', rank: 1 }], more, total }: Sent) {
  return {
    encounter: {
      resourceType: 'Encounter',
      period: { start: '2025-03-01T08:00:00+08:00' },
      serviceProvider: { reference: 'Organization/D01' },
      diagnosis: listed.map(({ at, use, rank }) => ({
        condition: { reference: `Condition/c${at}` },
        ...(use !== undefined && { use: useOf(use) }),
        ...(rank !== undefined && { rank }),
      })),
    },
    conditions: {
      resourceType: 'Bundle',
      ...(total !== undefined && { total }),
      entry: codes.map((code, at) => ({
        resource: {
          resourceType: 'Condition',
          id: `c${at}`,
          code: coded(icd10, code),
          ...more?.[at],
        },
      })),
    },
  }
}

/** Cards on the entry of an inpatient into a clinical pathway. */
export function describePathwayEntry(hospital: () => Hospital): void {
  const listed = () => hospital().codes.pathway
  const excluded = () => hospital().codes.excluded

  async function call(prefetch: object | undefined, facts: object = {}, language = 'zh') {
    return await hospital().server.ask(
      '/v1/rulesets/district-plan-demo/cds-services/pathway-entry',
      {
        key: hospital().key,
        headers: { 'accept-language': language },
        body: {
          hook: 'encounter-start',
          hookInstance: '4f2f2d7c-6a35-4a8a-9f0e-1f7c6a0b9c1d',
          context: { patientId: 'p-1', encounterId: 'e-1', userId: 'Practitioner/1' },
          ...(prefetch && { prefetch }),
          extension: { jieli: { facts } },
        },
      },
    )
  }

  const confirmed = { 'episode.criteriaConfirmed': true }
  /** The summary of the card on what is sent, in English, the doctor having confirmed the rest. */
  const summaryOf = async (sent: Sent, facts: object = confirmed) =>
    (await call(prefetchOf(sent), facts, 'en')).body.cards[0].summary as string
  const detailOf = async (sent: Sent, facts: object = confirmed) =>
    (await call(prefetchOf(sent), facts, 'en')).body.cards[0].detail as string

  const enters = expect.stringContaining('Meets the entry criteria')
  const staysOff = expect.stringContaining('treat as usual')
  const needsMain = expect.stringContaining('Entry needs: main diagnosis')
  const needsOthers = 'Entry needs: other diagnoses and comorbidities'

  describe('CDS Hooks', () => {
    it('name the service and what it wants fetched', async () => {
      const { body } = await hospital().server.ask('/v1/rulesets/district-plan-demo/cds-services', {
        key: hospital().key,
      })
      expect(body.services).toContainEqual(
        expect.objectContaining({ id: 'pathway-entry', hook: 'encounter-start' }),
      )
    })

    it('name no service where the ruleset is unknown, has no such decision, or nothing in force', async () => {
      const services = async (ruleset: string, as = hospital().key) => {
        const { status, body } = await hospital().server.ask(
          `/v1/rulesets/${ruleset}/cds-services`,
          { key: as },
        )
        return [status, body.code]
      }
      await hospital().server.publish(smallRuleset())
      const later = smallRuleset()
      const manifest = { ...(later['manifest'] as Layer), id: 'later' }
      await hospital().server.publish({ ...later, manifest }, '2027-12-31')
      expect(await services('nowhere')).toEqual([404, 'RULESET_UNKNOWN'])
      expect(await services('small')).toEqual([404, 'CDS_SERVICE_NONE'])
      expect(await services('later')).toEqual([404, 'CDS_SERVICE_NONE'])
      const foreign = await hospital().server.key({
        role: 'integrator',
        county: 'elsewhere',
        units: '*',
      })
      expect((await services('district-plan-demo', foreign))[0]).toBe(403)
    })

    it('advise entry with the clause, and offer the reasons for not entering', async () => {
      const { status, body } = await call(prefetchOf({ codes: [listed()] }), confirmed)
      expect(status).toBe(200)
      expect(body.cards[0]).toMatchObject({ indicator: 'info' })
      expect(body.cards[0].summary).toContain('可以入径')
      expect(body.cards[0].detail).toContain('DP-57')
    })

    it('ask for what is not known, and take no list of conditions for none', async () => {
      const unconfirmed = await call(prefetchOf({ codes: [listed()] }))
      expect(unconfirmed.body.cards[0].summary).toContain('还缺')
      const { conditions: _, ...without } = prefetchOf({ codes: [] })
      const unlisted = await call(without, { 'episode.mainDiagnosis': listed(), ...confirmed })
      expect(unlisted.body.cards[0]).toMatchObject({ indicator: 'warning' })
      expect(unlisted.body.cards[0].summary).toContain('其他诊断')
    })

    it.each([
      ['a main diagnosis that is not listed', () => ['Z99.9']],
      ['a comorbidity that rules it out', () => [listed(), excluded()]],
    ])('say of %s that the patient is treated as usual', async (_case, codes) => {
      const { body } = await call(prefetchOf({ codes: codes() }), confirmed, 'en')
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
      expect(
        (await hospital().server.ask(url, { key: hospital().key, body: other })).body.code,
      ).toBe('CDS_HOOK_WRONG')
      const unknown = await call(prefetchOf({ codes: [listed()] }), { nothing: 1 })
      expect(unknown.body.code).toBe('FACTS_INVALID')
    })

    it('say what is missing when nothing was fetched, or could not be', async () => {
      const outcome = { resourceType: 'OperationOutcome', issue: [] }
      for (const prefetch of [
        undefined,
        {},
        { encounter: null, conditions: null },
        { encounter: outcome, conditions: outcome },
      ]) {
        const { status, body } = await call(prefetch, confirmed, 'en')
        expect(status).toBe(200)
        const [card] = body.cards
        expect(card.indicator).toBe('warning')
        expect(card.summary).toMatch(/^Entry needs: main diagnosis, other diagnoses/)
        expect(card.detail).toContain('the request brings no encounter')
        expect(card.detail).toContain('the request brings no diagnoses')
      }
      const zh = (await call(undefined)).body.cards[0]
      expect(zh.summary).toMatch(/^能否入径还缺：主要诊断、其他诊断和合并症、/)
      expect(zh.detail).toContain('请求没有带诊断')
    })
  })

  describe('the main diagnosis of an encounter', () => {
    it('is the one of rank 1, wherever it stands', async () => {
      const ranked = (first: number, second: number) => [
        { at: 0, use: 'AD', rank: first },
        { at: 1, use: 'AD', rank: second },
      ]
      expect(await summaryOf({ codes: ['Z99.9', listed()], listed: ranked(2, 1) })).toEqual(enters)
      expect(await summaryOf({ codes: ['Z99.9', listed()], listed: ranked(1, 2) })).toEqual(
        staysOff,
      )
    })

    it('of discharge comes before that of admission, that before one of no use, and a complaint last', async () => {
      const order = ['DD', 'AD', undefined, 'CC'] as const
      for (const [better, use] of order.entries()) {
        for (const worse of order.slice(better + 1)) {
          const entries = [
            { at: 0, ...(worse !== undefined && { use: worse }), rank: 1 },
            { at: 1, ...(use !== undefined && { use }), rank: 1 },
          ]
          const sent = { codes: ['Z99.9', listed()], listed: entries }
          expect([use, worse, await summaryOf(sent)]).toEqual([use, worse, enters])
        }
      }
    })

    it('is never a comorbidity, a bill or an operation', async () => {
      for (const use of ['CM', 'billing', 'pre-op', 'post-op']) {
        const sent = {
          codes: ['Z99.9', listed()],
          listed: [
            { at: 0, use, rank: 1 },
            { at: 1, use: 'CC', rank: 3 },
          ],
        }
        expect([use, await summaryOf(sent)]).toEqual([use, enters])
      }
    })

    it('is unknown where two share a rank, several have none, or nobody lists any', async () => {
      for (const entries of [
        [
          { at: 0, use: 'AD', rank: 1 },
          { at: 1, use: 'AD', rank: 1 },
        ],
        [
          { at: 0, use: 'AD' },
          { at: 1, use: 'AD' },
        ],
        [],
      ]) {
        const sent = { codes: [listed(), 'I10.0'], listed: entries }
        expect(await summaryOf(sent)).toEqual(needsMain)
        expect(await detailOf(sent)).toMatch(/Encounter\.diagnosis/)
      }
    })

    it('is the only one where there is one, though nobody lists it', async () => {
      expect(await summaryOf({ codes: [listed()], listed: [] })).toEqual(enters)
    })

    it('that is listed but was not sent is unknown, and so are the others', async () => {
      const sent = { codes: [listed()], listed: [{ at: 7, use: 'AD', rank: 1 }] }
      expect(await summaryOf(sent)).toEqual(needsMain)
      expect(await detailOf(sent)).toContain('Condition/c7')
      const named = { ...confirmed, 'episode.mainDiagnosis': listed() }
      expect(await summaryOf(sent, named)).toBe(needsOthers)
    })

    it('that was ruled out, or belongs to another stay, is none', async () => {
      const status = (code: string) => ({ verificationStatus: { coding: [{ code }] } })
      const refuted = [{}, status('refuted')]
      expect(await summaryOf({ codes: [listed(), excluded()], more: refuted })).toEqual(enters)
      const mistaken = [{}, status('entered-in-error')]
      expect(await summaryOf({ codes: [listed(), excluded()], more: mistaken })).toEqual(enters)
      const stay = [{}, { encounter: { reference: 'Encounter/other' } }]
      expect(await summaryOf({ codes: [listed(), excluded()], more: stay })).toEqual(enters)
      const here = [{}, { encounter: { reference: 'https://ehr.example/fhir/Encounter/e-1' } }]
      expect(await summaryOf({ codes: [listed(), excluded()], more: here })).toEqual(staysOff)
      const problem = [{}, { category: [{ coding: [{ code: 'problem-list-item' }] }] }]
      expect(await summaryOf({ codes: [listed(), excluded()], more: problem })).toEqual(enters)
      expect(await summaryOf({ codes: [listed()], more: [status('refuted')] })).toEqual(needsMain)
    })
  })

  describe('the code of a diagnosis', () => {
    const withCodings = (...coding: object[]) => [{ code: { coding } }]

    it('is taken from a system of the ICD-10 family, whichever coding comes first', async () => {
      for (const system of [
        icd10,
        'http://hl7.org/fhir/sid/icd-10-cm',
        'http://hl7.org/fhir/sid/icd-10-cn',
        'urn:oid:2.16.840.1.113883.6.3',
        'urn:oid:2.16.156.10011.2.3.3.11',
      ]) {
        const more = withCodings({ system: snomed, code: '233604007' }, { system, code: listed() })
        expect([system, await summaryOf({ codes: [''], more })]).toEqual([system, enters])
      }
    })

    it('prefers the Chinese edition, on whose codes the rules rest', async () => {
      const more = withCodings(
        { system: icd10, code: 'Z99.9' },
        { system: 'urn:oid:2.16.156.10011.2.3.3.11', code: listed() },
      )
      expect(await summaryOf({ codes: [''], more })).toEqual(enters)
    })

    it('in no system we know is unknown and told, never guessed', async () => {
      for (const coding of [
        { system: snomed, code: listed() },
        { system: 'icd-10', code: listed() },
        { code: listed() },
      ]) {
        const sent = { codes: [''], more: withCodings(coding) }
        expect(await summaryOf(sent)).toEqual(needsMain)
        expect(await detailOf(sent)).toContain('a diagnosis has no ICD-10 code')
      }
    })

    it('of one comorbidity that is unknown leaves the whole list of others unknown', async () => {
      const more = [{}, { code: coded(snomed, '38341003') }]
      const sent = { codes: [listed(), ''], more }
      expect(await summaryOf(sent)).toBe(needsOthers)
      expect(await detailOf(sent)).toContain(snomed)
    })

    it('that is given twice differently in one system is the one its doctor chose, or unknown', async () => {
      const both = (userSelected: boolean) =>
        withCodings(
          { system: icd10, code: 'Z99.9' },
          { system: icd10, code: listed(), userSelected },
        )
      expect(await summaryOf({ codes: [''], more: both(true) })).toEqual(enters)
      expect(await summaryOf({ codes: [''], more: both(false) })).toEqual(needsMain)
    })

    it('of others counts only when all of them were sent', async () => {
      expect(await summaryOf({ codes: [listed()], total: 2 })).toBe(needsOthers)
      expect(await detailOf({ codes: [listed()], total: 2 })).toContain('not all there are')
      expect(await summaryOf({ codes: [listed()], total: 1 })).toEqual(enters)
    })
  })
}
