import { publicationId } from '../../../server/src/operations/context/bundle-cache.ts'
import type { PublicationDocument } from '../../../server/src/documents/publication-document.ts'
import type { Ruleset } from '@jieli/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grants, madeByTest, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let editor: string
let publisher: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  editor = await server.key(grants.editor)
  publisher = await server.key(grants.publisher)
})
afterEach(() => server.close())

const url = '/v1/rulesets/small'
const words = '县医改办同意延长，见会议纪要'

interface Finding {
  readonly code: string
  readonly severity: string
  readonly path: string
  readonly message: { readonly zh: string; readonly en: string }
  readonly key?: string
}

/** Saves a draft whose time to answer is so long; the revision it then has, and what was said. */
async function save(limit: string, as = editor): Promise<{ revision: number; issues: Finding[] }> {
  const { body } = await server.ask(`${url}/draft`, { key: publisher })
  const ruleset = body.ruleset as Ruleset
  ruleset.parameters.find(({ id }) => id === 'answerLimit')!.values[0]!.value = limit
  const saved = await server.ask(`${url}/draft`, {
    method: 'PUT',
    key: as,
    body: { ruleset },
    headers: { 'if-match': `"${body.revision}"` },
  })
  expect(saved.status).toBe(200)
  return saved.body as { revision: number; issues: Finding[] }
}
const publish = (revision: number, more: object = {}, headers: Record<string, string> = {}) =>
  server.ask(`${url}/publish`, {
    key: publisher,
    headers,
    body: { revision, from: '2025-03-03', ...more },
  })
const inForce = async () => (await server.ask(url, { key: editor })).body.inForce as string
const asked = (issues: readonly Finding[]) =>
  issues.filter(({ severity }) => severity === 'acknowledge')

describe('what has to be acknowledged', () => {
  it('does not stop a draft from being saved, and stops it from being published until it is', async () => {
    const { revision, issues } = await save('P3650D')
    const [finding] = asked(issues)
    expect(finding).toMatchObject({ code: 'DEADLINE_LONG' })
    const refused = await publish(revision)
    expect([refused.status, refused.body.code]).toEqual([422, 'PUBLISH_UNACKNOWLEDGED'])
    expect(refused.body.issues).toEqual([finding])
    expect(await inForce()).toBe('1.0.0')
    const published = await publish(revision, {
      acknowledgements: [{ issue: finding!.key, words }],
    })
    expect(published.status).toBe(201)
    expect(published.body.acknowledged).toMatchObject([
      { code: 'DEADLINE_LONG', path: finding!.path, message: finding!.message, words },
    ])
    expect(await inForce()).toBe('1.0.1')
  })

  it('a value on the near side of the limit is published without a word', async () => {
    const { revision, issues } = await save('P90D')
    expect(asked(issues)).toEqual([])
    const published = await publish(revision)
    expect([published.status, published.body.acknowledged]).toEqual([201, []])
  })

  it('whoever saved the draft acknowledges nothing of it', async () => {
    const both = await server.key(grants.editor, grants.publisher)
    const { revision, issues } = await save('P3650D', both)
    const acknowledgements = [{ issue: asked(issues)[0]!.key, words }]
    const body = { revision, from: '2025-03-03', acknowledgements }
    const own = await server.ask(`${url}/publish`, { key: both, body })
    expect([own.status, own.body.code]).toEqual([403, 'DRAFT_OWN'])
  })

  it('an acknowledgement falls when the finding says something else', async () => {
    const before = await save('P3650D')
    const { revision } = await save('P3651D')
    const late = await publish(revision, {
      acknowledgements: [{ issue: asked(before.issues)[0]!.key, words }],
    })
    expect([late.status, late.body.code]).toEqual([422, 'ACKNOWLEDGEMENT_UNKNOWN'])
    expect(late.body.issues).toMatchObject([{ code: 'DEADLINE_LONG' }])
    expect(late.body.issues[0].key).not.toBe(asked(before.issues)[0]!.key)
  })

  it('nothing is remembered that was not asked', async () => {
    const { revision } = await save('PT3H')
    const issue = `sha256:${'0'.repeat(64)}`
    const answer = await publish(revision, { acknowledgements: [{ issue, words }] })
    expect([answer.status, answer.body.code]).toEqual([422, 'ACKNOWLEDGEMENT_UNKNOWN'])
    expect(await inForce()).toBe('1.0.0')
    expect((await publish(revision)).status).toBe(201)
  })

  it.each([
    ['blank', '     '],
    ['three letters', '同意了'],
    ['marks without a letter', '。。。！！！……'],
    ['longer than a thousand', '长'.repeat(1001)],
    ['no text', 7],
  ])('words that are %s are refused', async (_, bad) => {
    const { revision, issues } = await save('P3650D')
    const answer = await publish(revision, {
      acknowledgements: [{ issue: asked(issues)[0]!.key, words: bad }],
    })
    expect([answer.status, answer.body.code]).toEqual([422, 'REQUEST_INVALID'])
    expect(await inForce()).toBe('1.0.0')
  })

  it.each([
    ['of four letters', '确有需要'],
    ['of a thousand', '长'.repeat(1000)],
  ])('words %s are taken', async (_, good) => {
    const { revision, issues } = await save('P3650D')
    const answer = await publish(revision, {
      acknowledgements: [{ issue: asked(issues)[0]!.key, words: good }],
    })
    expect(answer.status).toBe(201)
  })

  it('a finding that is named twice is refused', async () => {
    const { revision, issues } = await save('P3650D')
    const one = { issue: asked(issues)[0]!.key, words }
    const answer = await publish(revision, {
      acknowledgements: [one, { ...one, words: '另有说明' }],
    })
    expect([answer.status, answer.body.code]).toEqual([422, 'REQUEST_INVALID'])
  })
})

describe('what was acknowledged', () => {
  const publishLong = async (headers: Record<string, string> = {}) => {
    const { revision, issues } = await save('P3650D')
    return await publish(
      revision,
      { acknowledgements: [{ issue: asked(issues)[0]!.key, words }] },
      headers,
    )
  }

  it('stands with the version: the finding as it was shown, the words, who and when', async () => {
    const { body } = await publishLong()
    const kept = {
      code: 'DEADLINE_LONG',
      path: '/parameters/answerLimit/values/2020-01-01',
      message: { zh: expect.stringContaining('3650 天'), en: expect.stringContaining('3650 days') },
      words,
      by: 'test key',
      at: expect.stringContaining('2025-03-03'),
    }
    expect(body.acknowledged).toMatchObject([kept])
    const [latest] = (await server.ask(url, { key: editor })).body.versions
    expect(latest.acknowledged).toMatchObject([kept])
    const version = await server.ask(`${url}/versions/1.0.1`, { key: editor })
    expect(version.body.acknowledged).toMatchObject([kept])
    const [listed] = (await server.ask('/v1/rulesets', { key: editor })).body.items
    expect(listed.versions[0]).not.toHaveProperty('acknowledged')
  })

  it('stands in the audit log', async () => {
    await publishLong()
    const auditor = await server.key(grants.auditor)
    const { items } = (await server.ask('/v1/audit?limit=50', { key: auditor })).body
    const [entry] = items.filter(
      ({ action, detail }: { action: string; detail: { version?: string } }) =>
        action === 'ruleset.publish' && detail.version === '1.0.1',
    )
    expect(entry.detail.acknowledged).toMatchObject([
      {
        code: 'DEADLINE_LONG',
        path: '/parameters/answerLimit/values/2020-01-01',
        message: { zh: expect.stringContaining('3650 天') },
        words,
      },
    ])
  })

  it('is told again to whoever repeats the request', async () => {
    const { revision, issues } = await save('P3650D')
    const more = { acknowledgements: [{ issue: asked(issues)[0]!.key, words }] }
    const headers = { 'idempotency-key': 'once' }
    const first = await publish(revision, more, headers)
    const again = await publish(revision, more, headers)
    expect(first.status).toBe(201)
    expect([again.status, again.body]).toEqual([201, first.body])
  })

  it('a version of before it was asked reads as it did', async () => {
    const name = publicationId('small', '1.0.0')
    const stored = (await server.store.get<PublicationDocument>('publications', name))!
    const { acknowledged: _, remarks: __, ...old } = stored
    await server.store.commit(
      [
        {
          kind: 'replace',
          collection: 'publications',
          document: { ...old, revision: stored.revision + 1 },
          expectedRevision: stored.revision,
        },
      ],
      madeByTest('ruleset.publish', 'small'),
    )
    const version = await server.ask(`${url}/versions/1.0.0`, { key: editor })
    expect(version.status).toBe(200)
    expect(version.body).not.toHaveProperty('acknowledged')
    expect((await server.ask(url, { key: editor })).body.versions).toHaveLength(1)
  })
})

it('publishing answers with what was said and did not stop it, and keeps it', async () => {
  const { county: _, ...manifest } = smallRuleset()['manifest'] as Record<string, unknown>
  const template = {
    ...smallRuleset(),
    manifest: { ...manifest, kind: 'template', id: 'open' },
  } as unknown as Ruleset
  template.parameters.find(({ id }) => id === 'answerLimit')!.values = []
  await server.publish(template as never)
  const { body } = await server.ask('/v1/rulesets/open/draft', { key: publisher })
  const saved = await server.ask('/v1/rulesets/open/draft', {
    method: 'PUT',
    key: editor,
    body: { ruleset: body.ruleset },
    headers: { 'if-match': `"${body.revision}"` },
  })
  const remark = {
    code: 'PARAMETER_OPEN',
    severity: 'info',
    path: '/parameters/answerLimit',
    message: { zh: expect.stringContaining('答复时限'), en: expect.any(String) },
  }
  expect(saved.body.issues).toMatchObject([remark])
  const published = await server.publishDraft('open', saved.body.revision as number)
  expect(published.status).toBe(201)
  expect(published.body.remarks).toMatchObject([remark])
  const version = await server.ask('/v1/rulesets/open/versions/1.0.1', { key: editor })
  expect(version.body.remarks).toEqual(published.body.remarks)
  const book = await server.ask('/v1/rulesets/open/book?version=1.0.1', { key: editor })
  expect(book.body).toMatchObject({ standing: 'published', version: '1.0.1' })
  expect(book.body).not.toHaveProperty('remarks')
})
