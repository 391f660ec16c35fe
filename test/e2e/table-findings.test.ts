import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'

const timeout = { timeout: 30_000 }
let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  const address = '/rulesets/district-plan-demo/decisions?at=/decisions/relationMatrix'
  await page.goto(product.server.url + address)
})
afterAll(async () => {
  await product.close()
})

const findingsOf = (row: number): Locator =>
  page.getByRole('list', { name: `第 ${row} 行的问题`, exact: true })
const emergency = (row: number): Locator =>
  page.getByRole('combobox', { name: `急危重症，第 ${row} 行`, exact: true })
const rows = (): Locator => page.locator('.decision-grid tr[data-line]')

/** Goes on with Tab until the control has the focus. */
async function tabTo(control: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The keyboard does not reach the control.')
}

it('TB2 TB8 a clerk who makes two rows overlap sees it on both and mends it with the quick fix, by keyboard alone', async () => {
  await emergency(3).focus()
  await page.keyboard.press('Home')
  await expect.poll(() => emergency(3).inputValue(), timeout).toBe('any')
  for (const row of [3, 4]) {
    await findingsOf(row).waitFor()
    const told = await findingsOf(row).innerText()
    expect(told).toContain('第 3 行')
    expect(told).toContain('第 4 行')
    expect(told).toContain('会同时符合')
    // Whoever reads the row with a screen reader hears what is wrong with it.
    const described = await rows()
      .nth(row - 1)
      .getAttribute('aria-describedby')
    expect(described).toBe(await findingsOf(row).getAttribute('id'))
    await rows()
      .nth(row - 1)
      .getByRole('img', { name: '错误' })
      .waitFor()
  }
  const narrow = findingsOf(3).getByRole('button', { name: /^缩小第 3 行/ })
  await expect.poll(() => narrow.isEnabled(), timeout).toBe(true)
  await tabTo(narrow)
  await page.keyboard.press('Enter')
  await expect.poll(() => emergency(3).inputValue(), timeout).toBe('no')
  await expect.poll(() => findingsOf(3).count(), timeout).toBe(0)
  expect(await findingsOf(4).count()).toBe(0)
  // The focus has not been lost with the button.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2')
  // One step back is the overlap again.
  await page.keyboard.press('Control+z')
  await expect.poll(() => emergency(3).inputValue(), timeout).toBe('any')
  await findingsOf(3).waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => findingsOf(3).count(), timeout).toBe(0)
})

it('TB1 TB5 TB8 a gap is shown at the foot, its patient plays in the simulator, and the row is added', async () => {
  const before = await rows().count()
  await page
    .locator('section.otherwise')
    .getByRole('button', { name: /^取\s?消$/ })
    .click()
  const foot = page.getByRole('list', { name: '整项决策的问题', exact: true })
  await foot.getByText('没有任何一条说到这种情形').first().waitFor()
  await foot.getByRole('button', { name: '看例子' }).first().click()
  const report = page.getByRole('region', { name: '判定说明' })
  await expect.poll(() => report.innerText(), timeout).toContain('不适用')
  await page.getByRole('link', { name: '决策' }).click()
  await page.getByRole('button', { name: /^转诊关系矩阵/ }).click()
  const add = foot.getByRole('button', { name: '补上这一行' }).first()
  await expect.poll(() => add.isEnabled(), timeout).toBe(true)
  await add.click()
  await expect.poll(() => rows().count(), timeout).toBe(before + 1)
  // What holds there is for the author to say: until then it cannot be published.
  await findingsOf(before + 1).waitFor()
  expect(await rows().nth(before).getByRole('combobox', { name: /^结论/ }).inputValue()).toBe('')
  await page.keyboard.press('Control+z')
  await expect.poll(() => rows().count(), timeout).toBe(before)
})
