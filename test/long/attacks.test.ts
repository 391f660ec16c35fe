import type { Json, Layer } from '@jieli/engine'
import { zipSync } from 'fflate'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assessedRuleset } from '../server/assessment/assessed-ruleset.ts'
import { createCommit } from '../../server/src/audit/commit.ts'
import { systemClock } from '@jieli/server/adapters'
import { FilledStore, ruleset } from './filled-store.ts'
import { MeasuredServer } from './monitored-process.ts'

/** However the server is set upon, `/healthz` answers within so many milliseconds. */
const soon = 200

const filled = new FilledStore()
let server: MeasuredServer
let everything: string
let second: string
let twoCounties: string
let quietCounty: string
const lines: string[] = []

beforeAll(async () => {
  await filled.begin()
  await filled.fill({ counties: 100, cases: 20_000, active: 12_000 })
  everything = await filled.key()
  second = await filled.key()
  const worker = (county: string, unit: string) =>
    ({ role: 'caseWorker', county, units: [unit] }) as const
  // Somebody who works in two counties, for a unit of each that the other does not have.
  twoCounties = await filled.keyWith([
    worker('demo-district-001', 'T01'),
    worker('demo-district-002', 'somewhere-else'),
  ])
  quietCounty = await filled.keyWith([{ role: 'auditor', county: 'quiet', units: '*' }])
  await filled.with(async (store) => {
    const commit = createCommit(store, systemClock)
    const actor = { kind: 'system', id: 'filler', title: 'filler' } as const
    for (let at = 0; at < 400; at++)
      await commit(
        [],
        Array.from({ length: 100 }, (_, n) => ({
          action: 'case.event',
          actor,
          target: `case-${at * 100 + n}`,
          county: 'busy',
        })),
      )
  })
  server = await MeasuredServer.start(filled.folder)
})
afterAll(async () => {
  await server.end()
  filled.remove()
  console.log(
    ['attack, what it ended in, how long it took, slowest /healthz:', ...lines].join('\n'),
  )
})

/** Asks after the server's health for as long as something goes on: how long the slowest answer took. */
async function whileAttacked(
  what: string,
  attack: () => Promise<{ status: number; text: string }>,
): Promise<{ status: number; code: string }> {
  let going = true
  let slowest = 0
  const watching = (async () => {
    while (going) {
      const began = performance.now()
      const reply = await fetch(`${server.url}/healthz`)
      await reply.text()
      slowest = Math.max(slowest, performance.now() - began)
      await pause(25)
    }
  })()
  const began = performance.now()
  const { status, text } = await attack()
  const took = performance.now() - began
  going = false
  await watching
  const code = status < 400 ? '' : (JSON.parse(text) as { code: string }).code
  lines.push(
    `${what.padEnd(48)} ${status} ${code.padEnd(24)} ${took.toFixed(0)} ms, ${slowest.toFixed(0)} ms`,
  )
  expect(slowest, what).toBeLessThan(soon)
  return { status, code }
}

/** An answer, or a refusal with a code: never a server that has lost its way. */
function expectCoded({ status, code }: { status: number; code: string }): void {
  expect(status === 200 || status === 201 || (code !== '' && code !== 'UNEXPECTED')).toBe(true)
}

async function send(address: string, key: string, content: Uint8Array, type: string) {
  return await server.ask(`/api/v1${address}`, key, { body: content, type })
}

it('a search of cases over two counties whose units are not the same', async () => {
  for (const limit of [20, 1])
    expectCoded(
      await whileAttacked(`GET /cases?limit=${limit}`, async () =>
        server.ask(`/api/v1/cases?limit=${limit}`, twoCounties),
      ),
    )
})

it('the audit log of a quiet county', async () => {
  expectCoded(
    await whileAttacked('GET /audit?limit=1', async () =>
      server.ask('/api/v1/audit?limit=1', quietCounty),
    ),
  )
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

it('a workbook with eighty thousand merges that never end', async () => {
  const sheet = `<worksheet><sheetData/><mergeCells>${'<mergeCell '.repeat(80_000)}`
  expectCoded(
    await whileAttacked('POST unclosed mergeCell', async () =>
      send(
        `/rulesets/${ruleset}/imports?kind=units&format=xlsx&name=m`,
        everything,
        book(sheet),
        xlsx,
      ),
    ),
  )
})

it('a workbook of a hundred and ninety megabytes of blanks', async () => {
  const sheet = `<worksheet><sheetData>${' '.repeat(190_000_000)}</sheetData></worksheet>`
  expectCoded(
    await whileAttacked('POST 190 MB of blanks', async () =>
      send(
        `/rulesets/${ruleset}/imports?kind=units&format=xlsx&name=b`,
        everything,
        book(sheet),
        xlsx,
      ),
    ),
  )
})

it('fifty megabytes of CSV', async () => {
  const row = `${'x'.repeat(400)},${'y'.repeat(400)}\n`
  const content = new TextEncoder().encode(`id,title\n${row.repeat(Math.floor(49e6 / row.length))}`)
  expectCoded(
    await whileAttacked('POST 49 MB of CSV', async () =>
      send(
        `/rulesets/${ruleset}/imports?kind=units&format=csv&name=c`,
        everything,
        content,
        'text/csv',
      ),
    ),
  )
})

it('a draft of eight megabytes', async () => {
  const edited = {
    ruleset: {
      manifest: { id: ruleset },
      facts: Array.from({ length: 100_000 }, (_, at) => ({
        id: `f${at}`,
        type: 'text',
        title: { zh: 'x', en: 'x' },
      })),
    },
  }
  expectCoded(
    await whileAttacked('PUT an 8 MB draft', async () => {
      const reply = await fetch(`${server.url}/api/v1/rulesets/${ruleset}/draft`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${everything}`,
          'content-type': 'application/json',
          'if-match': '"0"',
        },
        body: JSON.stringify(edited),
      })
      return { status: reply.status, text: await reply.text() }
    }),
  )
})

it('indicators each of which is the square of the one before', async () => {
  const base = assessedRuleset()
  const [first] = base['assessment'] as { cites: Json }[]
  const squares = Array.from({ length: 13 }, (_, at) => ({
    id: `square${at}`,
    title: { zh: '平方', en: 'square' },
    definition: { zh: '平方', en: 'square' },
    direction: 'higherIsBetter',
    unit: 'number',
    formula: at === 0 ? 'due / 7' : `square${at - 1} * square${at - 1}`,
    cites: first?.cites,
  }))
  const layer = {
    ...base,
    manifest: { ...(base['manifest'] as object), id: 'squares', county: 'squares' },
    assessment: [...(base['assessment'] as Json[]), ...squares],
  } as unknown as Layer
  const published = await whileAttacked('publish squares', async () => publishByTwo(layer))
  expectCoded(published)
  if (published.status >= 400) return
  await send(
    '/rulesets/squares/imports?kind=units&format=csv&name=u',
    everything,
    text('id,title\nN,北镇\n'),
    'text/csv',
  )
  await send(
    '/rulesets/squares/imports?kind=values&format=csv&name=v',
    everything,
    text('unit,period,fact,value\nN,2025-01,due,1234567\nN,2025-01,vaccinated,3\n'),
    'text/csv',
  )
  expectCoded(
    await whileAttacked('POST a run of squares', async () =>
      server.ask('/api/v1/rulesets/squares/runs', everything, { body: { period: '2025-01' } }),
    ),
  )
})

/** A workbook with one sheet that says this. */
function book(sheet: string): Uint8Array {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const parts = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="units" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  }
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, text(content)])),
    { level: 9 },
  )
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}

/** Saves a draft and has somebody else publish it: nobody publishes what they edited last. */
async function publishByTwo(layer: Layer): Promise<{ status: number; text: string }> {
  const saved = await fetch(`${server.url}/api/v1/rulesets/squares/draft`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${everything}`,
      'content-type': 'application/json',
      'if-match': '"0"',
    },
    body: JSON.stringify({ ruleset: layer }),
  })
  if (!saved.ok) return { status: saved.status, text: await saved.text() }
  const body = { revision: 1, from: '2020-01-01', reason: 'attack' }
  return await server.ask('/api/v1/rulesets/squares/publish', second, { body })
}
