import type { Layer, Ruleset } from '@jieli/engine'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DraftDocument } from '../../../server/src/documents/draft-document.ts'
import { loadBundledLayers } from '../../../server/src/rulesets/load-bundled-layers.ts'
import { grants, madeByTest, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { county, template } from '../pull/template-and-county.ts'

let server: TestServer
let key: string
let publisher: string
const url = '/v1/rulesets/north-county'

/** The template, with a scenario that guards its red line. */
const guarded = (): Layer =>
  template((layer) => {
    layer['scenarios'] = [
      ...(layer['scenarios'] as unknown[]),
      {
        id: 'unstable-is-kept-back',
        title: { zh: '不平稳不得转诊', en: 'the unstable are not referred' },
        kind: 'decision',
        guards: ['RL-17'],
        decision: 'mayRefer',
        asOf: '2025-03-03',
        facts: { urgency: 'low', stable: false },
        expect: { outcome: 'denyInstitutionalAction' },
      },
    ]
  })

beforeEach(async () => {
  server = await openTestServer()
  key = await server.key(grants.editor)
  publisher = await server.key(grants.publisher)
  await server.publish(guarded())
  await server.publish(county())
})
afterEach(() => server.close())

type Manifest = Record<string, unknown>
type Edited = { manifest: Manifest } & Record<string, unknown>

const readDraft = async (at = url) => (await server.ask(`${at}/draft`, { key })).body
const save = (ruleset: object, revision = 0, at = url) =>
  server.ask(`${at}/draft`, {
    method: 'PUT',
    key,
    body: { ruleset },
    headers: { 'if-match': `"${revision}"` },
  })
const publish = (revision = 1, at = url) =>
  server.ask(`${at}/publish`, { key: publisher, body: { from: '2025-03-03', revision } })
const stored = async (id = 'north-county') => await server.context.store.get('drafts', id)
const edited = async (change: (ruleset: Edited) => void, at = url): Promise<Edited> => {
  const ruleset = structuredClone((await readDraft(at)).ruleset) as Edited
  change(ruleset)
  return ruleset
}
const codesOf = (issues: { code: string; severity: string }[]) =>
  issues.filter(({ severity }) => severity === 'error').map(({ code }) => code)

it('a draft saved without its template keeps it', async () => {
  const saved = await save(await edited(({ manifest }) => delete manifest['basedOn']))
  expect(saved.status).toBe(200)
  expect((await stored())?.layer?.['manifest']).toMatchObject({
    basedOn: { id: 'plan', version: '1.0.0' },
  })
  expect((await readDraft()).parent.manifest.id).toBe('plan')
})

it('a draft saved without the red lines of its template is not published', async () => {
  const saved = await save(await edited((ruleset) => (ruleset['redLines'] = [])))
  expect(codesOf(saved.body.issues)).toContain('RED_LINE_REMOVED')
  const refused = await publish()
  expect(refused.status).toBe(422)
  expect(codesOf(refused.body.issues)).toContain('RED_LINE_REMOVED')
})

it('a draft saved without the scenarios that guard a red line of its template is not published', async () => {
  const saved = await save(await edited((ruleset) => (ruleset['scenarios'] = [])))
  expect(codesOf(saved.body.issues)).toEqual(['GUARD_SCENARIO_REMOVED'])
  expect(saved.body.issues[0]).toMatchObject({ redLine: 'RL-17' })
  expect((await publish()).status).toBe(422)
})

it('a draft saved without template, red lines and scenarios is not published, nor does it decide', async () => {
  const hollow = await edited((ruleset) => {
    delete ruleset.manifest['basedOn']
    delete ruleset['redLines']
    delete ruleset['scenarios']
  })
  expect((await save(hollow)).status).toBe(200)
  const refused = await publish()
  expect([refused.status, codesOf(refused.body.issues)]).toEqual([
    422,
    ['RED_LINE_REMOVED', 'GUARD_SCENARIO_REMOVED'],
  ])
  expect((await server.ask(url, { key })).body.versions).toHaveLength(1)
})

it('a scenario that guards a red line has to come out as the template says', async () => {
  const saved = await save(
    await edited((ruleset) => {
      const decision = (ruleset as unknown as Ruleset).decisions[0]!
      if (decision.kind === 'rules') decision.rules[1]!.then.outcome = 'requireReason'
    }),
  )
  expect(codesOf(saved.body.issues)).toEqual([])
  const refused = await publish()
  expect([refused.status, codesOf(refused.body.issues)]).toEqual([422, ['GUARD_SCENARIO_FAILED']])
})

it('a draft that an older server stored without the template of the published version is not published', async () => {
  const layer = structuredClone(guarded()) as unknown as Edited
  layer.manifest = { ...(county()['manifest'] as unknown as Manifest) }
  delete layer.manifest['basedOn']
  layer['redLines'] = []
  await server.context.commit(
    [
      {
        kind: 'insert',
        collection: 'drafts',
        document: {
          id: 'north-county',
          revision: 1,
          discarded: false,
          layer,
          manifest: layer.manifest,
          savedAt: server.clock.now(),
          savedBy: 'test',
        } as unknown as DraftDocument,
      },
    ],
    madeByTest('draft.save', 'north-county'),
  )
  const refused = await publish()
  expect([refused.status, refused.body.code]).toEqual([409, 'DRAFT_PARENT_DROPPED'])
  expect(refused.body.message.zh).toContain('plan')
})

it.each([
  ['kind', { kind: 'template' }],
  ['county', { county: 'elsewhere' }],
  ['basedOn', { basedOn: { id: 'milder', version: '1.0.0' } }],
])(
  'a draft that names another %s is not saved, and is told the operation for it',
  async (field, change) => {
    const saved = await save(await edited((ruleset) => Object.assign(ruleset.manifest, change)))
    expect([saved.status, saved.body.code, saved.body.field]).toEqual([
      422,
      'DRAFT_FIXED_FIELD',
      field,
    ])
    expect(saved.body.operation).toBe(field === 'basedOn' ? 'rebase' : null)
    expect(await stored()).toBeUndefined()
  },
)

it('the plan without its parent, red lines and scenarios is published for no county, new or old', async () => {
  const bundled = await loadBundledLayers()
  const whole = await openTestServer(undefined, bundled)
  try {
    await whole.publish(bundled.get('district-plan')!)
    await whole.publish(bundled.get('district-plan-demo')!)
    const editor = await whole.key(grants.editor)
    const at = '/v1/rulesets/district-plan-demo'
    const { ruleset } = (await whole.ask(`${at}/draft`, { key: editor })).body
    delete ruleset.manifest.basedOn
    delete ruleset.redLines
    delete ruleset.scenarios
    for (const id of ['patientChoice', 'emergencyLane']) {
      const decision = (ruleset as Ruleset).decisions.find((each) => each.id === id)!
      if (decision.kind === 'rules')
        for (const rule of decision.rules) rule.then.outcome = 'denyInstitutionalAction'
    }
    const saved = await whole.ask(`${at}/draft`, {
      method: 'PUT',
      key: editor,
      body: { ruleset },
      headers: { 'if-match': '"0"' },
    })
    expect(saved.status).toBe(200)
    const refused = await whole.ask(`${at}/publish`, {
      key: await whole.key(grants.publisher),
      body: { from: '2025-03-03', revision: 1 },
    })
    expect(refused.status).toBe(422)
    expect(codesOf(refused.body.issues)).toEqual(
      expect.arrayContaining([
        'RED_LINE_REMOVED',
        'RED_LINE_IMPLICATION',
        'GUARD_SCENARIO_REMOVED',
      ]),
    )
    const decided = await whole.ask(`${at}/decisions/patientChoice`, {
      key: editor,
      body: { facts: { 'referral.initiator': 'patient' } },
    })
    expect(decided.body.outcome).not.toBe('denyInstitutionalAction')
  } finally {
    await whole.close()
  }
}, 120_000)
