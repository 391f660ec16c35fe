import { readConfig } from '@jieli/server/config'
import { expect, it } from 'vitest'
import { removeExpired } from '../../../server/src/people/remove-expired.ts'
import { orderCall } from './cds-calls.ts'
import { type Hospital, ruleset } from './hospital.ts'
import { type Claims, type Outside, publicUrl } from './outside.ts'
import { readBlocks, readPage } from './read-exchanges.ts'

const path = `/api/v1/rulesets/${ruleset}/cds-services/referral-guard`
let tokens = 0

/** Calls that a hospital's system signs, and what is read back from its FHIR server. */
export function describeSignedCalls(hospital: () => Hospital, outside: () => Outside): void {
  const claims = (more: Partial<Claims> = {}): Claims => {
    const iat = Math.floor(Date.parse(hospital().server.clock.now()) / 1000)
    return {
      aud: `${publicUrl}${path}`,
      iat,
      exp: iat + 240,
      jti: `token-${(tokens += 1)}`,
      ...more,
    }
  }
  const call = async (token: string, url = path) =>
    await hospital().server.ask(url, {
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' },
      body: orderCall(hospital(), { from: 'T01' }),
    })
  const refusal = async (token: string, url?: string) => {
    const { status, body } = await call(token, url)
    return [status, body.code, body.message?.en]
  }

  it('are taken by a key that is given and by one that is published, and audited by their issuer', async () => {
    for (const by of ['pinned', 'published'] as const) {
      const { status, body } = await call(await outside().sign(by, claims()))
      expect([by, status]).toEqual([by, 200])
      expect(body.cards[0].source.url).toBe(`${publicUrl}/rulesets/${ruleset}/book`)
    }
    const auditor = await hospital().server.key({ role: 'auditor', county: '*', units: '*' })
    const log = (await hospital().server.ask('/v1/audit?action=decide&limit=200', { key: auditor }))
      .body.items
    expect(log).toContainEqual(
      expect.objectContaining({
        action: 'decide',
        actor: { kind: 'key', id: 'https://emr.example.cn', title: 'EMR' },
      }),
    )
  })

  it('are taken once each, for as long as a token holds', async () => {
    const token = await outside().sign('pinned', claims())
    expect((await call(token)).status).toBe(200)
    expect(await refusal(token)).toEqual([
      401,
      'CLIENT_TOKEN_INVALID',
      expect.stringContaining('used before'),
    ])
    await removeExpired(hospital().server.context, 'usedTokens')
    expect((await call(token)).status).toBe(401)
    hospital().server.clock.advance(10 * 60_000)
    await removeExpired(hospital().server.context, 'usedTokens')
    const left = await hospital().server.store.find('usedTokens', { limit: 10 })
    expect(left).toEqual([])
    expect((await refusal(token))[2]).toContain('expired')
  })

  it.each([
    ['an issuer nobody trusts', { iss: 'https://elsewhere.example' }, 'its issuer'],
    ['another address', { aud: `${publicUrl}/api/v1/rulesets/other/cds-services` }, 'its audience'],
    ['a token that holds for long', { exp: 4_000_000_000 }, 'more than five minutes'],
    ['a token from yesterday', { iat: 1_740_000_000 }, 'has expired'],
    ['no name of its own', { jti: undefined }, 'jti is missing'],
    ["another's name", { iss: 'https://emr.example.cn' }, 'its signature'],
  ] as const)('are refused for %s', async (_what, more, reason) => {
    const token = await outside().sign('pinned', claims(more as Partial<Claims>))
    expect(await refusal(token)).toEqual([
      401,
      'CLIENT_TOKEN_INVALID',
      expect.stringContaining(reason),
    ])
  })

  it('are refused without a signature, and everywhere but at the services', async () => {
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const { jti, ...rest } = claims()
    const open = { ...rest, jti, iss: 'https://his.example.cn' }
    const unsigned = `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(open)}.`
    expect((await refusal(unsigned))[1]).toBe('CLIENT_TOKEN_INVALID')
    const token = await outside().sign('pinned', claims({ aud: `${publicUrl}/api/v1/cases` }))
    const elsewhere = await hospital().server.ask('/v1/cases', {
      headers: { authorization: `Bearer ${token}` },
    })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([401, 'KEY_INVALID'])
  })

  it('bring back what was not prefetched, from a server that is allowed, and nothing else', async () => {
    const start = async (fhirServer: string, encounterId = 'e-1') => {
      const { body } = await hospital().server.ask(
        `/v1/rulesets/${ruleset}/cds-services/pathway-entry`,
        {
          key: hospital().key,
          headers: { 'accept-language': 'en' },
          body: {
            hook: 'encounter-start',
            hookInstance: 'x',
            fhirServer,
            fhirAuthorization: { access_token: 'opaque', token_type: 'Bearer', scope: 'user/*.rs' },
            context: { patientId: 'p-1', encounterId, userId: 'Practitioner/1' },
            extension: { jieli: { facts: { 'episode.criteriaConfirmed': true } } },
          },
        },
      )
      return body.cards[0]
    }
    expect((await start(outside().fhir)).summary).toContain('treat as usual')
    expect(outside().asked).toContainEqual({
      url: '/fhir/Encounter/e-1',
      authorization: 'Bearer opaque',
    })
    const before = outside().asked.length
    const elsewhere = await start(outside().fhir.replace('/fhir', '/other'))
    expect(elsewhere.summary).toMatch(/^Entry needs/)
    expect(outside().asked).toHaveLength(before)
    // Too large, and a name that would lead elsewhere.
    expect((await start(outside().fhir, 'e-2')).detail).toContain('brings no encounter')
    await start(outside().fhir, '../../keys')
    expect(outside().asked.map(({ url }) => url)).toContain('/fhir/Encounter/..%2F..%2Fkeys')
  })

  it('need the settings the page names, with the file it shows', () => {
    const page = readPage('cds-hooks.md')
    const named = [...page.matchAll(/^\| `(JIELI_\w+)`/gm)].map(([, name]) => name)
    expect(named).toEqual([
      'JIELI_PUBLIC_URL',
      'JIELI_CDS_CLIENTS',
      'JIELI_CDS_ORIGINS',
      'JIELI_FHIR_SERVERS',
    ])
    expect(() => readConfig({ JIELI_CDS_CLIENTS: 'clients.json' })).toThrow(
      /needs JIELI_PUBLIC_URL/,
    )
    const [shown] = readBlocks(page).filter(({ kind }) => kind === 'json clients')
    expect(outside().readClients(shown?.text ?? '')).toBe('taken')
    expect(outside().readClients('[{"issuer":"x"}]')).toContain('/0/title')
  })
}
