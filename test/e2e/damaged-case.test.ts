import path from 'node:path'
import { openSqliteStore } from '@jieli/server/adapters'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CaseDocument } from '../../server/src/documents/case-document.ts'
import { collections } from '../../server/src/ports/collections.ts'
import { say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { openCase } from './open-case.ts'

let product: Product

beforeAll(async () => {
  product = await openProduct()
})
afterAll(async () => {
  await product.close()
})

/** Writes past the server, as somebody does who can write the database. */
async function tamper(patient: string, change: (document: CaseDocument) => CaseDocument) {
  const file = path.join(product.server.folder, 'jieli.sqlite')
  const store = openSqliteStore({ file, collections })
  const [document] = await store.find<CaseDocument>('cases', {
    where: [{ field: 'patient', operator: 'equal', value: patient }],
    limit: 1,
  })
  const { revision } = document!
  await store.commit([
    {
      kind: 'replace',
      collection: 'cases',
      document: change(document!),
      expectedRevision: revision,
    },
  ])
  await store.close()
}

it('a case that was tampered with is shown, with what is damaged and what to do, in both languages', async () => {
  await tamper('demo-patient-01', (document) => {
    const { facts } = document.snapshot
    return {
      ...document,
      snapshot: { ...document.snapshot, facts: { ...facts, 'referral.emergencyCritical': true } },
    }
  })
  for (const [language, words] of [
    ['zh', /现状（\/snapshot\/facts）与其办理记录推算的结果不符[\s\S]*请人工接续患者的服务/],
    ['en', /at \/snapshot\/facts is not what its history comes to[\s\S]*by hand/],
  ] as const) {
    const doctor = await product.signIn('doctor', language)
    await doctor.goto(`${product.server.url}/cases?patient=demo-patient-01`)
    await doctor.locator('.cases-table a').first().click()
    const notice = doctor.locator('.notice').filter({ hasText: say(language, 'cases.damaged') })
    await notice.waitFor()
    expect(await notice.innerText()).toMatch(words)
    // The history is there for all that; nothing is offered to go on with.
    await doctor.locator('.case-history .step').first().waitFor()
    const barred = say(language, 'cases.notStepped')
    await doctor.getByRole('paragraph').filter({ hasText: barred }).waitFor()
    expect(await doctor.locator('.event').count()).toBe(0)
  }
})

it('another case is not affected', async () => {
  const doctor = await product.signIn('doctor')
  await openCase(doctor, product.server.url, 'demo-patient-02')
  await doctor.locator('.case-history .step').first().waitFor()
  expect(await doctor.getByText(say('zh', 'cases.damaged')).count()).toBe(0)
})
