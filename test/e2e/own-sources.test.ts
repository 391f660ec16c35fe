import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

const ruleset = 'district-plan-demo'
const wording = '乡镇卫生院应当在 4 个工作小时内答复转诊申请。'
let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  await page.setViewportSize({ width: 1366, height: 768 })
})
afterAll(async () => {
  await product.close()
})

it('a county adds a document of its own, with number, day and the wording of a clause', async () => {
  await page.goto(`${product.server.url}/rulesets/${ruleset}/sources`)
  await page.getByRole('textbox', { name: '新文件的名称' }).fill('某县双向转诊管理办法')
  await page.keyboard.press('Enter')
  const form = page.getByRole('region', { name: '文件信息' })
  await form.getByRole('textbox', { name: '文号' }).fill('某政办发〔2025〕12号')
  const day = form.getByRole('textbox', { name: '印发日期' })
  await day.fill('2025-02-30')
  await form.getByText('请写成年-月-日').waitFor()
  await day.fill('2025-03-01')
  await form.getByRole('button', { name: '添加条款原文' }).click()
  await form.getByRole('textbox', { name: '第 1 个条款的编号' }).fill('第十二条')
  await form.getByRole('textbox', { name: '第 1 个条款的编号' }).press('Enter')
  await form.getByRole('textbox', { name: '“第十二条”的原文' }).fill(wording)
  await form.getByRole('textbox', { name: '“第十二条”的原文' }).blur()
  expect(await form.getByRole('button', { name: '添加条款原文' }).isEnabled()).toBe(true)
  await takePicture(page, 'sources-zh')
})

it('a rule cites its clause by number, and the wording opens from the citation', async () => {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存', { exact: true }).waitFor()
  await page.goto(`${product.server.url}/rulesets/${ruleset}/decisions?at=/decisions/downReferral`)
  const card = page
    .locator('.rule-card')
    .filter({ has: page.locator('.rule-toggle strong').getByText('可以下转') })
  await card.locator('.rule-toggle').click()
  await card.getByRole('button', { name: '添加依据' }).click()
  const last = card.getByRole('combobox', { name: /条依据的文件$/ }).last()
  await last.click()
  await page.getByTitle('某县双向转诊管理办法').click()
  const number = card.getByRole('textbox', { name: /条依据的条款号$/ }).last()
  await number.fill('第十二条')
  await number.press('Enter')
  await card.getByRole('button', { name: '查看“第十二条”原文' }).click()
  await page.getByText(wording).waitFor()
  await takePicture(page, 'clause-zh')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存', { exact: true }).waitFor()
  const read = await page.request.get(`${product.server.url}/api/v1/rulesets/${ruleset}/draft`)
  const draft = JSON.stringify(await read.json())
  expect(draft).toContain('"own-document#第十二条"')
  expect(draft).toContain('某政办发〔2025〕12号')
})
