import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'
import { storedCase, storeWaitingCases } from './many-cases.ts'

/** What was measured while a server caught up. */
export interface CaughtUp {
  readonly seconds: number
  /** How long requests took meanwhile, in milliseconds, the quickest first. */
  readonly latencies: readonly number[]
}

/** So many cases of another version become due after all the others. */
const few = 5

/**
 * Lets so many timers of one version come due while no server runs, and some of another after them. All fire, each as
 * of the moment it was due; the few do not wait for the many, and requests are answered meanwhile.
 */
export async function catchUpAfterStandstill(many: number): Promise<CaughtUp> {
  const server = await openTestServer()
  try {
    await server.publish(smallRuleset())
    await server.publish(smallRuleset({ id: 'southern', county: 'south' }))
    const moments = Array.from({ length: many }, (_, index) => momentAfter(server, index))
    const backlog = await storeWaitingCases(server, 'small', moments)
    const after = Array(few).fill(momentAfter(server, hour + minute))
    const later = await storeWaitingCases(server, 'southern', after)
    server.clock.advance(24 * hour)
    const stop = new AbortController()
    const asking = askMeanwhile(server, backlog, stop.signal)
    const begun = performance.now()
    const scan = new TimerScan(server.context, (error) => {
      throw error
    })
    let { fired, more } = await scan.run()
    for (const id of later) expect((await storedCase(server, id)).state).toBe('overdue')
    while (more) {
      const run = await scan.run()
      fired += run.fired
      more = run.more
    }
    const seconds = (performance.now() - begun) / 1000
    stop.abort()
    expect(fired).toBe(many + few)
    await expectInOrder(server, backlog)
    return { seconds, latencies: await asking }
  } finally {
    await server.close()
  }
}

function momentAfter(server: TestServer, milliseconds: number): string {
  const epoch = Date.parse(server.clock.now()) + milliseconds
  return new Date(epoch + 8 * hour).toISOString().replace('Z', '+08:00')
}

async function askMeanwhile(
  server: TestServer,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const key = await server.key(grants.integrator)
  const latencies: number[] = []
  while (!signal.aborted) {
    const begun = performance.now()
    const answer = await server.ask(`/v1/cases/${ids[latencies.length % ids.length] ?? ''}`, {
      key,
    })
    latencies.push(performance.now() - begun)
    expect(answer.status).toBe(200)
    await pause(20)
  }
  return latencies.toSorted((a, b) => a - b)
}

async function expectInOrder(server: TestServer, ids: readonly string[]): Promise<void> {
  const moments: string[] = []
  for (const id of ids) {
    const { history } = await storedCase(server, id)
    expect(history.map(({ to }) => to)).toEqual(['draft', 'waiting', 'overdue'])
    moments.push(history[2]?.at ?? '')
  }
  expect(moments).toEqual(moments.toSorted())
}
