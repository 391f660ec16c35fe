import { expect, it } from 'vitest'
import { grants, openTestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

/** What must not be shown: a fact, a reason, the name of a document, and what it says. */
const canaries = ['胸痛三小时', 'reason-canary-41', 'canary-report.pdf', 'content-canary-42']

it('PI3 an auditor sees how a case went, and what is sensitive of the patient nowhere', async () => {
  const server = await openTestServer()
  const layer = smallRuleset() as unknown as { facts: { id: string; personal?: string }[] }
  layer.facts.push({
    id: 'complaint',
    type: 'text',
    title: { zh: '主诉', en: 'complaint' },
  } as never)
  for (const fact of layer.facts)
    if (fact.id === 'fromUnit.id' || fact.id === 'toUnit.id') fact.personal = 'none'
  await server.publish(layer as never)
  const key = await server.key(grants.integrator)
  const facts = { ...referralFacts(), complaint: canaries[0] }
  const started = await server.ask('/v1/cases', {
    key,
    body: { ruleset: 'small', pathway: 'referral', facts },
  })
  expect(started.status).toBe(201)
  const { id } = started.body
  const uploaded = await server.app.inject({
    method: 'POST',
    url: `/api/v1/cases/${id}/attachments?name=${canaries[2]}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/pdf' },
    payload: Buffer.from(`%PDF-1.4 ${canaries[3]}\n%%EOF\n`),
  })
  const { sha256 } = uploaded.json<{ sha256: string }>()
  const sent = await server.ask(`/v1/cases/${id}/events`, {
    key,
    body: { type: 'send', reason: canaries[1], attachments: [sha256] },
  })
  expect(sent.status).toBe(200)
  await server.ask(`/v1/cases/${id}/events`, { key, body: { type: 'send' } })

  // Those who treat the patient miss nothing.
  const whole = (await server.ask(`/v1/cases/${id}`, { key })).body
  expect(whole.facts.complaint).toBe(canaries[0])
  expect(whole.hidden).toBeUndefined()

  const auditor = await server.key(grants.auditor)
  const veiled = (await server.ask(`/v1/cases/${id}`, { key: auditor })).body
  expect(veiled).toMatchObject({ id, state: whole.state, fromUnit: 'T01', damage: [] })
  // What is there and not shown is named: it is not taken for unknown.
  expect(veiled.hidden).toEqual(expect.arrayContaining(['complaint', 'urgency']))
  expect(veiled.facts).toEqual({ 'fromUnit.id': 'T01', 'toUnit.id': 'D01' })
  expect(veiled.history[1].hidden).toEqual(
    expect.arrayContaining(['reason', 'attachments', 'decisions']),
  )
  expect(
    veiled.history.map(({ event, hash }: { event: string; hash: string }) => [event, hash]),
  ).toEqual(whole.history.map(({ event, hash }: { event: string; hash: string }) => [event, hash]))
  for (const refusal of veiled.refusals)
    expect(refusal).toMatchObject({ decisions: [], hidden: ['message', 'needs', 'decisions'] })

  // Whatever else this server answers by, the auditor finds none of it there.
  const paths = (await server.ask('/api/openapi.json')).body.paths as Record<string, object>
  const named: Record<string, string> = {
    id,
    sha256,
    version: '1.0.0',
    county: 'north',
    period: '2025-03',
    measure: 'none',
  }
  let asked = 0
  for (const [path, methods] of Object.entries(paths)) {
    if (!('get' in methods) || path.endsWith('/stream')) continue
    const ofCase = path.includes('/cases/') || path.startsWith('/fhir/')
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'id' && !ofCase ? 'small' : (named[name] ?? 'none'),
    )
    const reply = await server.app.inject({
      url: address,
      headers: { authorization: `Bearer ${auditor}` },
    })
    asked++
    for (const canary of canaries)
      expect(reply.body.includes(canary), `${address} shows ${canary}`).toBe(false)
  }
  expect(asked).toBeGreaterThan(60)
  for (const address of [`events/available`, `receipt`, `attachments/${sha256}`]) {
    const refused = await server.ask(`/v1/cases/${id}/${address}`, { key: auditor })
    expect([refused.status, refused.body.code]).toEqual([403, 'PERMISSION_MISSING'])
  }
  await server.close()
})
