import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '@jieli/engine'
import { openMongoStore } from '@jieli/server/adapters'
import { describe, expect, it } from 'vitest'
import type { EventDocument, FeedHead } from '../../../server/src/documents/event-document.ts'
import type {
  CommitDocuments,
  DocumentStore,
} from '../../../server/src/documents/document-store.ts'
import { commitMarks } from '../../../server/src/audit/commit-marks.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { feedStart } from '../../../server/src/operations/events/feed-cursor.ts'
import { feedHeadId, numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { sliceOfFeed } from '../../../server/src/operations/events/read-events.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { Store } from '../../../server/src/ports/store.ts'
import { dropDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'
import { temporaryStore } from '../store/temporary-store.ts'

const everywhere = { grants: [{ role: 'integrator', county: '*', units: '*' }] } as const

/** An event as a step writes it, by a clock that may be wrong. */
function waiting(from: string, step: number, at: string): EventDocument {
  return {
    id: `${from}:${step}:1`,
    revision: 1,
    county: 'north',
    units: ['T01'],
    case: from,
    step,
    pathway: 'referral',
    ruleset: 'small',
    version: '1.0.0',
    bundle: 'b',
    at,
    action: { type: 'emit', event: 'noted', title: { zh: '备注', en: 'noted' } },
    waitingSince: `${at} ${String(step).padStart(6, '0')}`,
  }
}

/** What a server numbers and reads the feed with, over a connection of its own. */
function serverOver(raw: Store) {
  const commit: CommitDocuments = commitMarks(raw, auditedCollections)
  return { store: raw as unknown as DocumentStore, commit }
}

/** Cases are stepped by clocks years apart while two servers number and one reads on. */
async function soak(stores: readonly Store[], cases: number, steps: number): Promise<string[]> {
  const servers = stores.map((store) => serverOver(store))
  const random = seededRandom(7)
  let writing = true
  const write = async (name: string, server = servers[0]!) => {
    for (let step = 1; step <= steps; step++) {
      const year = 2020 + (name.length % 7)
      const document = waiting(
        name,
        step,
        `${year}-03-03T09:00:00.${String(step).padStart(3, '0')}`,
      )
      await server.commit([{ kind: 'insert', collection: 'events', document }], 'mark')
      await pause(random() * 4)
    }
  }
  const number = async (server = servers[0]!) => {
    let ended: boolean
    do {
      ended = !writing
      await numberEvents(server)
      await pause(random())
    } while (!ended)
  }
  const read: string[] = []
  const follow = async () => {
    let from = feedStart
    for (;;) {
      const ended = !writing
      const { events, next } = await sliceOfFeed(servers[1]!, everywhere, { from, limit: 7 })
      read.push(...events.map(({ id }) => id))
      from = next
      if (ended && events.length === 0 && read.length >= cases * steps) return
      if (events.length === 0) await pause(2)
    }
  }
  const writers = Array.from({ length: cases }, async (_, index) =>
    write(`case${'x'.repeat(index)}`, servers[index % servers.length]),
  )
  const others = [...servers.map(async (server) => number(server)), follow()]
  await Promise.all(writers)
  writing = false
  await Promise.all(others)
  return read
}

/** How many were read, how many different ones, and whether those of each case came in the order of its steps. */
function wholeness(read: readonly string[]): object {
  const byCase = [...Map.groupBy(read, (id) => id.split(':')[0]).values()]
  const inOrder = byCase.every((ids) =>
    ids.every((id, index) => Number(id.split(':')[1]) === index + 1),
  )
  return { read: read.length, different: new Set(read).size, inOrder }
}

describe('a reader of the feed gets every event once, and those of a case in their order', () => {
  it('while two servers of one SQLite file write and number', async () => {
    const temporary = temporaryStore()
    try {
      const read = await soak([temporary.store, temporary.reopen()], 6, 60)
      expect(wholeness(read)).toEqual({ read: 360, different: 360, inOrder: true })
    } finally {
      await temporary.destroy()
    }
  })

  it.skipIf(mongoUrl === undefined)(
    mongoUrl === undefined
      ? `while two servers of one MongoDB do: ${withoutMongo}`
      : 'while two servers of one MongoDB write and number',
    async () => {
      const database = `jieli_test_${randomUUID().replaceAll('-', '')}`
      const url = new URL(mongoUrl ?? '')
      url.pathname = `/${database}`
      const open = async () => openMongoStore({ url: url.href, collections })
      const stores = [await open(), await open()]
      try {
        const read = await soak(stores, 4, 15)
        expect(wholeness(read)).toEqual({ read: 60, different: 60, inOrder: true })
      } finally {
        for (const store of stores) await store.close()
        await dropDatabase(database)
      }
    },
  )
})

it('what a server gave places to before it died is seen only when the next has written them down', async () => {
  const temporary = temporaryStore()
  try {
    const server = serverOver(temporary.store)
    const events = [1, 2, 3].map((step) => waiting('a', step, '2025-03-03T09:00:00.000'))
    for (const document of events)
      await server.commit([{ kind: 'insert', collection: 'events', document }], 'mark')
    // It had moved the head on, and written one of the places.
    const batch = events.map(({ id }) => id)
    const document: FeedHead = { id: feedHeadId, revision: 1, last: 3, batch }
    await server.commit([{ kind: 'insert', collection: 'meta', document }], 'mark')
    const { waitingSince: _waiting, ...third } = events[2]!
    const placed: EventDocument = { ...third, revision: 2, position: 3 }
    const write = { kind: 'replace', collection: 'events', document: placed } as const
    await server.commit([{ ...write, expectedRevision: 1 }], 'mark')
    const read = async () => sliceOfFeed(server, everywhere, { from: feedStart, limit: 10 })
    expect((await read()).events).toEqual([])
    expect(await numberEvents(server)).toEqual({ end: 3, more: false })
    expect((await read()).events.map(({ id, position }) => [position, id])).toEqual(
      batch.map((id, index) => [index + 1, id]),
    )
  } finally {
    await temporary.destroy()
  }
})
