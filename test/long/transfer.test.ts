import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exported, openSide, publishBoth } from '../server/transfer/two-servers.ts'
import { type Language, say } from '../e2e/dictionary.ts'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { findBarriers } from '../e2e/find-barriers.ts'

let product: Product
let clerk: Page
/** Looks at what comes in, and may take it in. */
let publisher: Page
let admin: Page
/** The text of a file another server exported. */
let file: string

beforeAll(async () => {
  const north = await openSide()
  await publishBoth(north)
  file = await exported(north)
  await north.server.close()
  product = await openProduct()
  clerk = await product.signIn('clerk')
  publisher = await product.signIn('publisher')
  admin = await product.signIn('admin', 'en')
})
afterAll(async () => {
  await product.close()
})

const patience = { timeout: 60_000 }

async function choose(page: Page, language: Language, text: string): Promise<void> {
  await page.getByLabel(say(language, 'transfer.file')).setInputFiles({
    name: 'plan-plus-1.0.0.jieli.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })
}

const button = (page: Page, language: Language, key: string): Locator =>
  page.getByRole('button', { name: say(language, key), exact: true })

async function expectAccessible(page: Page): Promise<void> {
  expect(await findBarriers(page)).toEqual([])
}

it('a publisher sees what a file holds, and that an administrator has to accept its key first', async () => {
  await publisher.goto(`${product.server.url}/templates`)
  await publisher.getByRole('link', { name: say('zh', 'transfer.importTitle') }).click()
  await choose(publisher, 'zh', file)
  await publisher.getByText(say('zh', 'transfer.askAdministrator')).waitFor()
  const rows = await publisher.getByRole('row').allInnerTexts()
  expect(rows.slice(1).map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/从严方案 plan-plus 模板 1\.0\.0 没有 新增规则集/),
    expect.stringMatching(/小规则集 plan 随同带来.*模板 1\.0\.0 没有 新增规则集/),
  ])
  expect(await button(publisher, 'zh', 'transfer.confirm').isDisabled()).toBe(true)
  await expectAccessible(publisher)
})

it('a file changed on its way is refused in words', async () => {
  await choose(publisher, 'zh', file.replace('"numerator":13', '"numerator":14'))
  await publisher.getByText('签名与内容不符：文件在签名之后被改动过。').waitFor()
  await choose(publisher, 'zh', file.slice(0, file.length / 2))
  await publisher.getByText(/文件不完整或已损坏/).waitFor()
  expect(await button(publisher, 'zh', 'transfer.confirm').count()).toBe(0)
  await expectAccessible(publisher)
})

it('the administrator accepts the key once its fingerprint was compared', async () => {
  await admin.goto(`${product.server.url}/import`)
  await choose(admin, 'en', file)
  await admin.getByText(say('en', 'transfer.keyUnknown')).waitFor()
  const accept = button(admin, 'en', 'transfer.accept')
  await admin.getByLabel(say('en', 'transfer.holder')).fill('Northern city')
  expect(await accept.isDisabled()).toBe(true)
  await admin.getByRole('checkbox').check()
  await expectAccessible(admin)
  await accept.click()
  await admin.getByText(say('en', 'transfer.keyKnown'), { exact: true }).waitFor()
  await admin.getByText('Northern city').first().waitFor()
})

it('by the keyboard alone the publisher takes the file in, and the clerk adapts the template for a county', async () => {
  await publisher.goto(`${product.server.url}/import`)
  await choose(publisher, 'zh', file)
  await publisher.getByText(say('zh', 'transfer.keyKnown'), { exact: true }).waitFor()
  await publisher.getByRole('button', { name: say('zh', 'transfer.chooseFile') }).focus()
  const confirm = button(publisher, 'zh', 'transfer.confirm')
  const isReached = () => confirm.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 10 && !(await isReached()); presses++)
    await publisher.keyboard.press('Tab')
  expect(await isReached()).toBe(true)
  await publisher.keyboard.press('Enter')
  await publisher
    .getByText(say('zh', 'transfer.done', { title: '从严方案', version: '1.0.0' }))
    .waitFor()

  // Whoever takes rules in does not write any.
  expect(await publisher.getByRole('link', { name: say('zh', 'transfer.adaptIt') }).count()).toBe(0)
  await clerk.goto(`${product.server.url}/templates`)
  await clerk
    .getByRole('button', { name: say('zh', 'templates.adaptNamed', { title: '从严方案' }) })
    .click()
  const write = async (name: string, words: string) => {
    const box = clerk.getByRole('textbox', { name, exact: true })
    await box.fill(words)
    await box.press('Enter')
  }
  await write('县区规则集名称（中文）', '南溪县规则')
  await write('县区规则集名称（英文）', 'Nanxi county rules')
  await clerk.getByText(say('zh', 'adapt.ids'), { exact: true }).click()
  await write('规则集编号', 'nanxi')
  await clerk.getByRole('button', { name: '建立草稿', exact: true }).click()
  await clerk.waitForURL('**/rulesets/nanxi/pathways')
  await clerk.getByText('南溪县规则').first().waitFor()
})

it('the template is marked as another’s, cannot be edited, and a second import finds nothing new', async () => {
  await clerk.goto(`${product.server.url}/templates/plan-plus/book`)
  await clerk.getByText(/由“Northern city”制定/).waitFor()
  await clerk.goto(`${product.server.url}/rulesets/plan-plus/parameters`)
  await clerk.getByText(say('zh', 'editor.readOnly'), { exact: true }).waitFor()
  expect(await button(clerk, 'zh', 'editor.save').count()).toBe(0)
  await publisher.goto(`${product.server.url}/import`)
  await choose(publisher, 'zh', file)
  await publisher.getByText(say('zh', 'transfer.nothingNew')).waitFor()
  expect(await button(publisher, 'zh', 'transfer.confirm').isDisabled()).toBe(true)
})

it(
  'a ruleset of this server is exported with the fingerprint its receiver compares',
  async () => {
    await clerk.goto(`${product.server.url}/templates/district-plan/book`)
    await clerk.getByRole('button', { name: '导出“区域医共体方案”', exact: true }).click()
    const dialog = clerk.getByRole('dialog')
    await expect
      .poll(() => dialog.locator('.fingerprint').innerText())
      .toMatch(/^(\w{4}-){7}\w{4}$/)
    const downloading = clerk.waitForEvent('download')
    await dialog.getByRole('button', { name: say('zh', 'transfer.download') }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('district-plan-1.0.0.jieli.json')
    const { ruleset, layers } = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
      ruleset: object
      layers: { id: string }[]
    }
    expect(ruleset).toEqual({ id: 'district-plan', version: '1.0.0' })
    expect(layers.map(({ id }) => id).toSorted()).toEqual([
      'county-base',
      'district-plan',
      'national',
      'provincial-sample',
    ])
  },
  patience.timeout,
)
