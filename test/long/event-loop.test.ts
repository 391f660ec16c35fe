import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateCounty } from '../../server/src/generate/generate-county.ts'
import { type FilledNames, getAddresses } from '../setup/bulk/get-addresses.ts'
import { FilledStore, ruleset, version } from './filled-store.ts'
import { MeasuredServer } from './monitored-process.ts'

/** The event loop may be held for so much longer than that of a process which does nothing, in milliseconds. */
const longest = 100

const size = { counties: 100, cases: 100_000, active: 60_000 }
const imported = { seed: 1, units: 20, months: 12, cases: 90_000 }

const filled = new FilledStore()
let server: MeasuredServer
let key: string
let names: FilledNames

/** What was measured, printed in the end: what was done, for how long it took and held, the idle process beside it, and for how much of the hold there was no processor. */
const lines: string[] = []
const tooLong: string[] = []

async function measure<Done>(what: string, work: () => Promise<Done>): Promise<Done> {
  const { done, took, held, waited, control } = await server.measure(work)
  const figures = [took, held, control, waited].map((each) => each.toFixed(0).padStart(7)).join('')
  lines.push(`${what.padEnd(78)}${figures}`)
  if (held > longest) tooLong.push(`${what} held ${held.toFixed(0)} ms`)
  return done
}

async function get(address: string): Promise<{ status: number; text: string }> {
  const reply = await server.ask(address, key)
  expect(reply.status, `${address} ${reply.text.slice(0, 500)}`).toBeLessThan(400)
  return reply
}

async function post(address: string, body: object, type?: string) {
  const reply = await server.ask(`/api/v1${address}`, key, { body, ...(type && { type }) })
  expect(reply.status, `${address} ${reply.text.slice(0, 500)}`).toBeLessThan(400)
  return JSON.parse(reply.text) as { id: string }
}

let started = 0
/** A case more: whatever was counted has moved on. */
async function move(): Promise<void> {
  started++
  await post('/cases', {
    ruleset,
    pathway: 'referral',
    facts: {
      'patient.id': `moved-${started}`,
      'referral.direction': 'up',
      'referral.initiator': 'institution',
      'fromUnit.id': 'T01',
      'toUnit.id': 'D01',
    },
  })
}

beforeAll(async () => {
  await filled.begin()
  await filled.fill(size)
  key = await filled.key()
  names = await filled.names()
  server = await MeasuredServer.start(filled.folder)
})
afterAll(async () => {
  await server.end()
  filled.remove()
  console.log(
    [
      `${size.cases} cases, ${size.active} under way, ${size.counties} counties; in milliseconds:`,
      `${''.padEnd(78)}   took   held   idle waited`,
      ...lines,
    ].join('\n'),
  )
})

describe('the event loop is held no longer than that of an idle process', () => {
  it('by any GET route, at its first call and when a case has moved on', async () => {
    const api = JSON.parse((await get('/api/openapi.json')).text)
    for (const address of getAddresses(api, names)) {
      await measure(`GET ${address}`, async () => get(address))
      await measure('  again, after a step', async () => {
        await move()
        await get(address)
      })
    }
    expect(tooLong.splice(0)).toEqual([])
  })

  it('by the watch over thresholds and the timers, while cases move for more than a minute', async () => {
    await measure('70 seconds of cases that move', async () => {
      const end = performance.now() + 70_000
      while (performance.now() < end) await move()
    })
    expect(tooLong.splice(0)).toEqual([])
  })

  it('by a table of ninety thousand rows, a run of a year over them, and its settlement', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-year-'))
    try {
      const bundle = JSON.parse(
        (await get(`/api/v1/rulesets/${ruleset}/versions/${version}`)).text,
      ) as Parameters<typeof generateCounty>[0]
      await generateCounty(bundle, { ...imported, folder })
      for (const [kind, file, more] of [
        ['units', 'units.csv', ''],
        ['values', 'values.csv', ''],
        ['cases', 'cases-inpatientEpisode.csv', '&pathway=inpatientEpisode'],
        ['cases', 'cases-referral.csv', '&pathway=referral'],
        ['events', 'events.csv', ''],
      ] as const) {
        const address = `/rulesets/${ruleset}/imports?kind=${kind}&format=csv&name=${file}${more}`
        const content = readFileSync(path.join(folder, file))
        await measure(`POST ${file}, ${content.length} bytes`, async () =>
          post(address, content, 'text/csv'),
        )
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    const run = await measure('POST a run of a year', async () =>
      post(`/rulesets/${ruleset}/runs`, { period: '2025' }),
    )
    await measure('POST it again, to compare', async () => post(`/runs/${run.id}/recompute`, {}))
    await measure('GET it', async () => get(`/api/v1/runs/${run.id}`))
    await measure('POST a settlement of a year', async () =>
      post(`/rulesets/${ruleset}/settlements`, { period: '2025' }),
    )
    expect(tooLong.splice(0)).toEqual([])
  })

  it('and a draft is checked while runs of a year are computed', async () => {
    const ended: string[] = []
    const note = async (what: string, work: Promise<unknown>) => {
      await work
      ended.push(what)
    }
    await measure('POST two runs of a year and a check of a draft beside them', async () => {
      const runs = [1, 2].map(async () =>
        note('run', post(`/rulesets/${ruleset}/runs`, { period: '2025' })),
      )
      await note('check', post(`/rulesets/${ruleset}/draft/check`, {}))
      await Promise.all(runs)
    })
    expect(ended[0]).toBe('check')
    expect(tooLong.splice(0)).toEqual([])
  })
})
