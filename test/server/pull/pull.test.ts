import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { publishAndMove, template } from './template-and-county.ts'

let server: TestServer
let key: string
const url = '/v1/rulesets/north-county'
const ceiling = '/parameters/varianceCeiling/values/2020-01-01'
const unstable = '/decisions/mayRefer/rules/unstable'

beforeEach(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor, grants.publisher)
})
afterEach(() => server.close())

const readPull = async () => (await server.ask(`${url}/draft/pull`, { key })).body
const readDraft = async () => (await server.ask(`${url}/draft`, { key })).body
const pull = (choices: object, revision = 0, to = '1.0.1', as = key) =>
  server.ask(`${url}/draft/pull`, { key: as, body: { parent: 'plan', choices, to, revision } })

describe('a county whose template has moved on', () => {
  beforeEach(() => publishAndMove(server))

  it('goes on resting on the version it was made on until somebody pulls', async () => {
    const { ruleset } = await readDraft()
    expect(ruleset.manifest.basedOn).toEqual({ id: 'plan', version: '1.0.0' })
    expect(ruleset.decisions[0].rules[1].then.outcome).toBe('denyInstitutionalAction')
    const saved = await server.ask(`${url}/draft`, {
      method: 'PUT',
      key,
      body: {
        ruleset: {
          ...ruleset,
          manifest: { ...ruleset.manifest, basedOn: { id: 'plan', version: '^1.0.0' } },
        },
      },
      headers: { 'if-match': '"0"' },
    })
    expect(saved.status).toBe(200)
    const again = (await readDraft()).ruleset
    expect(again.manifest.basedOn.version).toBe('1.0.0')
    expect(again.decisions[0].rules[1].then.outcome).toBe('denyInstitutionalAction')
  })

  it('sees each change with its three sides, and which of them both sides changed', async () => {
    const view = await readPull()
    expect(view).toMatchObject({
      parent: { id: 'plan', role: 'template', from: '1.0.0', to: '1.0.1', behind: 1 },
      revision: 0,
    })
    expect(
      view.items.map((item: { path: string; status: string }) => [item.path, item.status]),
    ).toEqual([
      [ceiling, 'conflict'],
      [unstable, 'clean'],
    ])
    const [conflict] = view.items
    expect(conflict.sentence.zh).toBe('参数“变异率上限”自 2020-01-01 起由 15% 改为 14%')
    expect(conflict.ownSentence.zh).toBe('参数“变异率上限”自 2020-01-01 起由 15% 改为 12%')
    expect(conflict.rows[0].sides.map((side: { zh: string }) => side.zh)).toEqual([
      '15%',
      '14%',
      '12%',
    ])
  })

  it('is refused a pull while a conflict is undecided, and nothing changes', async () => {
    const refused = await pull({})
    expect([refused.status, refused.body.code]).toEqual([422, 'PULL_UNDECIDED'])
    expect(refused.body.undecided).toEqual([ceiling])
    expect((await readDraft()).revision).toBe(0)
  })

  it('keeps its own where it says so, takes the rest, and stores only what differs', async () => {
    const pulled = await pull({ [ceiling]: 'keep' })
    expect(pulled.status).toBe(200)
    expect(pulled.body).toMatchObject({ revision: 1, from: '1.0.0', to: '1.0.1', issues: [] })
    expect(pulled.body.scenarios.length).toBeGreaterThan(0)
    const stored = await server.context.store.get('drafts', 'north-county')
    expect(Object.keys(stored?.layer ?? {}).toSorted()).toEqual(['manifest', 'parameters'])
    const { ruleset } = await readDraft()
    expect(ruleset.manifest.basedOn).toEqual({ id: 'plan', version: '1.0.1' })
    expect(ruleset.decisions[0].rules[1].then.outcome).toBe('requireReview')
    expect(ruleset.parameters[1].values[0].value).toEqual({ numerator: 12, denominator: 100 })
    expect((await readPull()).parent.behind).toBe(0)
  })

  it('is just the template again where it takes everything', async () => {
    expect((await pull({ [ceiling]: 'take' })).status).toBe(200)
    const stored = await server.context.store.get('drafts', 'north-county')
    expect(Object.keys(stored?.layer ?? {})).toEqual(['manifest'])
  })

  it('may keep a clean change out', async () => {
    await pull({ [ceiling]: 'keep', [unstable]: 'keep' })
    const { ruleset } = await readDraft()
    expect(ruleset.decisions[0].rules[1].then.outcome).toBe('denyInstitutionalAction')
  })

  it('is refused on a stale revision, and of two editors pulling at once one is refused', async () => {
    const answers = await Promise.all([pull({ [ceiling]: 'keep' }), pull({ [ceiling]: 'take' })])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
    const stale = await pull({ [ceiling]: 'keep' })
    expect([stale.status, stale.body.code]).toEqual([412, 'DRAFT_STALE'])
  })

  it('is refused a second pull, a version nobody published, and a choice about nothing', async () => {
    const nothing = await pull({ [ceiling]: 'keep', '/facts/age': 'take' })
    expect([nothing.status, nothing.body.code]).toEqual([422, 'PULL_CHOICE_UNKNOWN'])
    const missing = await pull({ [ceiling]: 'keep' }, 0, '9.9.9')
    expect([missing.status, missing.body.code]).toEqual([404, 'VERSION_UNKNOWN'])
    await pull({ [ceiling]: 'keep' })
    const again = await pull({}, 1)
    expect([again.status, again.body.code]).toEqual([409, 'PULL_NOTHING'])
  })

  it('runs its cases on the version they began with, before and after the pull is published', async () => {
    const begun = await server.ask('/v1/cases', {
      key: await server.key(grants.integrator),
      body: { ruleset: 'north-county', pathway: 'referral', facts: referralFacts() },
    })
    expect(begun.body.version).toBe('1.0.0')
    await pull({ [ceiling]: 'keep' })
    const published = await server.publishDraft('north-county', 1, '2025-03-03')
    expect(published.status).toBe(201)
    const sent = await server.ask(`/v1/cases/${begun.body.id}/events`, {
      key: await server.key(grants.integrator),
      body: { type: 'send' },
      headers: { 'if-match': '"1"', 'idempotency-key': 'send-1' },
    })
    expect([sent.status, sent.body.version, sent.body.bundle]).toEqual([
      200,
      '1.0.0',
      begun.body.bundle,
    ])
  })

  it('is not for an editor of another county', async () => {
    const other = await server.key({ role: 'editor', county: 'south', units: '*' })
    const refused = await pull({ [ceiling]: 'keep' }, 0, '1.0.1', other)
    expect([refused.status, refused.body.code]).toEqual([403, 'SCOPE_MISSING'])
  })
})

describe('a county whose template allows less than it says', () => {
  const bounded = (maximum: number) => ({
    mode: 'bounded',
    minimum: { numerator: 5, denominator: 100 },
    maximum: { numerator: maximum, denominator: 100 },
    authority: 'province',
  })
  const percent = (numerator: number) => ({
    from: '2020-01-01',
    value: { numerator, denominator: 100 },
  })

  beforeEach(() =>
    publishAndMove(
      server,
      template((layer) => {
        layer.parameters[1]!.contract = bounded(10)
        layer.parameters[1]!.values = [percent(10)]
      }),
    ),
  )

  it('is told which of its sayings it may not keep, and why', async () => {
    const { items } = await readPull()
    expect(
      items.map((item: { path: string; status: string; stricter?: { zh: string } }) => [
        item.path,
        item.status,
        item.stricter?.zh.includes('变异率上限'),
      ]),
    ).toEqual([
      ['/parameters/varianceCeiling', 'clean', true],
      [ceiling, 'conflict', true],
    ])
  })

  it('is refused to keep it or to say as much itself, and nothing changes', async () => {
    for (const choice of ['keep', { edit: percent(11) }]) {
      const refused = await pull({ [ceiling]: choice })
      expect([refused.status, refused.body.code]).toEqual([422, 'PULL_CONTRACT_BROKEN'])
      expect(refused.body.issues.map((issue: { path: string }) => issue.path)).toEqual([
        '/parameters/varianceCeiling',
      ])
    }
    expect((await readDraft()).revision).toBe(0)
  })

  it('may say something stricter of its own', async () => {
    const pulled = await pull({ [ceiling]: { edit: percent(8) } })
    expect([pulled.status, pulled.body.issues]).toEqual([200, []])
    expect((await readDraft()).ruleset.parameters[1].values).toEqual([percent(8)])
  })
})

it('what somebody says of an item of their own is refused where it does not fit it', async () => {
  await publishAndMove(server)
  const elsewhere = { from: '2021-01-01', value: { numerator: 13, denominator: 100 } }
  const misfit = await pull({ [ceiling]: { edit: elsewhere } })
  expect([misfit.status, misfit.body.code]).toEqual([422, 'PULL_EDIT_INVALID'])
  expect(misfit.body.misfits).toEqual([ceiling])
  const shapeless = await pull({ [ceiling]: { edit: { from: '2020-01-01', value: { no: 1 } } } })
  expect([shapeless.status, shapeless.body.code]).toEqual([422, 'PULL_EDIT_INVALID'])
  expect(shapeless.body.issues.length).toBeGreaterThan(0)
  expect((await readDraft()).revision).toBe(0)
})

it('a template that puts its rules in another order is told with the orders, and may be refused', async () => {
  await publishAndMove(
    server,
    template((layer) => {
      layer.decisions[0]!.rules.reverse()
      layer['scenarios'] = []
    }),
  )
  const rules = '/decisions/mayRefer/rules#order'
  const [item] = (await readPull()).items
  expect([item.path, item.status, item.sentence.zh]).toEqual([
    rules,
    'clean',
    '决策“能否转诊”的规则调整了先后次序',
  ])
  expect(item.rows[0].sides[0].zh).not.toBe(item.rows[0].sides[1].zh)
  const before = (await readDraft()).ruleset.decisions[0].rules
  expect((await pull({ [rules]: 'keep' })).status).toBe(200)
  expect((await readDraft()).ruleset.decisions[0].rules).toEqual(before)
})

it('a ruleset without a template has nothing to pull', async () => {
  await server.publish(template())
  const answer = await server.ask('/v1/rulesets/plan/draft/pull', { key })
  expect([answer.status, answer.body.code]).toEqual([409, 'TEMPLATE_NONE'])
})

it('whom a template speaks for is not written into its county as something left out', async () => {
  await publishAndMove(
    server,
    template((layer) => {
      layer.manifest['authority'] = 'city'
      layer.manifest['sample'] = true
    }),
  )
  const pulled = await pull({})
  expect([pulled.status, pulled.body.issues]).toEqual([200, []])
  const stored = await server.context.store.get('drafts', 'north-county')
  expect(stored?.layer?.['manifest']).not.toHaveProperty('authority')
  expect(stored?.layer?.['manifest']).not.toHaveProperty('sample')
})
