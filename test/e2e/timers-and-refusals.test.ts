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

const highlighted = (): Promise<string[]> =>
  page.locator('.state-box-highlighted .state-box-title').allInnerTexts()
const press = async (name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click()
}

/** Loads a pathway scenario into the simulator and starts it. */
async function begin(scenario: string): Promise<void> {
  await page.goto(`${product.server.url}/rulesets/district-plan-demo/simulator`)
  const pick = page.getByRole('combobox', { name: '从情景载入' })
  await pick.click()
  await pick.fill(scenario)
  await pick.press('Enter')
  await press('开始')
  await expect.poll(highlighted, patience).toEqual(['草稿'])
}

it('a time limit is shown while it runs, and letting it pass moves the case', async () => {
  await begin('审核超时后记录患者自己的选择')
  await press('提交转诊申请')
  await expect.poll(highlighted, patience).toContain('已申请')
  const timers = page.getByRole('list', { name: '时限', exact: true })
  expect(await timers.innerText()).toMatch(/审核时限[\s\S]*2025-03-04 09:00 到期/)
  await press('让它到期：审核时限')
  await expect.poll(highlighted, patience).toContain('已超时')
  expect(await page.getByRole('list', { name: '事件记录' }).innerText()).toContain('审核时限到期')
})

it('a refused event leaves the case where it was and says why, with the clause', async () => {
  await begin('病情未平稳时不能下转，平稳后可以')
  await press('仍然提交：提交转诊申请')
  const happened = page.getByRole('region', { name: '经过' })
  await happened.getByText('未被接受').waitFor()
  expect(await happened.innerText()).toMatch(/下转判定[\s\S]*DP-\d+/)
  expect(await highlighted()).toEqual(['草稿'])
})
