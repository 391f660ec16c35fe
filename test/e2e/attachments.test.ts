import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCase } from './open-case.ts'
import { openProduct, type Product } from './open-product.ts'
import { scan } from './scanned.ts'
import { takePicture } from './take-picture.ts'

const patience = { timeout: 30_000 }
const consent = { name: '知情同意书.pdf', mimeType: 'application/pdf', buffer: scan }
const summary = { ...consent, name: '出院小结.pdf', buffer: Buffer.concat([scan, scan]) }
const page = { name: '页面.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html></html>') }
let product: Product
let office: Page

beforeAll(async () => {
  product = await openProduct()
  office = await product.signIn('office')
})
afterAll(async () => {
  await product.close()
})

const event = (on: Page, title: string): Locator =>
  on.locator('.event').filter({ has: on.getByText(title, { exact: true }) })

/** What a browser saves when a document is opened. */
async function saved(on: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    on.waitForEvent('download'),
    on
      .getByRole('list', { name: /附件|Documents/ })
      .getByRole('button', { name })
      .click(),
  ])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

it('documents are chosen, taken out again, refused in words, filed with a step, and opened from it', async () => {
  await openCase(office, product.server.url, 'demo-patient-01')
  await office.getByRole('button', { name: '填写：退回补充' }).click()
  const form = event(office, '退回补充')
  const chosen = form.locator('.attachment-list li')
  const choose = form.locator('input[type="file"]')
  await choose.setInputFiles([consent, summary])
  await expect.poll(() => chosen.allInnerTexts(), patience).toHaveLength(2)
  await form.getByText(`PDF · ${scan.length} B`).waitFor()
  await form.getByRole('button', { name: '移除附件：出院小结.pdf' }).press('Enter')
  expect(await chosen.count()).toBe(1)
  await choose.setInputFiles(page)
  const problem = form.getByRole('alert')
  await problem.waitFor()
  expect(await problem.innerText()).toContain('文件“页面.pdf”按其内容不是可以提交的类型')
  await takePicture(office, 'attachments-chosen-zh')
  await form.getByRole('textbox', { name: '理由' }).fill('请补充血常规')
  const send = form.getByRole('button', { name: '提交“退回补充”' })
  expect(await send.isDisabled()).toBe(true)
  await form.getByRole('button', { name: '移除附件：页面.pdf' }).click()
  await send.click()
  const history = office.locator('.case-history')
  await history.getByRole('button', { name: '知情同意书.pdf' }).waitFor()
  expect(await history.innerText()).not.toContain('出院小结.pdf')
  const opened = await saved(office, '知情同意书.pdf')
  expect([opened.name, opened.bytes.equals(scan)]).toEqual(['知情同意书.pdf', true])
  await takePicture(office, 'attachments-filed-zh')
})

it('an event that asks for nothing takes documents, too; the other unit opens what was filed, in English', async () => {
  const doctor = await product.signIn('doctor', 'en')
  await openCase(doctor, product.server.url, 'demo-patient-01')
  const opened = await saved(doctor, '知情同意书.pdf')
  expect(opened.bytes.equals(scan)).toBe(true)
  const simple = doctor.getByRole('button', { name: /^Documents to file with/ }).first()
  await simple.press('Enter')
  const form = doctor.locator('.event').filter({ has: doctor.locator('input[type="file"]') })
  await form.locator('input[type="file"]').setInputFiles(summary)
  await form.getByText(/PDF · \d+ B/).waitFor()
  await takePicture(doctor, 'attachments-chosen-en')
  await form.getByRole('button', { name: /^Send|^Submit/ }).click()
  await doctor.locator('.case-history').getByRole('button', { name: '出院小结.pdf' }).waitFor()
  await takePicture(doctor, 'attachments-filed-en')
})
