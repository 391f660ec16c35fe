import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'

const patience = { timeout: 30_000 }
let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
})
afterAll(async () => {
  await product.close()
})

const at = (path: string): string =>
  `${product.server.url}/rulesets/district-plan-demo/pathways?at=${encodeURIComponent(path)}`
const problems = () => page.getByRole('region', { name: '问题', exact: true })

it("RL21 a chart that loses the patient's own choice is refused, with the clause", async () => {
  await page.goto(at('/pathways/referral/transitions/own-choice-from-draft'))
  await page.getByRole('button', { name: '删除转移' }).click()
  await expect.poll(() => problems().innerText(), patience).toMatch(/[1-9]\d* 个错误/)
  await problems().getByRole('button', { name: /问题/ }).first().click()
  const told = problems().locator('.issue-line').filter({ hasText: 'RED_LINE_SHUT' })
  await told.waitFor()
  const words = await told.innerText()
  expect(words).toMatch(/红线 RL-01[\s\S]*草稿[\s\S]*DP-17/)
  // A clerk's words: what is done is told by its title.
  expect(words).toContain('例如：')
})

it('RL22 its example is played in the simulator and is refused there', async () => {
  const told = problems().locator('.issue-line').filter({ hasText: 'RED_LINE_SHUT' })
  await told.getByRole('button', { name: '看例子' }).click()
  const happened = page.getByRole('region', { name: '经过' })
  await happened.getByText('未被接受').waitFor()
  await expect
    .poll(() => page.locator('.state-box-highlighted .state-box-title').allInnerTexts(), patience)
    .toEqual(['草稿'])
})

it('RL21 with the transition back, nothing is left to say', async () => {
  await page.getByRole('link', { name: '路径' }).click()
  await page.getByRole('button', { name: '添加状态' }).waitFor()
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await expect.poll(() => problems().innerText(), patience).not.toMatch(/个错误/)
})
