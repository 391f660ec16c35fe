import type { Ruleset } from '@jieli/engine'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { meetsRevision } from '../../../server/src/operations/context/revision-condition.ts'
import { namesTag, revisionsOf } from '../../../server/src/plugins/entity-tags.ts'
import { grants, madeByTest, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator, grants.editor)
})
afterAll(() => server.close())

const draftUrl = '/v1/rulesets/small/draft'
const readDraft = async () => (await server.ask(draftUrl, { key })).body
const saveDraft = (ruleset: unknown, ifMatch: string | undefined) =>
  server.ask(draftUrl, {
    method: 'PUT',
    key,
    body: { ruleset },
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
  })

/** The ruleset with another title for its first fact, and its variance ceiling at so many percent. */
function edited(ruleset: Ruleset, percent: number, title?: string): Ruleset {
  const copy = structuredClone(ruleset)
  const ceiling = copy.parameters.find((each) => each.id === 'varianceCeiling')
  ceiling!.values[0]!.value = { numerator: percent, denominator: 100 }
  if (title !== undefined) copy.facts[0]!.title.en = title
  return copy
}

describe('If-Match', () => {
  beforeAll(async () => {
    const { ruleset } = await readDraft()
    await saveDraft(ruleset, '"0"')
  })

  // N stands for the draft's revision.
  it.each([
    ['"N"', 200],
    ['*', 200],
    ['"7777", "N"', 200],
    [' "7777" ,, "N",', 200],
    ['"0"', 412],
    ['W/"N"', 412],
    ['W/"N", "7777"', 412],
    ['"some-text", "no:revision"', 412],
    ['"N.0"', 412],
    ['N', 400],
    ['"N', 400],
    ['"N" "2"', 400],
    ['w/"N"', 400],
    ['*, "N"', 400],
    ['"with space"', 400],
    ['', 400],
  ])('%s answers %i', async (pattern, status) => {
    const { ruleset, revision } = await readDraft()
    const answer = await saveDraft(ruleset, pattern.replaceAll('N', String(revision)))
    expect(answer.status).toBe(status)
    if (status === 400) {
      expect(answer.body.code).toBe('PRECONDITION_MALFORMED')
      expect(answer.body.message.en).toContain('If-Match: "3"')
      expect(answer.body.message.en).not.toMatch(/\\d|\^/)
    }
  })

  it('is asked for where a change must rest on something', async () => {
    const { ruleset } = await readDraft()
    expect((await saveDraft(ruleset, undefined)).body).toMatchObject({
      status: 428,
      code: 'REVISION_NEEDED',
    })
  })

  it('of any text is read without failing, and lets through only what it lists strongly', () => {
    const tag = fc.record({
      weak: fc.boolean(),
      text: fc.oneof(fc.nat(20).map(String), fc.constantFrom('', 'x', '1.0', '-1')),
    })
    fc.assert(
      fc.property(fc.array(tag, { minLength: 1, maxLength: 6 }), fc.nat(20), (tags, revision) => {
        const header = tags.map(({ weak, text }) => `${weak ? 'W/' : ''}"${text}"`).join(', ')
        const listed = tags.some(({ weak, text }) => !weak && text === String(revision))
        expect(meetsRevision(revisionsOf(header), revision)).toBe(listed)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        try {
          revisionsOf(text)
        } catch (error) {
          expect(error).toMatchObject({ code: 'PRECONDITION_MALFORMED' })
        }
      }),
    )
  })
})

describe('a stale revision is told with what has changed since', () => {
  it('of a case: the steps, who took them and when', async () => {
    const started = await server.ask('/v1/cases', {
      key,
      body: { ruleset: 'small', pathway: 'referral', facts: referralFacts() },
    })
    const events = `/v1/cases/${started.body.id}/events`
    await server.ask(events, { key, body: { type: 'send' }, headers: { 'if-match': '"1"' } })
    server.clock.advance(60_000)
    const at = server.clock.now()
    await server.ask(events, { key, body: { type: 'note' }, headers: { 'if-match': '"2"' } })
    const stale = await server.ask(events, {
      key,
      body: { type: 'accept' },
      headers: { 'if-match': '"2"' },
    })
    expect(stale.body).toMatchObject({ status: 412, code: 'CASE_STALE', revision: 3 })
    expect(stale.body.changedSince).toEqual([
      {
        revision: 3,
        at,
        by: 'test key',
        what: { zh: expect.stringMatching(/^“.+”$/), en: expect.stringMatching(/^".+"$/) },
        items: [expect.any(String)],
      },
    ])
    expect(stale.body.message.en).toContain('Changed since: "')
    expect(stale.body.message.en).toContain(`by test key at ${at.slice(0, 16).replace('T', ' ')}`)
    // Nothing of it was sent.
    const { body } = await server.ask(`/v1/cases/${started.body.id}`, { key })
    expect(body.revision).toBe(3)
  })

  it('of a draft: who saved it, when, and which items differ', async () => {
    const { ruleset, revision } = await readDraft()
    const save = async (draft: Ruleset, on: number) => await saveDraft(draft, `"${on}"`)
    expect((await save(edited(ruleset, 12), revision)).status).toBe(200)
    expect((await save(edited(ruleset, 11, 'Patient age'), revision + 1)).status).toBe(200)
    expect((await save(edited(ruleset, 10, 'Patient age'), revision + 2)).status).toBe(200)
    const stale = await save(edited(ruleset, 9), revision + 1)
    expect(stale.body).toMatchObject({ status: 412, code: 'DRAFT_STALE', revision: revision + 3 })
    const fact = `/facts/${ruleset.facts[0].id}`
    expect(stale.body.changedSince).toMatchObject([
      { revision: revision + 2, by: 'test key', what: { en: 'saved' } },
      { revision: revision + 3, by: 'test key', items: ['/parameters/varianceCeiling'] },
    ])
    expect(stale.body.changedSince[0].items.toSorted()).toEqual([
      fact,
      '/parameters/varianceCeiling',
    ])
    expect(stale.body.message.en).toContain('/parameters/varianceCeiling')
    expect(stale.body.message.zh).toContain('保存')
  })

  it('of a draft saved by an earlier program: the revision alone', async () => {
    const stored = await server.context.store.get('drafts', 'small')
    const { changes: _, ...old } = stored as typeof stored & { changes?: unknown }
    const revision = (stored?.revision ?? 0) + 1
    await server.context.commit(
      [
        {
          kind: 'replace',
          collection: 'drafts',
          document: { ...old, id: 'small', revision },
          expectedRevision: revision - 1,
        },
      ],
      madeByTest('draft.save', 'small'),
    )
    const { ruleset } = await readDraft()
    const stale = await saveDraft(ruleset, '"1"')
    expect(stale.body).toMatchObject({ status: 412, revision, changedSince: [] })
  })
})

describe('If-None-Match', () => {
  it('answers 304 without a body to whoever has the revision already', async () => {
    const { reply } = await server.ask(draftUrl, { key })
    const tag = String(reply.headers['etag'])
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await server.ask(draftUrl, { key, headers: { 'if-none-match': known } })
      expect([known, again.status, again.reply.body]).toEqual([known, 304, ''])
      expect(again.reply.headers['etag']).toBe(tag)
      expect(again.reply.headers['content-type']).toBeUndefined()
    }
    const newer = await server.ask(draftUrl, { key, headers: { 'if-none-match': '"0"' } })
    expect(newer.status).toBe(200)
  })

  it('that is malformed is said to be, and changes nothing of what is no tagged reply', async () => {
    const bad = await server.ask(draftUrl, { key, headers: { 'if-none-match': 'one' } })
    expect(bad.body).toMatchObject({ status: 400, code: 'PRECONDITION_MALFORMED' })
    expect(bad.body.message.en).toContain('If-None-Match')
    const untagged = await server.ask('/v1/rulesets', { key, headers: { 'if-none-match': '*' } })
    expect(untagged.status).toBe(200)
    expect(namesTag('"1", W/"2"', '"2"')).toBe(true)
  })
})
