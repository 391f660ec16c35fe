import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

const ruleset = 'district-plan-demo'
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

const card = (on: Page, rule: string): Locator =>
  on.locator('.rule-card').filter({ has: on.locator('.rule-toggle strong').getByText(rule) })

it('a reason tells the value in force, and takes a parameter that is chosen by its title', async () => {
  await page.goto(`${product.server.url}/rulesets/${ruleset}/decisions?at=/decisions/downReferral`)
  const gap = card(page, '转入单位缺药')
  await gap.getByText('可以下转，并须在 24 小时内调剂药品。').waitFor()
  await gap.locator('.rule-toggle').click()
  const words = gap.getByRole('textbox', { name: '理由（中文）' })
  expect(await words.inputValue()).toContain('须在 {药品调剂时限}内调剂药品')

  const ready = card(page, '可以下转')
  await ready.locator('.rule-toggle').click()
  await ready.getByRole('textbox', { name: '理由（中文）' }).fill('可以下转，请在内审核。')
  await page.keyboard.press('Home')
  for (let step = 0; step < 7; step++) await page.keyboard.press('ArrowRight')
  await ready.getByRole('combobox', { name: '插入参数' }).click()
  await page.keyboard.type('审核时限')
  await page.keyboard.press('Enter')
  await ready.getByText('按今天的取值，读作：可以下转，请在24 小时内审核。').waitFor()
  await takePicture(page, 'reason-zh')
  expect(await ready.getByRole('textbox', { name: '理由（中文）' }).inputValue()).toBe(
    '可以下转，请在{审核时限}内审核。',
  )
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存', { exact: true }).waitFor()

  const read = await page.request.get(`${product.server.url}/api/v1/rulesets/${ruleset}/draft`)
  const { ruleset: saved } = (await read.json()) as {
    ruleset: {
      decisions: {
        id: string
        rules: { id: string; then: { reason: { zh: string; en: string } } }[]
      }[]
    }
  }
  const rules = saved.decisions.find(({ id }) => id === 'downReferral')?.rules
  const { reason } = rules!.find(({ id }) => id === 'ready')!.then
  expect(reason.zh).toBe('可以下转，请在{reviewTimeLimit}内审核。')
  expect(reason.en).toContain('{reviewTimeLimit}')
})

it('in English it reads the value as English writes it', async () => {
  const reader = await product.signIn('clerk', 'en')
  await reader.setViewportSize({ width: 1366, height: 768 })
  await reader.goto(
    `${product.server.url}/rulesets/${ruleset}/decisions?at=/decisions/downReferral/rules/medication-gap`,
  )
  const gap = card(reader, 'medicines missing at the destination')
  await gap.getByText(/reads: .*redistributed within 24 hours\./).waitFor()
  await takePicture(reader, 'reason-en')
  expect(await gap.innerText()).not.toContain('{drugRedistributionLimit}')
})
