import path from 'node:path'
import { openSqliteStore } from '@jieli/server/adapters'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  BundleDocument,
  PublicationDocument,
} from '../../server/src/documents/publication-document.ts'
import type { CaseDocument } from '../../server/src/documents/case-document.ts'
import { systemActor } from '../../server/src/audit/audit-entry.ts'
import { headOf } from '../../server/src/audit/document-mark.ts'
import { placeChange } from '../../server/src/audit/place-change.ts'
import { createSealer, type Sealer } from '../../server/src/audit/sealer.ts'
import { auditedCollections } from '../../server/src/audited-collections.ts'
import { sealStep } from '../../server/src/operations/cases/case-seal.ts'
import { collections } from '../../server/src/ports/collections.ts'
import { ownSigningKey } from '../../server/src/package-file/signing-key.ts'
import type { Store, StoredDocument } from '../../server/src/ports/store.ts'
import { type Language, say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { wordsOnScreen } from './text-on-screen.ts'
import { findBarriers, serious } from './find-barriers.ts'

const long = { timeout: 30_000 }
const overdue = '2025-03-03T09:00:00.000+08:00'

let product: Product
let folder: string
let kept: BundleDocument | undefined

beforeAll(async () => {
  product = await openProduct(async (data) => {
    folder = data
    await withStore(damage)
  })
})
afterAll(async () => {
  await product.close()
})

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const store = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
  await work(store)
  await store.close()
}

async function replace(store: Store, collection: string, document: StoredDocument): Promise<void> {
  const { revision } = document
  const next = { ...document, revision: revision + 1 }
  await store.commit([{ kind: 'replace', collection, document: next, expectedRevision: revision }])
}

/** The case as its last step would have left it long ago. */
function overdueCase(document: CaseDocument, sealer: Sealer): CaseDocument {
  const timers = document.snapshot.timers.map((timer) => ({ ...timer, dueAt: overdue }))
  const { hash: _h, payload: _p, salt: _s, factsHash: _f, ...last } = document.history.at(-1)!
  const { facts } = document.snapshot
  const step = sealStep(document.id, { ...last, timers }, facts, sealer)
  return {
    ...document,
    revision: document.revision + 1,
    snapshot: { ...document.snapshot, timers },
    history: [...document.history.slice(0, -1), step],
    nextTimerAt: overdue,
  }
}

/** Writes a case with its entry of the log, as the server does. */
async function writeWithEntry(store: Store, document: CaseDocument, sealer: Sealer): Promise<void> {
  const head = headOf(document)
  if (head === undefined) throw new Error('the demonstration is in the log')
  const expectedRevision = document.revision - 1
  const write = { kind: 'replace', collection: 'cases', document, expectedRevision } as const
  const { id: target, updatedAt: at } = document
  const record = { at, actor: systemActor, action: 'case.event', target }
  const placer = { sealer, collections: auditedCollections }
  await store.commit(placeChange([write], [record], { head }, placer).writes)
}

/** The version of the demonstration is altered, and its cases with a timer are overdue; one had failed before that. */
async function damage(store: Store): Promise<void> {
  const sealer = createSealer(await ownSigningKey(folder))
  const published = await store.get<PublicationDocument>('publications', 'district-plan-demo@1.0.0')
  kept = published && (await store.get<BundleDocument>('bundles', published.bundle))
  if (kept === undefined) throw new Error('the demonstration is not published')
  await replace(store, 'bundles', { ...kept, content: { ...kept.content, decisions: [] } } as never)
  const waiting = (await store.find<CaseDocument>('cases', { limit: 100 })).filter(
    ({ nextTimerAt }) => nextTimerAt !== null,
  )
  for (const [index, document] of waiting.entries()) {
    const due = overdueCase(document, sealer)
    if (index > 0) {
      await writeWithEntry(store, due, sealer)
      continue
    }
    const message = { zh: '程序执行时出错。', en: 'the program failed on it.' }
    const times = { dueAt: overdue, since: overdue, triedAt: overdue }
    const stuckTimer = { ...times, tries: 10, code: 'TIMER_STUCK', message }
    const marks = { nextTimerAt: null, stuckTimerAt: overdue, stuckTimer }
    await writeWithEntry(store, { ...due, ...marks }, sealer)
  }
}

async function open(language: Language, account = 'admin'): Promise<Page> {
  const page = await product.signIn(account, language)
  await page.goto(`${product.server.url}/timers`)
  await page.getByRole('heading', { level: 2 }).nth(1).waitFor()
  await page.getByRole('row').nth(3).waitFor()
  return page
}

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  it('the page says which cases wait, since when, what is wrong and what to do, and bars nobody', async () => {
    const page = await open(language)
    const text = await page.locator('main').innerText()
    for (const key of ['timers.todoVersion', 'timers.todoCase', 'timers.due', 'timers.since'])
      expect(text).toContain(say(language, key))
    expect(serious(await findBarriers(page))).toEqual([])
    const { texts } = await wordsOnScreen(page)
    const foreign = texts.filter((line) =>
      language === 'en' ? /[\u3000-\u9fff]/.test(line) : /[a-z]{2,} [a-z]{2,}/i.test(line),
    )
    // An account's own name is in whatever language it was given in, and each language in its own.
    const own = /administrator|^中文$/
    expect(foreign.filter((line) => !own.test(line))).toEqual([])
  })
})

it('the way there is in the menu of whoever may look, and the worklist of whoever looks after the rules tells of it', async () => {
  const page = await product.signIn('admin')
  await page.getByRole('button', { name: /administrator/ }).click()
  await page.getByRole('menuitem', { name: '停住的计时' }).click()
  await page.getByRole('heading', { name: '停住的计时', level: 1 }).waitFor()
  const clerk = await product.signIn('clerk')
  const work = clerk.getByRole('region', { name: say('zh', 'worklist.title') })
  await work.getByText(say('zh', 'worklist.kinds.versionDamaged')).first().waitFor()
  expect(await work.innerText()).toContain(say('zh', 'worklist.kinds.timersParked'))
})

it('a case on the damaged version shows its history and says why it cannot be stepped', async () => {
  const page = await product.signIn('doctor')
  await page.goto(`${product.server.url}/cases`)
  await page.getByRole('row').nth(2).getByRole('link').first().click()
  await page.getByText(say('zh', 'cases.notStepped')).first().waitFor()
  await page.getByRole('heading', { name: say('zh', 'cases.history') }).waitFor()
  expect(await page.locator('.case-history li').count()).toBeGreaterThan(0)
})

it('once the version is restored its timers go on by themselves, and one click sees to what is left', async () => {
  const page = await open('zh')
  await withStore(async (store) => {
    const document = kept && (await store.get<BundleDocument>('bundles', kept.id))
    if (kept !== undefined && document !== undefined)
      await replace(store, 'bundles', { ...kept, revision: document.revision })
  })
  await expect.poll(() => page.getByRole('heading', { level: 2 }).count(), long).toBe(1)
  await page.getByRole('button', { name: /^重试：.* 的计时$/ }).click()
  await page.getByText(say('zh', 'timers.none')).waitFor()
})
