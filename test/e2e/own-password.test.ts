import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Secret, TOTP } from 'otpauth'
import { type Language, say } from './dictionary.ts'
import { addUnits } from './add-units.ts'
import { openSignedIn, plainHost } from './open-browser.ts'
import { openProduct, ownPassword, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

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

/** The rows of what somebody may do, while a form is open. */
const grantIn = (page: Page, language: Language, number: string) =>
  page.getByRole('group', { name: say(language, 'people.form.grant', { number }) })

/** Chooses from a list by what it shows. */
async function choose(page: Page, within: Locator, box: string, shown: string): Promise<void> {
  const field = within.getByRole('combobox', { name: box })
  await field.click()
  // A list that was left a moment ago may still be closing.
  const list = page.locator(`#${(await field.getAttribute('aria-controls')) ?? ''}`)
  await page
    .locator('.ant-select-dropdown', { has: list })
    .locator('.ant-select-item-option', { hasText: shown })
    .first()
    .click()
}

for (const language of ['zh', 'en'] as const)
  it(`an administrator makes an account for a department, changes it, and makes a key, all by names, in ${language}`, async () => {
    const words = (key: string, values?: Record<string, string>) => say(language, key, values)
    if (language === 'zh')
      await addUnits(product, 'district-plan-demo', [
        { id: 'FIN-1', title: '示范区财政局', offices: ['finance'] },
      ])
    const county = { zh: '区域医共体方案（演示）', en: 'District plan (demonstration)' }[language]
    const page = await product.signIn('admin', language)
    await page.goto(`${product.server.url}/people`)
    const dialog = page.getByRole('dialog')
    const button = (key: string) => page.getByRole('button', { name: words(key), exact: true })
    const field = (key: string) => dialog.getByRole('textbox', { name: words(key), exact: true })

    // Sent empty, it says beside each field what is missing.
    await button('people.form.makeTitle').click()
    // Whoever asked for less motion sees a dialog come at once.
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((each) => each instanceof CSSAnimation)
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ animationName }) => animationName),
    )
    expect(moving).toEqual([])
    await dialog.getByRole('button', { name: words('people.form.make'), exact: true }).click()
    for (const key of ['usernameMissing', 'titleMissing', 'passwordMissing', 'roleMissing'])
      await dialog.getByText(words(`people.form.${key}`), { exact: true }).waitFor()
    await takePicture(page, `account-form-empty-${language}`)
    await field('people.form.username').fill('doctor')
    await field('people.form.title').fill('周颖')
    await field('people.form.password').fill('password123')
    const grant = grantIn(page, language, '1')
    await choose(page, grant, words('people.form.role'), words('people.roles.caseWorker'))
    await choose(page, grant, words('people.form.county'), county)
    await grant.getByText(words('people.form.someUnits')).click()
    await choose(page, grant, words('people.form.units'), '示范区财政局')
    await page.keyboard.press('Escape')

    // What the server refuses stands beside its field as well.
    const make = dialog.getByRole('button', { name: words('people.form.make'), exact: true })
    await make.click()
    await dialog.locator('.ant-form-item-explain-error').first().waitFor()
    await button('people.form.makePassword').click()
    const password = await field('people.form.password').inputValue()
    expect(password).toMatch(/^(\w{4}-){3}\w{4}$/)
    await make.click()
    await dialog.getByText(language === 'zh' ? '已被使用' : 'is taken').waitFor()
    await field('people.form.username').fill(`zhou.ying.${language}`)
    await takePicture(page, `account-form-${language}`)
    expect(await findBarriers(page, '.ant-modal')).toEqual([])
    await make.click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(password, { exact: true }).waitFor()
    await takePicture(page, `account-made-${language}`)
    await button('people.once.close').click()

    // Whoever got it can sign in, and is asked for a password of their own.
    const entered = await fetch(`${product.server.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: `zhou.ying.${language}`, password }),
    })
    expect(await entered.json()).toMatchObject({
      user: {
        passwordChangeNeeded: true,
        grants: [{ role: 'caseWorker', county: 'demo-district', units: ['FIN-1'] }],
      },
    })

    const row = page.getByRole('row').filter({ hasText: `zhou.ying.${language}` })
    await row.getByText('示范区财政局').waitFor()
    await row
      .getByRole('button', { name: words('people.form.changeTitle', { name: '周颖' }) })
      .click()
    await dialog.getByText('示范区财政局').first().waitFor()
    await button('people.form.addGrant').click()
    const second = grantIn(page, language, '2')
    await choose(page, second, words('people.form.role'), words('people.roles.auditor'))
    await choose(page, second, words('people.form.county'), county)
    await dialog.getByText(words('people.form.ofCounty')).waitFor()
    await takePicture(page, `account-change-${language}`)
    await dialog.getByRole('button', { name: words('people.form.save'), exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await row.getByText(words('people.roles.auditor')).waitFor()

    await button('keys.make').click()
    await field('keys.purpose').fill(`HIS ${language}`)
    const whole = grantIn(page, language, '1')
    await choose(page, whole, words('people.form.county'), county)
    await whole.getByText(words('people.form.wholeCounty')).click()
    await dialog.getByRole('button', { name: words('keys.makeIt'), exact: true }).click()
    await dialog.getByText(words('keys.expiryMissing')).waitFor()
    await dialog.getByText(words('keys.untilDay')).click()
    await dialog.getByRole('textbox', { name: words('keys.lastDay'), exact: true }).click()
    await page
      .getByText(words(`keys.months${language === 'en' ? '_other' : ''}`, { count: '12' }))
      .click()
    await takePicture(page, `key-form-${language}`)
    await dialog.getByRole('button', { name: words('keys.makeIt'), exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const key = (await page.locator('.told-once code').textContent()) ?? ''
    await takePicture(page, `key-made-${language}`)
    const asked = await product.server.ask('/me', key)
    expect(await asked.json()).toMatchObject({
      user: { grants: [{ role: 'integrator', county: 'demo-district', units: '*' }] },
    })
    const made = page.getByRole('row').filter({ hasText: `HIS ${language}` })
    expect(await made.textContent()).not.toContain(words('keys.lasting'))
    await button('people.once.close').click()
    expect(await page.locator('main').textContent()).not.toContain(key)
  })

it('a server without a certificate is used like one that has one', async () => {
  const url = product.server.url.replace('127.0.0.1', plainHost)
  const page = await openSignedIn(product.browser, {
    url,
    username: 'admin',
    password: ownPassword,
  })
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false)
  await page.goto(`${url}/people`)
  await press(page, 'people.form.makeTitle')
  const dialog = page.getByRole('dialog')
  const field = (key: string) => dialog.getByRole('textbox', { name: say('zh', key), exact: true })
  await field('people.form.username').fill('wu.min')
  await field('people.form.title').fill('吴敏')
  await press(page, 'people.form.makePassword')
  const password = await field('people.form.password').inputValue()
  const grant = grantIn(page, 'zh', '1')
  await choose(page, grant, say('zh', 'people.form.role'), say('zh', 'people.roles.auditor'))
  await choose(page, grant, say('zh', 'people.form.county'), '区域医共体方案（演示）')
  await dialog.getByRole('button', { name: say('zh', 'people.form.make'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(password, { exact: true }).waitFor()
  // There is no clipboard to read from: what was copied is pasted by the keyboard.
  await page.locator('.told-once').getByRole('button').first().click()
  await press(page, 'people.once.close')
  await press(page, 'people.form.makeTitle')
  await field('people.form.title').focus()
  await page.keyboard.press('Control+V')
  expect(await field('people.form.title').inputValue()).toBe(password)
})
