import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AuditedStore } from '../../../server/src/audit/audited-store.ts'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import { maxHeads } from '../../../server/src/audit/checkpoint-writer.ts'
import type { CheckpointDocument, CheckpointLine } from '../../../server/src/audit/checkpoint.ts'
import { eager } from '../../../server/src/audit/read-pages.ts'
import { temporaryStore, TurnedClock, type TemporaryStore } from '../store/temporary-store.ts'

let place: TemporaryStore
let clock: TurnedClock
let store: AuditedStore

beforeEach(async () => {
  place = temporaryStore()
  clock = new TurnedClock()
  store = await place.openAudited(clock)
})
afterEach(() => place.destroy())

const actor = { kind: 'user', id: 'wang.li', title: '王丽' }
const save = (id: string, of = store) =>
  of.commit([{ kind: 'insert', collection: 'units', document: { id, revision: 1 } }], {
    action: 'units.save',
    actor,
    target: id,
  })
const file = () => path.join(place.folder, checkpointFileName)
const lines = () =>
  readFileSync(file(), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CheckpointLine)
const stored = () => place.store.find<CheckpointDocument>('checkpoints', { limit: 1000 })
const codes = async (of = store) => Object.keys((await of.verify(undefined, eager)).counts)

it('a checkpoint names every chain that moved since the last, and only when one has', async () => {
  await save('u1')
  await save('u2')
  await store.commit([], { action: 'decide', actor, target: 'x' })
  await store.writeCheckpoint()
  await store.writeCheckpoint()
  const all = await stored()
  expect(all).toHaveLength(2)
  const heads = all[1]!.heads.map(({ chain, seq }) => `${chain.replace(/^\d.*/, 'process')} ${seq}`)
  expect(heads.toSorted()).toEqual(['process 2', 'units/u1 1', 'units/u2 1'])
  expect(lines().map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  expect(await codes()).toEqual([])
})

it('checkpoints are written without being asked once many chains have moved, each naming so many at most', async () => {
  await Promise.all(Array.from({ length: maxHeads * 2 }, (_, n) => save(`u${n}`)))
  await store.close()
  place.reopen()
  const all = lines()
  expect(all.length).toBeGreaterThan(2)
  expect(Math.max(...all.map(({ heads }) => heads))).toBeLessThanOrEqual(maxHeads)
})

it('the next start names what moved after the last checkpoint of a process that crashed', async () => {
  for (let n = 0; n < 20; n += 1) await save(`u${n}`)
  clock.turn(60)
  const second = await place.openAudited(clock)
  const named = (await stored()).flatMap(({ heads }) => heads.map(({ chain }) => chain))
  for (let n = 0; n < 20; n += 1) expect(named).toContain(`units/u${n}`)
  expect(await codes(second)).toEqual([])
})

it('a file that lacks what the store has is finished at the next start, whatever a crash left of its last line', async () => {
  await save('u1')
  await store.close()
  const whole = readFileSync(file(), 'utf8')
  expect(lines()).toHaveLength(2)
  const [first = ''] = whole.split('\n')
  for (const left of [`${first}\n`, `${first}\n${whole.slice(first.length + 1, -20)}`]) {
    writeFileSync(file(), left)
    clock.turn(60)
    const again = await place.openAudited(clock, { store: place.reopen() })
    expect(await codes(again)).toEqual([])
    await again.close()
    const good = readFileSync(file(), 'utf8')
    expect(good).toContain(whole.slice(first.length + 1))
  }
})

it('two processes over one file give no number twice', async () => {
  const second = await place.openAudited(clock)
  for (let n = 0; n < 5; n += 1) {
    await save(`a${n}`)
    await save(`b${n}`, second)
    await Promise.all([store.writeCheckpoint(), second.writeCheckpoint()])
  }
  const ids = (await stored()).map(({ id }) => id)
  expect(ids).toHaveLength(12)
  expect(new Set(lines().map(({ id }) => id))).toEqual(new Set(ids))
  expect(await codes()).toEqual([])
})

it('a file that cannot be written keeps nothing from being stored, and gets it all once it can', async () => {
  rmSync(file())
  mkdirSync(file())
  await save('u1')
  await expect(store.writeCheckpoint()).rejects.toThrow(/EISDIR|illegal/)
  expect(await stored()).toHaveLength(2)
  rmSync(file(), { recursive: true })
  await store.writeCheckpoint()
  expect(lines()).toHaveLength(1)
  expect(await codes()).toEqual([])
})

it('a server whose file is gone begins a new row of checkpoints, and the old one still verifies', async () => {
  await save('u1')
  await store.close()
  rmSync(file())
  clock.turn(60)
  const again = await place.openAudited(clock, { store: place.reopen() })
  expect(new Set(lines().map(({ id }) => id.split(':')[0])).size).toBe(1)
  expect(await codes(again)).toEqual([])
  appendFileSync(file(), 'no checkpoint\nnor this\n')
  expect(await codes(again)).toEqual(['CHECKPOINT_UNREADABLE'])
})
