import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { maxTries } from '../../../server/src/operations/timers/stuck-timer.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'
import { damageVersion } from './damage.ts'
import { storedCase, storeWaitingCases } from './many-cases.ts'

let server: TestServer
beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  await server.publish(smallRuleset({ id: 'southern', county: 'south' }))
})
afterEach(() => server.discard())

const scanner = () => {
  const failures: string[] = []
  const scan = new TimerScan(server.context, (error, { id }) =>
    failures.push(`${id} ${error.message}`),
  )
  return { failures, run: () => scan.run() }
}
const moments = (count: number, at = server.clock.now()) => Array.from({ length: count }, () => at)
const state = async (id: string) => (await storedCase(server, id)).state

it.each(['missing', 'changed', 'emptied'] as const)(
  '205 due cases on a version whose content is %s keep no other timer from firing',
  async (kind) => {
    const damaged = await storeWaitingCases(server, 'small', moments(205))
    server.clock.advance(minute)
    const [healthy = ''] = await storeWaitingCases(server, 'southern', moments(1))
    await damageVersion(server, 'small@1.0.0', kind)
    server = await server.restart()
    server.clock.advance(3 * hour)
    const { failures, run } = scanner()
    while ((await run()).more);
    expect(await state(healthy)).toBe('overdue')
    expect(failures).toHaveLength(205)
    // Parked: no later scan meets them.
    expect((await run()).failed).toBe(0)
    expect(await storedCase(server, damaged[0] ?? '')).toMatchObject({
      state: 'waiting',
      nextTimerAt: null,
      stuckTimer: { code: 'BUNDLE_DAMAGED', tries: 1 },
    })
  },
)

it('a case that fails waits longer each time, across restarts, and is then parked', async () => {
  const [id = ''] = await storeWaitingCases(server, 'small', moments(1))
  await damageSnapshot(id)
  server.clock.advance(3 * hour)
  const waits: number[] = []
  for (let tries = 1; tries <= maxTries; tries++) {
    const { run } = scanner()
    expect((await run()).failed).toBe(1)
    expect((await run()).failed).toBe(0)
    const { nextTimerAt, stuckTimer } = await storedCase(server, id)
    expect(stuckTimer).toMatchObject({ tries, code: 'CASE_DAMAGED', triedAt: server.clock.now() })
    if (nextTimerAt === null) break
    const wait = Date.parse(nextTimerAt) - Date.parse(server.clock.now())
    waits.push(wait)
    server.clock.advance(wait - 1)
    expect((await run()).failed).toBe(0)
    server.clock.advance(1)
    if (tries % 3 === 0) server = await server.restart()
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900].map((seconds) => seconds * 1000))
  expect((await storedCase(server, id)).nextTimerAt).toBeNull()
})

it('two servers that meet the same failing case count one try each time', async () => {
  const [id = ''] = await storeWaitingCases(server, 'small', moments(1))
  await damageSnapshot(id)
  server.clock.advance(3 * hour)
  await Promise.all([scanner().run(), scanner().run(), scanner().run()])
  expect((await storedCase(server, id)).stuckTimer?.tries).toBe(1)
})

it('a timer that fires after all leaves no mark behind', async () => {
  const [id = ''] = await storeWaitingCases(server, 'small', moments(1))
  const mend = await damageSnapshot(id)
  server.clock.advance(3 * hour)
  await scanner().run()
  await mend()
  server.clock.advance(minute)
  expect((await scanner().run()).fired).toBe(1)
  const after = await storedCase(server, id)
  expect(after).toMatchObject({ state: 'overdue', nextTimerAt: null })
  expect(after).not.toHaveProperty('stuckTimer')
  expect(after).not.toHaveProperty('stuckTimerAt')
})

it('a case that says a timer is due and has none is put right and not met again', async () => {
  const [id = ''] = await storeWaitingCases(server, 'small', moments(1))
  await change(id, (document) => ({ ...document, nextTimerAt: server.clock.now() }))
  expect(await scanner().run()).toMatchObject({ fired: 0, failed: 0 })
  const { nextTimerAt, snapshot } = await storedCase(server, id)
  expect(Date.parse(nextTimerAt ?? '')).toBe(Date.parse(snapshot.timers[0]?.dueAt ?? ''))
})

/** Makes a stored case unreadable, and says how to put it back. */
async function damageSnapshot(id: string): Promise<() => Promise<void>> {
  const { snapshot } = await storedCase(server, id)
  await change(id, (document) => ({ ...document, snapshot: { ...snapshot, timers: null } }))
  return async () => {
    await change(id, (document) => ({ ...document, snapshot }))
  }
}

async function change(id: string, edit: (document: object) => object): Promise<void> {
  const document = await server.raw.get<CaseDocument>('cases', id)
  if (document === undefined) throw new Error(`no case ${id}`)
  const next = { ...edit(document), id, revision: document.revision + 1 }
  const write = { kind: 'replace', collection: 'cases', document: next } as const
  await server.raw.commit([{ ...write, expectedRevision: document.revision }])
}
