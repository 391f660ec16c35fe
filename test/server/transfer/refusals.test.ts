import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyAll } from '../audit/tamper.ts'
import { grants } from '../harness/open-test-server.ts'
import { minute } from '../harness/turnable-clock.ts'
import { movedTemplate, template } from '../pull/template-and-county.ts'
import {
  acceptSender,
  countStored,
  exported,
  importFile,
  openSide,
  publishBoth,
  resealed,
  type Side,
  stricterTemplate,
} from './two-servers.ts'

let north: Side
let south: Side
let file: string

beforeEach(async () => {
  north = await openSide()
  south = await openSide()
  await publishBoth(north)
  file = await exported(north)
})
afterEach(async () => {
  await north.server.close()
  await south.server.close()
})

/** Sends a file both ways; it is refused both times, nothing is stored, and the audit log tells it twice. */
async function expectRefused(sent: string, code: string, reason?: string): Promise<string> {
  const before = await countStored(south)
  const looked = await importFile(south, sent, '/preview')
  const taken = await importFile(south, sent)
  expect([looked.body.code, taken.body.code]).toEqual([code, code])
  expect(taken.body.reason).toBe(reason)
  expect(await countStored(south)).toEqual(before)
  const refusals = await refusalsOf(south)
  expect(refusals.slice(-2)).toEqual([code, code])
  return taken.body.message.en as string
}

async function refusalsOf({ server }: Side): Promise<unknown[]> {
  const kept = await server.context.store.find('audit', {
    anyOf: [{ county: null, action: 'ruleset.import.refuse' }],
    sort: { field: 'at', direction: 'ascending' },
    limit: 100,
  })
  return kept.map(({ detail }) => detail?.['code'])
}

describe('a file that may not be used', () => {
  beforeEach(() => acceptSender(south, file))

  it('is refused when it is half a copy, no such file, changed, or short of a parent', async () => {
    await expectRefused(file.slice(0, file.length / 2), 'IMPORT_DAMAGED', 'incomplete')
    await expectRefused('{"layers": []}', 'IMPORT_DAMAGED', 'form')
    await expectRefused(
      file.replace('"numerator":13', '"numerator":14'),
      'IMPORT_DAMAGED',
      'signature',
    )
    const short = JSON.parse(file) as { layers: unknown[] }
    short.layers.pop()
    await expectRefused(JSON.stringify(short), 'IMPORT_DAMAGED', 'signature')
    expect(await verifyAll(south.server)).toMatchObject({ problems: [] })
  })

  it('is refused when what its holder signed crosses a red line or lacks a parent', async () => {
    const crossed = resealed(north, file, ({ layers }) => {
      const [own] = layers as unknown as { layer: { parameters: { values: unknown[] }[] } }[]
      own!.layer.parameters[0]!.values = [
        { from: '2020-01-01', value: { numerator: 18, denominator: 100 } },
      ]
    })
    expect(await expectRefused(crossed, 'IMPORT_RULES_FAIL')).toContain('18%')
    const orphan = resealed(north, file, ({ layers }) => layers.splice(1))
    await expectRefused(orphan, 'IMPORT_RULES_FAIL')
  })

  it('is refused when a version is here with other content', async () => {
    await importFile(south, file)
    const other = resealed(north, file, ({ layers }) => {
      const manifest = layers[0]!.layer.manifest as unknown as { title: { zh: string } }
      manifest.title.zh = '另一方案'
    })
    // The hash of the bundle in the file no longer fits either; that is looked at first.
    await expectRefused(other, 'IMPORT_DAMAGED', 'bundle')
    const elsewhere = await openSide()
    await elsewhere.server.publish(
      template((layer) => {
        layer.decisions[0]!.rules[1]!.then['outcome'] = 'requireReview'
      }),
    )
    await elsewhere.server.publish(stricterTemplate('other-plan'))
    const clash = await exported(elsewhere, 'other-plan')
    await acceptSender(south, clash)
    expect(await expectRefused(clash, 'IMPORT_VERSION_DIFFERS')).toContain('other content')
    await elsewhere.server.close()
  })

  it('is refused where the ruleset is made here, be it published or a draft', async () => {
    const basis = template((layer) => {
      layer.manifest['id'] = 'basis'
    })
    await south.server.publish(basis)
    const draft = await south.server.ask('/v1/rulesets', {
      key: south.staff,
      body: {
        id: 'plan-plus',
        title: { zh: '南县', en: 'south county' },
        county: 'south',
        template: 'basis',
        parameters: {},
        from: '2020-01-01',
      },
    })
    expect(draft.status).toBe(201)
    await expectRefused(file, 'IMPORT_OWN_RULESET')
    const older = template((layer) => {
      layer.manifest['version'] = '0.9.0'
    })
    await south.server.publish(older)
    await expectRefused(await exported(north, 'plan'), 'IMPORT_OWN_RULESET')
  })
})

describe('whose file it is', () => {
  it('a key nobody accepted can be looked at, not taken in', async () => {
    const preview = await importFile(south, file, '/preview')
    expect(preview.body).toMatchObject({
      changes: true,
      signer: { known: false, own: false },
      versions: [
        { id: 'plan-plus', standing: 'new', carried: false },
        { id: 'plan', standing: 'new', carried: true },
      ],
    })
    const before = await countStored(south)
    const taken = await importFile(south, file)
    expect([taken.status, taken.body.code]).toEqual([409, 'IMPORT_KEY_UNKNOWN'])
    expect(taken.body.message.en).toContain(preview.body.signer.fingerprint)
    expect(await countStored(south)).toEqual(before)
    expect(await refusalsOf(south)).toEqual(['IMPORT_KEY_UNKNOWN'])
  })

  it('an administrator accepts it once, for every county; an editor or a county administrator cannot', async () => {
    const { publicKey } = JSON.parse(file) as { publicKey: string }
    const accept = async (key: string) =>
      (await south.server.ask('/v1/signers', { key, body: { publicKey, title: '邻市' } })).status
    const local = await south.server.key({ role: 'administrator', county: 'north', units: '*' })
    expect([await accept(south.staff), await accept(local)]).toEqual([403, 403])
    expect([await accept(south.admin), await accept(south.admin)]).toEqual([201, 409])
    const kept = await south.server.context.store.find('audit', {
      anyOf: [{ county: null, action: 'signer.accept' }],
      sort: { field: 'at', direction: 'ascending' },
      limit: 10,
    })
    expect(kept).toMatchObject([{ detail: { publicKey } }])
  })

  it('another key may not bring the next version of a known ruleset, until the former is withdrawn', async () => {
    const known = await acceptSender(south, file)
    await importFile(south, file)
    const impostor = await openSide()
    await publishBoth(impostor)
    impostor.server.clock.advance(minute)
    await impostor.server.publish(movedTemplate())
    await impostor.server.publish(stricterTemplate())
    const next = await exported(impostor, 'plan-plus', '1.0.1')
    await acceptSender(south, next)
    await expectRefused(next, 'IMPORT_KEY_CHANGED')
    const gone = await south.server.ask(`/v1/signers/${known}`, {
      method: 'DELETE',
      key: south.admin,
    })
    expect(gone.status).toBe(204)
    expect((await importFile(south, file)).body.code).toBe('IMPORT_KEY_UNKNOWN')
    expect((await importFile(south, next)).status).toBe(200)
    await impostor.server.close()
  })
})

describe('the same file more than once', () => {
  it('changes nothing the second time', async () => {
    await acceptSender(south, file)
    expect((await importFile(south, file)).body.added).toHaveLength(2)
    const before = await countStored(south)
    expect((await importFile(south, file, '/preview')).body.changes).toBe(false)
    const again = (await importFile(south, file)).body
    expect([again.added, again.present.length]).toEqual([[], 2])
    expect(await countStored(south)).toEqual(before)
  })

  it('taken in twice at one moment stands here once', async () => {
    await acceptSender(south, file)
    const answers = await Promise.all([1, 2, 3].map(() => importFile(south, file)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.flatMap(({ body }) => body.added)).toHaveLength(2)
    expect(await countStored(south)).toMatchObject({ publications: 2, imports: 1 })
  })

  it('on the server that made it is all there already', async () => {
    const before = await countStored(north)
    expect((await importFile(north, file)).body).toMatchObject({ added: [] })
    expect(await countStored(north)).toEqual(before)
  })
})

describe('who may let rulesets travel', () => {
  it('whoever may read exports; only who publishes or administers everywhere imports', async () => {
    const reader = await south.server.key(grants.auditor)
    const local = await south.server.key({ role: 'publisher', county: 'south', units: '*' })
    for (const key of [reader, local]) {
      const answer = await south.server.ask('/v1/imports', { key, body: { file } })
      expect([answer.status, answer.body.code]).toEqual([403, 'PERMISSION_MISSING'])
    }
    const url = '/v1/rulesets/plan-plus/versions/1.0.0/export'
    const key = await north.server.key(grants.auditor)
    const { reply } = await north.server.ask(url, { key })
    expect(reply.headers['content-disposition']).toContain('plan-plus-1.0.0.jieli.json')
    const missing = await north.server.ask(url.replace('1.0.0', '9.9.9'), { key })
    expect([missing.status, missing.body.code]).toEqual([404, 'VERSION_UNKNOWN'])
  })
})
