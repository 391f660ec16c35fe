import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Secret, TOTP } from 'otpauth'
import { say } from './dictionary.ts'
import { openProduct, ownPassword, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

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

it('people set an authenticator up, sign in with a code, and an administrator takes it away', async () => {
  const page = await product.signIn('doctor')
  const known = product.server.firstStart.accounts.find(({ username }) => username === 'doctor')
  const password = known?.password ?? ''
  const box = boxOf(page)
  await page.goto(`${product.server.url}/account`)
  await page.getByRole('link', { name: say('zh', 'secondFactor.setUp') }).click()
  await box('signIn.password').fill(password)
  await press(page, 'secondFactor.begin')
  await page.locator('.second-factor-code svg').waitFor()
  await takePicture(page, 'second-factor-secret')
  const secret = await page.locator('.second-factor-secret').innerText()
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) })
  await box('secondFactor.firstCode').fill(totp.generate())
  await press(page, 'secondFactor.confirm')
  const listed = page.locator('.second-factor-codes li')
  await listed.first().waitFor()
  const codes = await listed.allInnerTexts()
  expect(codes).toHaveLength(10)
  await takePicture(page, 'second-factor-codes')
  await page.getByText(say('zh', 'secondFactor.kept')).click()
  await press(page, 'secondFactor.done')
  await page.getByRole('heading', { name: say('zh', 'account.title') }).waitFor()
  await takePicture(page, 'account')

  // Elsewhere the password alone is not enough; here a recovery code stands for the telephone.
  const elsewhere = await product.signIn('nobody', 'en')
  const field = (key: string) => elsewhere.getByRole('textbox', { name: say('en', key) })
  await field('signIn.username').fill('doctor')
  await field('signIn.password').fill(password)
  await elsewhere.getByRole('button', { name: say('en', 'signIn.enter'), exact: true }).click()
  await field('secondFactor.code').fill(codes[0] ?? '')
  await takePicture(elsewhere, 'second-factor-code-en')
  await elsewhere.getByRole('button', { name: say('en', 'signIn.enter'), exact: true }).click()
  await elsewhere.getByRole('navigation').first().waitFor()

  const admin = await product.signIn('admin', 'en')
  await admin.goto(`${product.server.url}/people`)
  const row = admin.getByRole('row').filter({ hasText: 'doctor' }).first()
  await row.getByText(say('en', 'people.secondFactor')).waitFor()
  await takePicture(admin, 'people-en')
  await row.getByRole('button', { name: say('en', 'people.reset') }).click()
  await admin
    .getByRole('tooltip')
    .getByRole('button', { name: say('en', 'people.reset') })
    .click()
  await row.getByText(say('en', 'people.secondFactor')).waitFor({ state: 'detached' })
  await elsewhere.goto(`${product.server.url}/account`)
  await elsewhere.getByRole('button', { name: say('en', 'signIn.enter'), exact: true }).waitFor()
})
