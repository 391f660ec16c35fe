import { expect, it } from 'vitest'
import { codeOf } from '../harness/code-of.ts'
import type { Hospital } from './hospital.ts'
import { type Outside, publicUrl } from './outside.ts'
import { readBlocks, readPage } from './read-exchanges.ts'

let links = 0

/** Links by which a hospital's system opens something for its users. */
export function describeLinks(hospital: () => Hospital, outside: () => Outside): void {
  const shown = () => {
    const [block] = readBlocks(readPage('integrating.md')).filter(
      ({ kind }) => kind === 'json link',
    )
    return JSON.parse(block?.text ?? '') as { readonly sub: string; readonly referral: object }
  }
  const sign = async (
    opens: object,
    more: { readonly aud?: string; readonly exp?: number } = {},
  ) => {
    const iat = Math.floor(Date.parse(hospital().server.clock.now()) / 1000)
    return await outside().sign('pinned', {
      aud: `${publicUrl}/open`,
      iat,
      exp: iat + 240,
      jti: `link-${(links += 1)}`,
      opens,
      ...more,
    })
  }
  const signIn = async (username: string) => {
    const { server } = hospital()
    const grant = { role: 'caseWorker', county: 'demo-district', units: ['T01'] } as const
    await server.user(username, 'a long password', grant)
    const body = { username, password: 'a long password' }
    const { reply } = await server.ask('/v1/sign-in', { body })
    return String(reply.headers['set-cookie']).split(';')[0] ?? ''
  }
  const open = async (cookie: string, token: string) =>
    await hospital().server.ask('/v1/links/open', { body: { token }, headers: { cookie } })
  let his = ''
  let other = ''

  it('open what they are for, once, for the account they name alone, with an entry in the log', async () => {
    const { sub, referral } = shown()
    his = await signIn(sub)
    other = await signIn('somebody.else')
    const token = await sign({ sub, referral })
    expect(codeOf((await open(other, token)).body)).toBe('LINK_OTHER_ACCOUNT')
    const opened = await open(his, token)
    expect([opened.status, opened.body]).toMatchObject([200, { from: 'HIS', referral }])
    const again = await open(his, token)
    expect([again.status, again.body.code]).toEqual([422, 'LINK_INVALID'])
    expect(again.body.message.en).toContain('used before')
    const auditor = await hospital().server.key({ role: 'auditor', county: '*', units: '*' })
    const { items } = (await hospital().server.ask('/v1/audit?action=link.open', { key: auditor }))
      .body
    expect(items).toMatchObject([
      {
        actor: { id: sub },
        target: 'district-plan-demo/referral',
        county: 'demo-district',
        detail: { issuer: 'https://his.example.cn' },
      },
    ])
  })

  it('never open more than their account may', async () => {
    const { sub } = shown()
    const begin = async (from: string) =>
      (
        await hospital().server.ask('/v1/cases', {
          key: hospital().key,
          body: {
            ruleset: 'district-plan-demo',
            pathway: 'referral',
            facts: { 'patient.id': 'p', 'fromUnit.id': from, 'toUnit.id': 'D01' },
          },
        })
      ).body.id as string
    const [own, foreign] = [await begin('T01'), await begin('V01')]
    const foreignToken = await sign({ sub, case: foreign })
    expect(codeOf((await open(his, foreignToken)).body)).toBe('CASE_UNKNOWN')
    expect((await open(his, await sign({ sub, case: own }))).body).toEqual({
      from: 'HIS',
      case: own,
    })
    const elsewhere = { ruleset: 'nowhere', pathway: 'referral', facts: {} }
    expect(codeOf((await open(his, await sign({ sub, referral: elsewhere }))).body)).toBe(
      'RULESET_UNKNOWN',
    )
  })

  it('are refused without a signed-in person, for another page, when they are old, and when they open nothing', async () => {
    const { sub, referral } = shown()
    const token = await sign({ sub, referral })
    const byKey = await hospital().server.ask('/v1/links/open', {
      key: hospital().key,
      body: { token },
    })
    expect(byKey.body.code).toBe('LINK_KEY')
    expect((await hospital().server.ask('/v1/links/open', { body: { token } })).status).toBe(401)
    const aside = await open(his, await sign({ sub, referral }, { aud: `${publicUrl}/elsewhere` }))
    expect(aside.body.message.en).toContain('its audience')
    expect((await open(his, await sign({ sub }))).body.code).toBe('REQUEST_INVALID')
    const wrong = { ...referral, facts: { 'patient.idd': 'x' } }
    expect((await open(his, await sign({ sub, referral: wrong }))).body.code).toBe('FACTS_INVALID')
    hospital().server.clock.advance(10 * 60_000)
    expect((await open(his, token)).body.message.en).toContain('expired')
  })
}
