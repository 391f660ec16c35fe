import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuditedCollection } from '../../../server/src/audit/audited-collections.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { openFilledServer, type FilledServer } from './filled-server.ts'
import { Tamperer, verifyAll, type Stored } from './tamper.ts'

let filled: FilledServer
let tamperer: Tamperer
let stored: { collection: string; document: Stored }[]

/** Collections that hold the server's own marks of how far it has come, and nothing anybody could be asked about. */
const markCollections = [
  'events',
  'webhookProgress',
  'deliveries',
  'uploads',
  'standings',
  'caseCounts',
  'caseCountsParts',
  'jobFiles',
  'lastUses',
  'signInPlaces',
  'usedTokens',
  'caseReads',
  'wrongMoments',
  'meta',
]

/** Fields the server changes for itself, by the collection they are in. */
const markFields: Readonly<Record<string, readonly string[]>> = {
  jobs: ['lease', 'startedAt', 'progress', 'tries', 'retryAt', 'revision'],
  cases: ['nextTimerAt', 'stuckTimer', 'stuckTimerAt', 'steps', 'revision'],
  retentionRules: ['archivedUntil', 'eventsRemoved', 'revision'],
}

beforeAll(async () => {
  filled = await openFilledServer()
  tamperer = new Tamperer(filled.server)
  await filled.server.store.writeCheckpoint()
  stored = []
  for (const { name } of collections) {
    if (markCollections.includes(name)) continue
    for (const document of await tamperer.all(name)) stored.push({ collection: name, document })
  }
}, 60_000)
afterAll(() => filled.server.close())

/** Every place in a document that holds a value: a path of names and numbers. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const here = path.length === 0 ? [] : [[...path]]
  if (typeof value !== 'object' || value === null) return here
  return [
    ...here,
    ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name])),
  ]
}

type Change = 'replace' | 'remove' | 'add' | 'repeat'

/** Changes one place of a document, and nothing else; undefined where that changes nothing. */
function changeAt(document: Stored, path: readonly string[], change: Change): Stored | undefined {
  const copy = structuredClone(document)
  const last = path.at(-1)!
  const parent = path.slice(0, -1).reduce<Stored>((at, name) => at[name], copy)
  const value: unknown = parent[last]
  switch (change) {
    case 'replace':
      parent[last] = another(value)
      break
    case 'remove':
      // Made by no request that could be known again: `null` and nothing say the same.
      if (last === 'createKey' && value === null) return undefined
      if (Array.isArray(parent)) parent.splice(Number(last), 1)
      else delete parent[last]
      break
    case 'add':
      if (typeof value !== 'object' || value === null) return undefined
      if (Array.isArray(value)) value.push('put in')
      else (value as Stored)['putIn'] = 1
      break
    case 'repeat':
      if (!Array.isArray(value) || value.length === 0) return undefined
      value.push(value[0])
      break
  }
  return JSON.stringify(copy) === JSON.stringify(document) ? undefined : copy
}

/** Another value of the same kind. */
function another(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value === '' ? 'x' : `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`
    case 'number':
      return value + 1
    case 'boolean':
      return !value
    default:
      return value === null ? 'x' : null
  }
}

it('every single change to any document of a filled store is found, but to the marks that are listed', async () => {
  const tried = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.nat(),
      fc.nat(),
      fc.constantFrom<Change>('replace', 'remove', 'add', 'repeat'),
      async (which, kind, where, change) => {
        // Of every kind alike, however many there are of each.
        const names = [...new Set(stored.map(({ collection }) => collection))]
        const name = names[kind % names.length]!
        const of = stored.filter(({ collection }) => collection === name)
        const { collection, document } = of[which % of.length]!
        const paths = placesIn(document).filter(
          // A document under another id is another document.
          ([first = '']) => first !== 'id' && markFields[collection]?.includes(first) !== true,
        )
        const path = paths[where % paths.length]!
        const changed = changeAt(document, path, change)
        fc.pre(changed !== undefined && Number.isInteger(changed['revision']))
        tried.set(collection, (tried.get(collection) ?? 0) + 1)
        await tamperer.overwrite(collection, changed!)
        const { sound, problems } = await verifyAll(filled.server)
        await tamperer.undo()
        expect({ collection, path, change, sound, found: problems.length > 0 }).toEqual({
          collection,
          path,
          change,
          sound: false,
          found: true,
        })
      },
    ),
    { numRuns: 400 },
  )
  expect([...tried.keys()].toSorted()).toEqual(
    [...new Set(stored.map(({ collection }) => collection))].toSorted(),
  )
}, 120_000)

it('every document that is taken away is found, and every one that is put in', async () => {
  for (const { collection, document } of stored) {
    // The server forgets sessions that ran out, and does not say so.
    if (collection !== 'sessions') {
      await tamperer.remove(collection, document)
      expect((await verifyAll(filled.server)).sound, `${collection}/${document.id}`).toBe(false)
      await tamperer.undo()
    }
    const more = { ...document, id: `${document.id}0`, createKey: null, hash: 'another' }
    await tamperer.insert(collection, more)
    expect((await verifyAll(filled.server)).sound, `one more in ${collection}`).toBe(false)
    await tamperer.undo()
  }
  expect((await verifyAll(filled.server)).problems).toEqual([])
}, 120_000)

it('the marks are those that are declared, and no others', () => {
  const declared = Object.entries<AuditedCollection>(auditedCollections)
  expect(declared.flatMap(([name, { kind }]) => (kind === 'mark' ? [name] : []))).toEqual(
    markCollections,
  )
  const fields = declared.flatMap(([name, audited]) =>
    audited.kind === 'subject' && audited.marks ? [[name, [...audited.marks, 'revision']]] : [],
  )
  expect(Object.fromEntries(fields)).toEqual(markFields)
})
