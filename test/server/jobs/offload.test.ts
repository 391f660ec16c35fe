import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PiscinaPool } from '@jieli/server/adapters'
import {
  type LaneOptions,
  usualLanes,
} from '../../../server/src/adapters/worker-pool/lane-options.ts'
import { ServerError } from '../../../server/src/errors/server-error.ts'
import { crossedError, crossError } from '../../../server/src/jobs/crossed-error.ts'
import { jobWorker } from '../../../server/src/jobs/job-worker-file.ts'
import type { ServerContext } from '../../../server/src/jobs/server-context.ts'
import { withOffload } from '../../../server/src/jobs/offload.ts'
import type { Caller } from '../../../server/src/operations/context/caller.ts'
import { StoreError } from '../../../server/src/ports/store-error.ts'
import type { AuditedStore } from '../../../server/src/audit/audited-store.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
const pools: PiscinaPool[] = []

beforeEach(async () => {
  server = await openTestServer()
})
afterEach(async () => {
  await Promise.all(pools.splice(0).map(async (pool) => pool.close()))
  await server.close()
})

const editor: Caller = { kind: 'user', id: 'e', title: 'editor', grants: [grants.editor] }
const assessor: Caller = {
  kind: 'user',
  id: 'a',
  title: 'assessor',
  grants: [{ role: 'assessor', county: 'north', units: '*' }],
}

/** The server's own context over a pool that gives its jobs less than a server does. */
function narrowed(change: Partial<LaneOptions>, store: AuditedStore = server.store): ServerContext {
  const lane = { ...usualLanes.quick, threads: 1, ...change }
  const pool = new PiscinaPool({
    file: jobWorker,
    lanes: { quick: lane, long: lane, counting: lane, verifying: lane },
  })
  pools.push(pool)
  const place = { kind: 'sqlite', file: `${server.folder}/jieli.sqlite` } as const
  return withOffload(server.context, { pool, store, place })
}

const timeout = 2500

/** The store, on a disk that is slow to say that it has stored something of one collection. */
function slowAt(collection: string): AuditedStore {
  const { store } = server
  return {
    ...store,
    commit: async (change, audit) => {
      const result = await store.commit(change, audit)
      if (change.some((write) => write.collection === collection)) await sleep(timeout * 1.5)
      return result
    },
  }
}

/** Has a thread started, so that the time of the next job is its own. */
async function warmed(context: ServerContext): Promise<ServerContext> {
  for (;;)
    try {
      await context.offload('checkDraft', editor, 'small')
      return context
    } catch (error) {
      if (!(error instanceof ServerError) || error.code !== 'WORK_GIVEN_UP') throw error
    }
}

describe('a heavy operation', () => {
  it('reads what was stored a moment ago, and stores through the one chain of the audit log', async () => {
    await server.publish(smallRuleset())
    const { ruleset } = read(await server.context.offload('readDraft', editor, 'small'))
    const saved = await server.context.offload('saveDraft', editor, {
      ruleset: 'small',
      body: bodyOf({ ...ruleset, manifest: { ...ruleset.manifest, version: '1.1.0' } }),
      expected: [0],
    })
    expect(saved.head).toEqual({ revision: 1 })
    expect(read(await server.context.offload('readDraft', editor, 'small')).revision).toBe(1)
    const auditor = await server.key(grants.auditor)
    const { body } = await server.ask('/v1/audit', { key: auditor })
    const saves = body.items.filter(({ action }: { action: string }) => action === 'draft.save')
    expect(saves).toMatchObject([{ actor: { id: 'e' } }])
  })

  it('works at the one present it was handed', async () => {
    server.clock.advance(86_400_000)
    await server.publish(smallRuleset())
    const { ruleset } = read(await server.context.offload('readDraft', editor, 'small'))
    await server.context.offload('saveDraft', editor, {
      ruleset: 'small',
      body: bodyOf(ruleset),
      expected: [0],
    })
    const draft = read(await server.context.offload('readDraft', editor, 'small'))
    expect(draft.savedAt).toBe(server.clock.now())
  })

  it('fails with the error it would fail with here', async () => {
    await expect(server.context.offload('readDraft', editor, 'nobody')).rejects.toMatchObject({
      name: 'ServerError',
      code: 'RULESET_UNKNOWN',
      status: 404,
    })
  })

  it('is told by the name of a list, or not at all', async () => {
    await expect(
      server.context.offload('toString' as never, editor, undefined as never),
    ).rejects.toThrow('There is no heavy operation "toString".')
  })
})

describe('errors cross from thread to thread', () => {
  it.each([
    new ServerError(
      'DRAFT_STALE',
      { savedBy: 'a', savedAt: 'b', revision: 3 },
      { extra: { revision: 3 } },
    ),
    new ServerError('SERVER_BUSY', { seconds: 2 }, { retryAfter: 2 }),
    new ServerError('PUBLISH_REFUSED', { count: 1 }, { issues: [] }),
    new StoreError('STORE_TOO_LARGE', 'cannot take a document this large'),
  ])('%s unchanged', (error) => {
    const crossed = crossedError(structuredClone(crossError(error)))
    const told = ({ stack: _, ...rest }: Error) => ({ ...rest, message: error.message })
    expect(crossed.message).toBe(error.message)
    expect(told(crossed)).toEqual(told(error))
    expect(crossed).toBeInstanceOf(error.constructor)
  })

  it('and others with what a log needs', () => {
    const error = new RangeError('beyond 2^53 − 1')
    expect(crossedError(crossError(error))).toMatchObject({
      message: 'beyond 2^53 − 1',
      stack: error.stack,
    })
    expect(crossedError(crossError('a word'))).toMatchObject({ message: 'a word' })
  })
})

describe('a job that does not come to its own end', () => {
  it('says that nothing was changed where nothing was', async () => {
    await server.publish(smallRuleset())
    // Less time than it takes to start a thread.
    const context = narrowed({ timeout: 1 })
    await expect(context.offload('checkDraft', editor, 'small')).rejects.toMatchObject({
      code: 'WORK_GIVEN_UP',
      status: 503,
    })
  })

  it('says that it may have changed something where it was storing, and not where nobody sees it', async () => {
    await server.publish(smallRuleset())
    const { ruleset } = read(await server.context.offload('readDraft', editor, 'small'))
    const named = await warmed(narrowed({ timeout }, slowAt('drafts')))
    const unnamed = await warmed(narrowed({ timeout }, slowAt('tableChunks')))
    const [saved, imported] = await Promise.allSettled([
      named.offload('saveDraft', editor, {
        ruleset: 'small',
        body: bodyOf(ruleset),
        expected: [0],
      }),
      unnamed.offload('importTable', assessor, {
        ruleset: 'small',
        kind: 'cases',
        pathway: 'referral',
        format: 'csv',
        name: 't',
        content: Buffer.from('id,patient.id\na,p\n'),
        request: undefined,
      }),
    ])
    expect(saved).toMatchObject({ reason: { code: 'WORK_UNCERTAIN', status: 503 } })
    expect(imported).toMatchObject({ reason: { code: 'WORK_GIVEN_UP' } })
    expect(read(await server.context.offload('readDraft', editor, 'small')).revision).toBe(1)
    const asked = { ruleset: 'small', limit: 10 }
    expect(read(await server.context.offload('listImports', assessor, asked)).items).toEqual([])
  })

  it('is refused with the time to come back where too many wait', async () => {
    await server.publish(smallRuleset())
    const context = narrowed({ maxWaiting: 0, retryAfter: 7 })
    const first = context.offload('checkDraft', editor, 'small')
    await expect(context.offload('checkDraft', editor, 'small')).rejects.toMatchObject({
      code: 'SERVER_BUSY',
      retryAfter: 7,
    })
    await first
  })

  it('is answered where it waits when the server closes', async () => {
    await server.publish(smallRuleset())
    const context = narrowed({})
    const first = context.offload('checkDraft', editor, 'small')
    const second = context.offload('checkDraft', editor, 'small')
    const closed = pools.at(-1)?.close()
    await expect(second).rejects.toMatchObject({ code: 'SERVER_ENDING', status: 503 })
    await first
    await closed
  })
})

// oxlint-disable-next-line typescript/no-explicit-any -- Each test knows what it asked for.
function read({ bytes }: { bytes: Uint8Array }): any {
  return JSON.parse(new TextDecoder().decode(bytes))
}

function bodyOf(ruleset: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ ruleset }))
}
