import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openMongoStore } from '@jieli/server/adapters'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSealer } from '../../server/src/audit/sealer.ts'
import { verifyStore } from '../../server/src/audit/verify/verify-store.ts'
import { auditedCollections } from '../../server/src/audited-collections.ts'
import type { CaseDocument } from '../../server/src/documents/case-document.ts'
import { ownSigningKey } from '../../server/src/package-file/signing-key.ts'
import { collections } from '../../server/src/ports/collections.ts'
import { type Answer, Site } from './site.ts'

/** How often a server of the two is killed; JIELI_TEST_KILLS says otherwise. */
const kills = Number(process.env['JIELI_TEST_KILLS'] ?? 30)
/** More would only wait for one another: the peer takes one command at a time. */
const workers = 2

let folder: string
let site: Site | { readonly missing: string } | undefined

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-site-'))
  site = await Site.start(folder, 2)
})
afterAll(async () => {
  if (site !== undefined && 'servers' in site) await site.end()
  rmSync(folder, { recursive: true, force: true })
})

/** Asks until it is answered: what a client of a hospital does when the connection breaks or nobody is there. */
async function untilAnswered(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined && answer.status < 500) return answer
    await pause(50)
  }
}

/** What was acknowledged: the keys of each case's requests. */
type Acknowledged = Map<string, string[]>

async function work(
  { ask }: { readonly ask: Site['ask'] },
  name: string,
  more: { readonly acknowledged: Acknowledged; readonly ended: () => boolean },
): Promise<void> {
  for (let turn = 0; !more.ended(); turn++) {
    const send = async (address: string, key: string, body: object) => {
      const headers = { 'idempotency-key': key }
      return await untilAnswered(async () => ask(address, body, headers))
    }
    const begun = `${name}-${turn}`
    const facts = { 'patient.id': begun, 'fromUnit.id': 'T01', 'toUnit.id': 'D01' }
    const started = await send('/cases', begun, {
      ruleset: 'district-plan-demo',
      pathway: 'referral',
      facts,
    })
    expect(started.status).toBe(201)
    const { id } = started.body as { id: string }
    const keys = [begun]
    more.acknowledged.set(id, keys)
    for (const type of ['recordPatientChoice', 'close']) {
      const stepped = await send(`/cases/${id}/events`, `${begun}-${type}`, { type })
      expect([stepped.status, stepped.body]).toEqual([200, expect.anything()])
      keys.push(`${begun}-${type}`)
    }
  }
}

it(
  `two servers behind the proxy lose and double nothing over ${kills} kills under load`,
  { timeout: 120_000 * kills },
  async (test) => {
    if (site === undefined) throw new Error('the site did not start')
    if ('missing' in site) return test.skip(`not run: ${site.missing}`)
    const { servers } = site
    const two = site
    const acknowledged: Acknowledged = new Map()
    let ended = false
    const load = Array.from({ length: workers }, async (_, worker) =>
      work({ ask: two.ask.bind(two) }, String(worker), { acknowledged, ended: () => ended }),
    )
    for (let kill = 1; kill <= kills; kill++) {
      const at = kill % servers.length
      await pause(100 + ((kill * 37) % 200))
      expect(await servers[at]?.kill('SIGKILL')).toBe('SIGKILL')
      await two.startServer(at)
      await servers[at]?.ready()
    }
    ended = true
    await Promise.all(load)
    console.log(`${kills} kills of two servers: ${acknowledged.size} cases acknowledged`)
    expect(acknowledged.size).toBeGreaterThan(kills)
    await Promise.all(servers.map(async (server) => server.kill('SIGTERM')))

    const store = await openMongoStore({ url: two.database, collections })
    try {
      const documents = await store.find<CaseDocument>('cases', { limit: 1_000_000 })
      const byId = new Map(documents.map((document) => [document.id, document]))
      for (const [id, keys] of acknowledged) {
        const stored = byId.get(id)?.history.flatMap(({ request }) => request?.key ?? []) ?? []
        expect(stored.map((key) => key.slice(key.lastIndexOf(':') + 1))).toEqual(keys)
      }
      // A patient of each turn: one whose answer a kill cut off was not begun twice.
      const patients = documents.flatMap(({ patient }) => patient ?? [])
      const ours = patients.filter((patient) => /^\d+-\d+$/.test(patient))
      expect(new Set(ours).size).toBe(ours.length)
      const positions = await store.distinct('events', ['position'])
      const events = await store.find('events', { limit: 1_000_000, only: ['position'] })
      const numbered = events.filter((event) => 'position' in event && event.position !== null)
      expect(positions.filter(([position]) => position !== null)).toHaveLength(numbered.length)
      const key = await ownSigningKey(path.join(folder, 'server0'))
      const report = await verifyStore({
        store,
        sealer: createSealer(key),
        collections: auditedCollections,
        publicKey: key.publicKey,
      })
      expect(report.problems).toEqual([])
    } finally {
      await store.close()
    }
  },
)
