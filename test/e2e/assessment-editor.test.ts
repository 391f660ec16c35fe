import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { textbox } from './controls.ts'
import { openProduct, type Product } from './open-product.ts'

let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
})
afterAll(async () => {
  await product.close()
})
beforeEach(async () => {
  page = await product.signIn('clerk')
})

/** Opens an item in the editor of the demonstration county. */
async function open(pointer: string): Promise<void> {
  await page.goto(`${product.server.url}/rulesets/district-plan-demo/assessment?at=${pointer}`)
  await page.getByRole('article').waitFor()
}

const undo = async (): Promise<void> => {
  await page.getByRole('button', { name: '撤销', exact: true }).click()
}

it('weights that do not sum to one are told while they are typed, and undone in one step', async () => {
  await open('/assessmentSchemes/amoebaMonthly')
  const sum = page.getByRole('table', { name: '各组权重' }).locator('tfoot')
  expect(await sum.innerText()).toContain('合计 100%')
  const weight = textbox(page, '“公益性指标”自 2025-01-01 起的权重')
  // Letter by letter: at 6, 60 and 60%, before anything is taken over.
  await weight.fill('')
  await weight.pressSequentially('60%')
  expect(await sum.innerText()).toContain('合计 110%，应当正好是 100%')
  await weight.press('Tab')
  // The same is said among the problems of the ruleset.
  await page
    .getByRole('status')
    .getByText(/各组权重之和是 1\.1，应当正好是 1/)
    .waitFor()
  // What was taken over from above now stands in its place, with the way back.
  await undo()
  await expect.poll(() => sum.innerText()).toContain('合计 100%')
  expect(await weight.inputValue()).toBe('50%')
})

it('a percentage less percentage points is refused in words, and the trap of missing brackets is told', async () => {
  await open('/indicators/costProfitRate')
  const formula = textbox(page, '公式')
  const before = await formula.inputValue()
  await formula.fill('referralComplianceRate - primaryVisitShareRiseTarget')
  const said = page.locator('.formula-field').getByRole('status').first()
  await said
    .getByText(/百分点/)
    .first()
    .waitFor()
  expect(await said.innerText()).toMatch(/百分数/)
  expect(await page.getByRole('region', { name: /试算/ }).count()).toBe(0)
  await formula.fill('ledger.operatingIncome - ledger.cost / ledger.cost')
  await said.getByText('(ledger.operatingIncome - ledger.cost) / ledger.cost').first().waitFor()
  await formula.fill('(ledger.operatingIncome - ledger.cost) / ledger.cost')
  await said.getByText('公式通过检查，单位相符').waitFor()
  await textbox(page, '经营性收入').fill('1200000')
  await textbox(page, '单元成本').fill('1000000')
  await textbox(page, '单元成本').press('Enter')
  await page
    .getByRole('region', { name: /试算/ })
    .getByText(/= 20%$/)
    .first()
    .waitFor()
  await undo()
  await expect.poll(() => formula.inputValue()).toBe(before)
})

it('a target is given another value from a day on, and both steps are undone', async () => {
  await open('/indicators/pathwayCaseCount')
  const target = page.getByRole('group', { name: '目标', exact: true })
  const spans = target.getByRole('list', { name: '各时期的取值' }).getByRole('listitem')
  const had = await spans.count()
  await target.getByRole('button', { name: '添加自某日起的取值' }).click()
  await expect.poll(() => spans.count()).toBe(had + 1)
  const added = target.getByRole('textbox', { name: /起$/ }).last()
  await added.fill('450')
  await added.press('Enter')
  await expect.poll(() => spans.last().innerText()).toContain('450')
  await target.getByText('改写上级').waitFor()
  await undo()
  await undo()
  await expect.poll(() => spans.count()).toBe(had)
  expect(await page.getByRole('button', { name: '撤销', exact: true }).isDisabled()).toBe(true)
})
