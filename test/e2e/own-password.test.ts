import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { say } from './dictionary.ts'
import { openProduct, ownPassword, type Product } from './open-product.ts'

let product: Product
beforeAll(async () => {
  product = await openProduct()
})
afterAll(async () => {
  await product.close()
})

const boxOf = (page: Page) => (key: string) =>
  page.getByRole('textbox', { name: say('zh', key), exact: true })
const press = async (page: Page, key: string) =>
  await page.getByRole('button', { name: say('zh', key), exact: true }).click()

/** Waits until the keyboard is in a field. */
const focused = async (box: Locator) => {
  await expect
    .poll(() => box.evaluate((element) => element === element.ownerDocument.activeElement))
    .toBe(true)
}

it('a first password leads to the page to change it, from wherever one goes, and no further', async () => {
  const page = await product.signIn('nobody')
  const { username, password } = product.server.firstStart.administrator
  const box = boxOf(page)
  await box('signIn.username').fill(username)
  await box('signIn.password').fill(password)
  await press(page, 'signIn.enter')
  await page.getByText(say('zh', 'password.needed')).waitFor()
  await page.goto(`${product.server.url}/matrix`)
  await page.getByText(say('zh', 'password.needed')).waitFor()
  expect(page.url()).toContain('/password')

  // By the keyboard alone: it begins at the first field and comes back to the first that is wrong.
  const type = async (...texts: string[]) => {
    for (const [index, text] of texts.entries()) {
      // Past the button that shows the field before.
      if (index > 0) for (const key of ['Tab', 'Tab']) await page.keyboard.press(key)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    }
    await page.keyboard.press('Enter')
  }
  await focused(box('password.old'))
  await type(password, 'short', 'shorter')
  await page.getByText('新密码至少 10 个字符', { exact: true }).waitFor()
  await page.getByText(say('zh', 'password.repeatedDiffers')).waitFor()
  await focused(box('password.new'))
  await type(ownPassword, ownPassword)
  await page.getByRole('navigation').first().waitFor()
  expect(page.url()).toContain('/matrix')
  expect(product.server.firstStart).not.toHaveProperty('administrator')
})

it('people change their own password from the menu, and are told when the old one is wrong', async () => {
  const page = await product.signIn('auditor')
  const box = boxOf(page)
  const title = product.server.firstStart.accounts.find((each) => each.username === 'auditor')
  await page.getByRole('button', { name: /审计员/ }).click()
  await page.getByRole('menuitem', { name: say('zh', 'password.title') }).click()
  await box('password.old').fill('not the old one')
  await box('password.new').fill(ownPassword)
  await box('password.repeated').fill(ownPassword)
  await press(page, 'password.save')
  await page.getByText('原密码不正确', { exact: false }).waitFor()
  await focused(box('password.old'))
  await page.keyboard.type(title?.password ?? '')
  await press(page, 'password.save')
  await page.getByRole('navigation').first().waitFor()
  expect(page.url()).toContain('/rulesets')
  expect(product.server.firstStart.accounts.map(({ username }) => username)).not.toContain(
    'auditor',
  )
})
