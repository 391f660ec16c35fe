import { expect, it } from 'vitest'
import { factSources } from '../../../server/src/operations/cds/fact-sources.ts'
import { dispatchCall, orderCall, selectCall } from './cds-calls.ts'
import { type Hospital, ruleset } from './hospital.ts'
import { type Exchange, readBlocks, readExchanges, readPage } from './read-exchanges.ts'

const page = readPage('cds-hooks.md')

/** What `docs/cds-hooks.md` says to whoever connects a hospital's system, and what lies beside it. */
export function describeCdsHooks(hospital: () => Hospital): void {
  const call = async (service: string, body: object, language = 'en') =>
    await hospital().server.ask(`/v1/rulesets/${ruleset}/cds-services/${service}`, {
      key: hospital().key,
      headers: { 'accept-language': language },
      body,
    })
  const cardsOf = async (service: string, body: object, language?: string) => {
    const { status, body: reply } = await call(service, body, language)
    expect([status, reply.code]).toEqual([200, undefined])
    return reply.cards
  }

  it('are answered as their page shows, from discovery to feedback', async () => {
    const exchanges = readExchanges(page)
    expect(exchanges).toHaveLength(5)
    let orders: unknown
    let prefetch: unknown
    let shown = ''
    const fill = (text: string) =>
      text
        .replaceAll('"INDICATION"', JSON.stringify(hospital().codes.indication))
        .replace('"THE ORDERS AS UPDATED"', JSON.stringify(orders))
        .replace('"AS BEFORE"', JSON.stringify(prefetch))
        .replaceAll('CARD', shown)
    const ask = async ({ method, url, headers, body }: Exchange) => {
      const { Authorization: key = '', 'Accept-Language': language } = headers
      expect(key).toBe('Bearer KEY')
      return await hospital().server.ask(url, {
        method,
        key: hospital().key,
        headers: language === undefined ? {} : { 'accept-language': language },
        ...(body !== undefined && { body: JSON.parse(fill(body)) }),
      })
    }
    for (const exchange of exchanges) {
      if (prefetch === undefined && exchange.body !== undefined)
        prefetch = JSON.parse(exchange.body).prefetch
      const answer = await ask(exchange)
      expect([exchange.url, answer.status, answer.body.code]).toEqual([
        exchange.url,
        200,
        undefined,
      ])
      const card = answer.body.cards?.[0]
      if (card !== undefined) shown = card.uuid
      if (exchange.reply !== undefined)
        expect(answer.body).toMatchObject(JSON.parse(fill(exchange.reply)))
      const updated = card?.suggestions?.[0].actions[0].resource
      if (updated !== undefined) orders = { resourceType: 'Bundle', entry: [{ resource: updated }] }
    }
    const feedback = exchanges.find(({ url }) => url.endsWith('/feedback'))
    if (feedback === undefined) throw new TypeError('the page shows no feedback')
    expect((await ask(feedback)).body).toEqual({ stored: 0 })
  })

  it('read no fact from an element that the page does not name', () => {
    const rows = [...page.matchAll(/^\| `([a-zA-Z.]+)` +\| ([^|]+?) +\|$/gm)]
    expect(rows.map(([, fact, element]) => ({ fact, element }))).toEqual(
      factSources.map(({ fact, element }) => ({ fact, element })),
    )
  })

  it('take the examples of the specification: orders that are no referral get no card', async () => {
    expect(await cardsOf('referral-guard', specified('order-sign'))).toEqual([])
    expect(await cardsOf('referral-guard', specified('order-select'))).toEqual([])
    const [card] = await cardsOf('referral-target', specified('order-dispatch'))
    expect(card).toMatchObject({ indicator: 'warning' })
    expect(card.detail).toContain('brings no order')
    const [discharge] = await cardsOf('step-down', specified('encounter-discharge'), 'zh')
    expect(discharge.summary).toMatch(/^能否下转还缺：/)
    expect(await cardsOf('pathway-entry', specified('patient-view'))).toEqual([])
  })

  it('say what an institution may not do, on which clause, as a warning and never as critical', async () => {
    const [card] = await cardsOf(
      'referral-guard',
      orderCall(hospital(), { from: 'V01', consent: 'given' }),
      'zh',
    )
    expect(card).toMatchObject({ indicator: 'warning' })
    expect(card.source.label).toContain('《区域医疗服务共同体工作实施方案》DP-39')
    expect(card.suggestions).toBeUndefined()
    const refused = orderCall(hospital(), { from: 'T01', consent: 'declined' })
    expect((await cardsOf('referral-guard', refused))[0].detail).toContain('may stay or choose')
  })

  it('look at the order just selected alone', async () => {
    const both = selectCall(hospital(), ['order-2'])
    const cards = await cardsOf('referral-guard', both)
    expect(cards).toHaveLength(1)
    expect(await cardsOf('referral-guard', selectCall(hospital(), []))).toEqual([])
  })

  it('judge the unit an order is dispatched to by the relation of the two', async () => {
    const fit = await cardsOf('referral-target', dispatchCall(hospital(), 'T01', 'D01'))
    expect(fit).toMatchObject([{ indicator: 'info' }])
    const unfit = await cardsOf('referral-target', dispatchCall(hospital(), 'V01', 'D01'))
    expect(unfit).toMatchObject([{ indicator: 'warning' }])
    expect(unfit[0].suggestions).toBeUndefined()
  })

  it('leave aside what two places give differently, and what does not fit', async () => {
    const twice = orderCall(hospital(), { from: 'T01', consent: 'given' }, [
      { url: 'urn:jieli:fact:consent.status', valueCode: 'declined' },
    ])
    const [card] = await cardsOf('referral-guard', twice)
    expect(card.summary).toContain('needs: patient consent')
    expect(card.detail).toContain('"given" / "declined"')
    const [odd] = await cardsOf(
      'referral-guard',
      orderCall(hospital(), { from: 'T01', consent: 'perhaps' }),
    )
    expect(odd.summary).toContain('needs: patient consent')
    expect(odd.detail).toContain('"perhaps" does not fit')
  })

  it('refuse an unknown service, another hook, and more referrals than they look at', async () => {
    const order = orderCall(hospital(), { from: 'T01' })
    expect((await call('nothing', order)).body.code).toBe('CDS_SERVICE_UNKNOWN')
    expect((await call('step-down', order)).body.code).toBe('CDS_HOOK_WRONG')
    const [entry] = order.context.draftOrders.entry
    const many = { resourceType: 'Bundle', entry: Array.from({ length: 11 }, () => entry) }
    const tooMany = { ...order, context: { ...order.context, draftOrders: many } }
    expect((await call('referral-guard', tooMany)).body.code).toBe('CDS_ORDERS_TOO_MANY')
  })

  it('keep no feedback on a card that was not shown, nor any that came with it', async () => {
    const [card] = await cardsOf('referral-guard', orderCall(hospital(), { from: 'T01' }))
    const url = `/v1/rulesets/${ruleset}/cds-services/referral-guard/feedback`
    const entry = { outcome: 'overridden', outcomeTimestamp: '2025-03-03T01:00:00Z' }
    const feedback = [
      { ...entry, card: card.uuid },
      { ...entry, card: 'f6b95768-b1c8-40dc-8385-bf3504b82ffb' },
    ]
    const refused = await hospital().server.ask(url, { key: hospital().key, body: { feedback } })
    expect([refused.status, refused.body.code]).toEqual([422, 'CDS_CARD_UNKNOWN'])
    const kept = await hospital().server.store.get('adviceCards', card.uuid)
    expect(kept).toMatchObject({ status: 'shown', feedback: [] })
    expect(JSON.stringify(kept)).not.toContain('p-100')
  })

  it('let pages of the origins allowed call, and no other address than theirs', async () => {
    const preflight = async (url: string, origin: string) =>
      await hospital().server.app.inject({
        method: 'OPTIONS',
        url,
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    const service = `/api/v1/rulesets/${ruleset}/cds-services/referral-guard`
    const allowed = await preflight(service, 'https://his.example.cn')
    expect(allowed.statusCode).toBe(204)
    expect(allowed.headers['access-control-allow-origin']).toBe('https://his.example.cn')
    expect(allowed.headers['access-control-allow-credentials']).toBeUndefined()
    const other = await preflight(service, 'https://elsewhere.example')
    expect(other.headers['access-control-allow-origin']).toBeUndefined()
    expect((await preflight('/api/v1/cases', 'https://his.example.cn')).statusCode).toBe(404)
    // Without a key the reason can be read by the page, too.
    const refused = await hospital().server.ask(service, {
      body: orderCall(hospital(), { from: 'T01' }),
      headers: { origin: 'https://his.example.cn' },
    })
    expect(refused.status).toBe(401)
    expect(refused.reply.headers['access-control-allow-origin']).toBe('https://his.example.cn')
  })

  it('have a page whose blocks are whole JSON', () => {
    const blocks = readBlocks(page).filter(({ kind }) => kind.startsWith('json'))
    expect(blocks.length).toBeGreaterThan(5)
    for (const { text } of blocks) expect(() => JSON.parse(text)).not.toThrow()
  })
}

/** A call as the specification's own example of the hook has its context, shortened to what is said of the orders. */
function specified(hook: keyof typeof contexts): object {
  return { hook, hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea', context: contexts[hook] }
}

const drafts = {
  resourceType: 'Bundle',
  entry: [
    {
      resource: {
        resourceType: 'NutritionOrder',
        id: 'pureeddiet-simple',
        status: 'draft',
        patient: { reference: 'Patient/1288992' },
        dateTime: '2014-09-17',
        orderer: { reference: 'Practitioner/example', display: 'Dr Adam Careful' },
      },
    },
    {
      resource: {
        resourceType: 'MedicationRequest',
        id: 'smart-MedicationRequest-103',
        status: 'draft',
        intent: 'order',
        subject: { reference: 'Patient/1288992' },
        dosageInstruction: [{ doseAndRate: [{ doseQuantity: { value: 1.5, unit: 'mL' } }] }],
      },
    },
  ],
}

const contexts = {
  'order-sign': {
    userId: 'PractitionerRole/123',
    patientId: '1288992',
    encounterId: '89284',
    draftOrders: drafts,
  },
  'order-select': {
    userId: 'PractitionerRole/123',
    patientId: '1288992',
    encounterId: '89284',
    selections: [
      'NutritionOrder/pureeddiet-simple',
      'MedicationRequest/smart-MedicationRequest-103',
    ],
    draftOrders: drafts,
  },
  'order-dispatch': {
    patientId: '1288992',
    'dispatched-orders': ['ServiceRequest/proc002'],
    performer: 'Organization/some-performer',
    'fulfillment-tasks': [
      {
        resourceType: 'Task',
        status: 'draft',
        intent: 'order',
        focus: { reference: 'ServiceRequest/proc002' },
      },
    ],
  },
  'encounter-discharge': {
    userId: 'PractitionerRole/A2340113',
    patientId: '1288992',
    encounterId: '456',
  },
  'patient-view': { userId: 'PractitionerRole/123', patientId: '1288992' },
}
