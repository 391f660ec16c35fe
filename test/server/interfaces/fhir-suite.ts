import { expect, it } from 'vitest'
import { statusByRole, statusOtherwise } from '../../../server/src/operations/fhir/task-status.ts'
import { readReferralMappings } from '../../../server/src/read-referral-mappings.ts'
import { grants } from '../harness/open-test-server.ts'
import type { HapiValidator } from './hapi-validator.ts'
import type { Hospital } from './hospital.ts'
import { publicUrl } from './outside.ts'
import { type Exchange, readBlocks, readExchanges, readPage } from './read-exchanges.ts'

const page = readPage('fhir.md')

/** What `docs/fhir.md` says to whoever connects a hospital's system, and what lies beside it. */
export function describeFhir(hospital: () => Hospital, validator: () => HapiValidator): void {
  let administrator: string
  const ask = async (
    { method, url, headers, body }: Exchange,
    fill: (text: string) => string = (text) => text,
  ) => {
    const { Authorization: key, ...sent } = headers
    administrator ??= await hospital().server.key(grants.administrator)
    const { app } = hospital().server
    const reply = await app.inject({
      method,
      url: fill(url),
      headers: {
        ...sent,
        authorization:
          key?.endsWith('ADMINISTRATOR') === true
            ? `Bearer ${administrator}`
            : `Bearer ${hospital().key}`,
      },
      ...(body !== undefined && { payload: fill(body) }),
    })
    const resource = reply.body === '' ? undefined : JSON.parse(reply.body)
    if (resource !== undefined) {
      expect(reply.headers['content-type']).toBe('application/fhir+json; charset=utf-8')
      validator().take(resource)
    }
    return { reply, resource, status: reply.statusCode }
  }
  const get = async (url: string, headers: Record<string, string> = {}) =>
    await ask({ method: 'GET', url, headers, body: undefined, reply: undefined })
  const send = async (
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
  ) =>
    await ask({
      method,
      url,
      headers: { 'content-type': 'application/fhir+json', 'accept-language': 'en', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      reply: undefined,
    })
  const codeOf = ({ resource }: { resource: { issue?: Issue[] } }) =>
    resource.issue?.[0]?.details.coding?.[0]?.code
  const order = (more: object = {}) => ({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    category: [{ coding: [{ system: 'urn:jieli:fact:referral.direction', code: 'up' }] }],
    subject: { reference: 'Patient/p-9' },
    requester: { reference: 'Organization/T01' },
    performer: [{ reference: 'Organization/D01' }],
    ...more,
  })

  it('is answered as its page shows, from the referral to the subscription', async () => {
    const exchanges = readExchanges(page)
    expect(exchanges.map(({ method }) => method).join(' ')).toBe('POST POST GET GET PUT PUT POST')
    const statuses: number[] = []
    let id = ''
    const fill = (text: string) =>
      text
        .replaceAll('"INDICATION"', JSON.stringify(hospital().codes.indication))
        .replaceAll(/\bID\b/g, id)
    for (const exchange of exchanges) {
      const { resource, reply, status } = await ask(exchange, fill)
      statuses.push(status)
      id ||= /\/ServiceRequest\/([^/]+)$/.exec(String(reply.headers.location))?.[1] ?? ''
      const shown = JSON.parse(fill(exchange.reply ?? 'null'))
      // The page shows the first of what an outcome says.
      const seen = { ...resource, issue: resource.issue?.slice(0, shown.issue?.length) }
      expect(seen).toMatchObject(shown)
    }
    expect(statuses).toEqual([201, 200, 200, 200, 409, 200, 201])
    const [first, transaction] = exchanges
    const again = await ask(first!, fill)
    expect([again.status, again.reply.headers.location]).toEqual([
      200,
      `${publicUrl}/fhir/ServiceRequest/${id}`,
    ])
    const repeated = await ask(transaction!, fill)
    expect(repeated.resource.entry[1].response.status).toBe('200 OK')
  })

  it('says the status of a case by what its state means, as the page lists it', () => {
    const rows = [...page.matchAll(/^\| (.+?) +\| `([a-z-]+)` +\| `([a-z]+)` +\|$/gm)]
    const listed = rows.map(([, name = '', task, request]) => [
      name.replaceAll('`', ''),
      { task, request },
    ])
    expect(listed).toEqual([
      ...Object.entries(statusByRole),
      ['the first state', statusOtherwise.initial],
      ['another on the way', statusOtherwise.other],
      ['another at the end', statusOtherwise.final],
    ])
  })

  it('does all that its CapabilityStatement says, and nothing else', async () => {
    const { resource } = await get('/fhir/metadata')
    const said = resource.rest[0].resource.flatMap(
      ({ type, interaction }: { type: string; interaction: { code: string }[] }) =>
        interaction.map(({ code }) => `${code} ${type}`),
    )
    const { paths } = (await hospital().server.ask('/api/openapi.json')).body as {
      paths: Record<string, object>
    }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      path.startsWith('/fhir') ? Object.keys(methods).map((method) => `${method} ${path}`) : [],
    )
    const names: Record<string, string> = {
      create: 'post /fhir/%',
      read: 'get /fhir/%/{id}',
      'search-type': 'get /fhir/%',
      update: 'put /fhir/%/{id}',
      delete: 'delete /fhir/%/{id}',
    }
    const promised = (said as string[]).map((each) => {
      const [code = '', type = ''] = each.split(' ')
      return (names[code] ?? code).replace('%', type)
    })
    expect(routes.toSorted()).toEqual(['get /fhir/metadata', 'post /fhir', ...promised].toSorted())
    for (const { type, searchParam = [] } of resource.rest[0].resource)
      for (const { name } of searchParam as { name: string }[]) {
        const value = { status: 'completed', identifier: 'a|b' }[name] ?? 'le2025-01-01'
        expect((await get(`/fhir/${type}?${name}=${value}`)).status).toBe(200)
      }
  })

  it('pages through what it finds, each once, and keeps what was asked in its links', async () => {
    const made = new Set<string>()
    for (const value of ['1', '2', '3']) {
      const identifier = [{ system: 'urn:x', value: `paged-${value}` }]
      const body = order({ identifier, subject: { reference: 'Patient/p-paged' } })
      made.add((await send('POST', '/fhir/ServiceRequest', { body })).resource.id)
    }
    const found: string[] = []
    let url = '/fhir/Task?patient=p-paged&_count=2&status=draft'
    while (url !== '') {
      const { resource } = await get(url)
      for (const each of resource.entry ?? []) found.push(each.resource.id)
      const next = resource.link.find(({ relation }: { relation: string }) => relation === 'next')
      url = next === undefined ? '' : next.url.replace(publicUrl, '')
      if (url !== '') expect(url).toContain('patient=p-paged')
    }
    expect(found.toSorted()).toEqual([...made].toSorted())
    const none = await get('/fhir/Task?patient=p-paged&status=completed')
    expect(none.resource.entry).toBeUndefined()
    const named = await get('/fhir/ServiceRequest?identifier=urn:x|paged-2')
    expect(named.resource.entry).toHaveLength(1)
    for (const wrong of ['status=failed', 'authored=2025', 'identifier=x', 'color=red'])
      expect([wrong, (await get(`/fhir/ServiceRequest?${wrong}`)).status]).toEqual([wrong, 422])
  })

  it('makes one referral of a name, however many ask for it at once', async () => {
    const identifier = [{ system: 'https://his.example.cn/orders', value: 'at-once' }]
    const headers = { 'if-none-exist': 'identifier=https://his.example.cn/orders|at-once' }
    const body = order({ identifier })
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () =>
        send('POST', '/fhir/ServiceRequest', { body, headers }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    expect(new Set(answers.map(({ resource }) => resource.id)).size).toBe(1)
    const second = await send('POST', '/fhir/ServiceRequest', { body })
    expect([second.status, codeOf(second)]).toEqual([409, 'FHIR_IDENTIFIER_TAKEN'])
    const other = { 'if-none-exist': 'identifier=https://his.example.cn/orders|another' }
    const unnamed = await send('POST', '/fhir/ServiceRequest', { body, headers: other })
    expect([unnamed.status, codeOf(unnamed)]).toEqual([412, 'FHIR_CONDITION_WRONG'])
  })

  it('keeps what it was told, and nothing of what does not count', async () => {
    const observed = (status: string, code: string, value: object) => ({
      resourceType: 'Observation',
      status,
      code: { coding: [{ system: 'urn:jieli:fact', code }] },
      ...value,
    })
    const { resource, status } = await send('POST', '/fhir/ServiceRequest', {
      headers: { prefer: 'return=OperationOutcome' },
      body: order({
        subject: { reference: '#who' },
        contained: [
          { resourceType: 'Patient', id: 'who', identifier: [{ value: '甲 1' }] },
          observed('preliminary', 'consent.status', { valueCode: 'given' }),
          observed('final', 'clinical.stable', { valueBoolean: true }),
          observed('final', 'clinical.stabel', { valueBoolean: true }),
        ],
      }),
    })
    expect(status).toBe(201)
    const texts = (resource.issue as Issue[]).map(({ details }) => details.text)
    expect(texts).toContainEqual(expect.stringContaining('"consent.status" is not final'))
    expect(texts).toContainEqual(expect.stringContaining('no fact "clinical.stabel"'))
    const found = await get(`/fhir/ServiceRequest?patient=${encodeURIComponent('甲 1')}`)
    const [{ resource: shown }] = found.resource.entry
    expect(shown.subject).toEqual({
      type: 'Patient',
      identifier: { system: 'urn:jieli:patient', value: '甲 1' },
    })
    expect(shown.extension).toContainEqual({
      url: 'urn:jieli:fact:clinical.stable',
      valueBoolean: true,
    })
    expect(JSON.stringify(shown)).not.toContain('consent.status')
  })

  it('does nothing of a bundle that cannot be done as a whole', async () => {
    const count = async () => (await hospital().server.store.find('cases', { limit: 1000 })).length
    const before = await count()
    const entry = (resource: object, method = 'POST') => ({
      resource,
      request: { method, url: (resource as { resourceType: string }).resourceType },
    })
    const one = entry(order())
    const bundles = [
      { type: 'batch', entry: [one] },
      { type: 'transaction', entry: [one, one] },
      { type: 'transaction', entry: [one, entry({ resourceType: 'Patient' }, 'PUT')] },
      { type: 'transaction', entry: [one, entry({ resourceType: 'Medication' })] },
      { type: 'transaction', entry: [entry({ resourceType: 'Patient' })] },
    ]
    for (const bundle of bundles) {
      const refused = await send('POST', '/fhir', { body: { resourceType: 'Bundle', ...bundle } })
      expect([refused.status, codeOf(refused)]).toEqual([422, 'FHIR_BUNDLE'])
    }
    const broken = { resourceType: 'Encounter', id: 'e', period: 3 }
    const body = order({ encounter: { reference: '#e' }, contained: [broken] })
    const refused = await send('POST', '/fhir/ServiceRequest', { body })
    expect([refused.status, refused.resource.issue[1].diagnostics]).toEqual([
      422,
      '/contained/0/period',
    ])
    expect(await count()).toBe(before)
  })

  it('refuses in FHIR, too: no key, no such thing, a stale version, an event that is not named', async () => {
    const { app } = hospital().server
    const bare = await app.inject({ url: '/fhir/Task/x' })
    expect([bare.statusCode, bare.json().issue[0].code]).toEqual([401, 'login'])
    const nothing = await get('/fhir/Medication')
    expect([nothing.status, nothing.resource.issue[0].code]).toEqual([404, 'not-found'])
    const { resource } = await send('POST', '/fhir/ServiceRequest', { body: order() })
    const task = { resourceType: 'Task', status: 'draft', intent: 'order' }
    const put = async (more: object, match?: string) =>
      await send('PUT', `/fhir/Task/${resource.id}`, {
        body: { ...task, ...more },
        headers: match === undefined ? {} : { 'if-match': match },
      })
    expect(codeOf(await put({}))).toBe('REVISION_NEEDED')
    const unnamed = await put({}, 'W/"1"')
    expect(codeOf(unnamed)).toBe('FHIR_EVENT_MISSING')
    expect(unnamed.resource.issue[0].details.text).toContain('cancel (cancel)')
    const extension = [{ url: 'urn:jieli:event', valueCode: 'cancel' }]
    expect(codeOf(await put({ extension }, 'W/"7"'))).toBe('CASE_STALE')
    const cancelled = await put({ extension, statusReason: { text: 'by mistake' } }, 'W/"1"')
    expect([cancelled.resource.status, cancelled.reply.headers.etag]).toEqual([
      'cancelled',
      'W/"2"',
    ])
    const read = await get(`/fhir/ServiceRequest/${resource.id}`)
    expect(read.resource.status).toBe('revoked')
    const known = await get(`/fhir/Task/${resource.id}`, { 'if-none-match': 'W/"2"' })
    expect(known.status).toBe(304)
  })

  it('has a subscription paused before it is removed', async () => {
    const subscription = {
      resourceType: 'Subscription',
      status: 'requested',
      reason: 'x',
      criteria: 'Task',
      channel: {
        type: 'rest-hook',
        endpoint: 'https://his.example.cn/x',
        payload: 'application/json',
      },
    }
    const headers = { Authorization: 'Bearer ADMINISTRATOR' }
    const made = await send('POST', '/fhir/Subscription', { body: subscription, headers })
    const url = `/fhir/Subscription/${made.resource.id}`
    const listed = await hospital().server.ask('/v1/webhooks', { key: administrator })
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toContain(made.resource.id)
    expect((await send('DELETE', url, { headers })).status).toBe(409)
    const off = { body: { ...subscription, status: 'off' }, headers }
    expect((await send('PUT', url, off)).resource.status).toBe('off')
    expect((await send('DELETE', url, { headers })).status).toBe(204)
    expect((await get(url, headers)).status).toBe(404)
    const wrong = { ...subscription, criteria: 'Patient?name=x' }
    const refused = await send('POST', '/fhir/Subscription', { body: wrong, headers })
    expect(codeOf(refused)).toBe('FHIR_SUBSCRIPTION')
  })

  it('takes the file that its page shows', () => {
    const [shown] = readBlocks(page).filter(({ kind }) => kind === 'json mappings')
    expect(JSON.parse(shown?.text ?? '')).toEqual(hospital().server.context.hospitals?.referrals)
    expect(() => readReferralMappings('/nowhere/at-all.json')).toThrow(/JIELI_FHIR_REFERRALS/)
  })
}

/** What was answered so far, looked at by HL7's own validator. */
export function describeValidation(validator: () => HapiValidator): void {
  it('has nothing wrong that the validator of HL7 finds', async (test) => {
    const validation = await validator().finish()
    if ('missing' in validation) return test.skip(`not validated: ${validation.missing}`)
    expect(validation.found).toEqual([])
    expect(validation.count).toBeGreaterThan(25)
  }, 180_000)
}

interface Issue {
  readonly details: {
    readonly text: string
    readonly coding?: readonly { readonly code: string }[]
  }
}
