import type { Json, Layer } from '@jieli/engine'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assessedRuleset } from '../server/assessment/assessed-ruleset.ts'
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
  await filled.withLog(async ({ commit }) => {
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
    [
      'the attack, what it ended in, how long it took, slowest /healthz, slowest idle:',
      ...lines,
    ].join('\n'),
  )
})

/** Has the server attacked: what it ends in. Meanwhile a process of its own asks after the server's health. */
async function attack(
  what: string,
  attacking: () => Promise<{ status: number; text: string }>,
): Promise<{ ended: string; healthy: boolean }> {
  await server.slowestAnswers()
  const began = performance.now()
  const { status, text: told } = await attacking()
  const took = performance.now() - began
  const { health, idle } = await server.slowestAnswers()
  const code = status < 400 ? '' : (JSON.parse(told) as { code: string }).code
  const figures = [took, health, idle].map((each) => each.toFixed(0).padStart(8)).join('')
  lines.push(`${what.padEnd(30)} ${status} ${code.padEnd(20)}${figures}`)
  return {
    // An answer, or a refusal with a code: never a server that has lost its way.
    ended: status < 400 || (code !== '' && code !== 'UNEXPECTED') ? 'well' : `${status} ${code}`,
    // On a machine that has other things to do, the idle process is slow to answer too.
    healthy: health - idle < soon,
  }
}

/** What every attack is to come to. */
const withstood = { ended: 'well', healthy: true }

async function send(address: string, key: string, content: Uint8Array, type: string) {
  return await server.ask(`/api/v1${address}`, key, { body: content, type })
}

it('a search of cases over two counties whose units are not the same', async () => {
  for (const limit of [20, 1])
    expect(
      await attack(`GET /cases?limit=${limit}`, async () =>
        server.ask(`/api/v1/cases?limit=${limit}`, twoCounties),
      ),
    ).toEqual(withstood)
})

it('the audit log of a quiet county', async () => {
  expect(
    await attack('GET /audit?limit=1', async () =>
      server.ask('/api/v1/audit?limit=1', quietCounty),
    ),
  ).toEqual(withstood)
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

it('a workbook with eighty thousand merges that never end', async () => {
  const sheet = `<worksheet><sheetData/><mergeCells>${'<mergeCell '.repeat(80_000)}`
  const content = book(sheet)
  expect(
    await attack('POST unclosed mergeCell', async () =>
      send(`/rulesets/${ruleset}/imports?kind=units&format=xlsx&name=m`, everything, content, xlsx),
    ),
  ).toEqual(withstood)
})

it('a workbook of a hundred and ninety megabytes of blanks', async () => {
  const sheet = `<worksheet><sheetData>${' '.repeat(190_000_000)}</sheetData></worksheet>`
  const content = book(sheet)
  expect(
    await attack('POST 190 MB of blanks', async () =>
      send(`/rulesets/${ruleset}/imports?kind=units&format=xlsx&name=b`, everything, content, xlsx),
    ),
  ).toEqual(withstood)
})

it('fifty megabytes of CSV', async () => {
  const row = `${'x'.repeat(400)},${'y'.repeat(400)}\n`
  const content = new TextEncoder().encode(`id,title\n${row.repeat(Math.floor(49e6 / row.length))}`)
  expect(
    await attack('POST 49 MB of CSV', async () =>
      send(
        `/rulesets/${ruleset}/imports?kind=units&format=csv&name=c`,
        everything,
        content,
        'text/csv',
      ),
    ),
  ).toEqual(withstood)
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
  const body = JSON.stringify(edited)
  expect(
    await attack('PUT an 8 MB draft', async () => {
      const reply = await fetch(`${server.url}/api/v1/rulesets/${ruleset}/draft`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${everything}`,
          'content-type': 'application/json',
          'if-match': '"0"',
        },
        body,
      })
      return { status: reply.status, text: await reply.text() }
    }),
  ).toEqual(withstood)
})

it('indicators each of which is the square of the one before', async () => {
  const base = assessedRuleset()
  const [first] = base['indicators'] as { cites: Json }[]
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
    indicators: [...(base['indicators'] as Json[]), ...squares],
    assessmentGroups: (base['assessmentGroups'] as { indicators: string[] }[]).map((group) => ({
      ...group,
      indicators: [...group.indicators, ...squares.map(({ id }) => id)],
    })),
  } as unknown as Layer
  let published = 0
  expect(
    await attack('publish squares', async () => {
      const reply = await publishByTwo(layer)
      published = reply.status
      return reply
    }),
  ).toEqual(withstood)
  // Where the gate refuses them there is nothing to run.
  if (published >= 400) return
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
  expect(
    await attack('POST a run of squares', async () =>
      server.ask('/api/v1/rulesets/squares/runs', everything, { body: { period: '2025-01' } }),
    ),
  ).toEqual(withstood)
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
