import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptChanged } from '../e2e/accept-changed.ts'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { takePicture } from '../e2e/take-picture.ts'
import { findBarriers } from '../e2e/find-barriers.ts'

const ruleset = 'district-plan-demo'
const patience = { timeout: 60_000 }
let product: Product
let page: Page
let publisher: Page
let clicks = 0

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  publisher = await product.signIn('publisher')
})
afterAll(async () => {
  await product.close()
})

const changedRegion = (on: Page) => on.getByRole('region', { name: /个沿用的情景结果与原来不同/ })

async function type(title: string, value: string): Promise<void> {
  const box = page.getByRole('textbox', { name: `${title}，自 2019-06-01 起`, exact: true })
  await box.fill(value)
  await box.press('Enter')
}

async function save(): Promise<void> {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  clicks++
  await page.getByText('已保存', { exact: true }).waitFor()
}

it('tells the causes in English too, while nothing is saved', async () => {
  const reader = await product.signIn('clerk', 'en')
  await reader.goto(
    `${product.server.url}/rulesets/${ruleset}/parameters?at=/parameters/pathwayEntryRateFloor`,
  )
  const box = reader.getByRole('textbox', { name: /^floor of the pathway entry rate/ }).first()
  await box.fill('80%')
  await box.press('Enter')
  await reader.getByRole('link', { name: 'Scenarios', exact: true }).click()
  const groups = reader.getByRole('region', { name: /inherited scenarios come out otherwise/ })
  await groups.waitFor()
  expect(await groups.innerText()).toMatch(/changes from 70% to 80%/)
  await takePicture(reader, 'changed-en')
})

it('a lawful tightening is told by its causes, on both screens, and stops publishing', async () => {
  const address = `/rulesets/${ruleset}/parameters?at=/parameters`
  for (const [id, title, value] of [
    ['pathwayEntryRateFloor', '入径率下限', '75%'],
    ['pathwayCompletionRateFloor', '出径率下限', '72%'],
    ['pathwayVarianceRateCeiling', '变异率上限', '12%'],
  ] as const) {
    await page.goto(`${product.server.url}${address}/${id}`)
    await type(title, value)
    await save()
  }
  await page.getByRole('link', { name: '情景', exact: true }).click()
  clicks++
  const groups = changedRegion(page)
  await groups.waitFor()
  const words = await groups.innerText()
  expect(words).toContain('因为本规则集的改动：参数“入径率下限”自 2019-06-01 起由 70% 改为 75%')
  expect(words).toContain('入径率：达标 → 未达标')
  expect(words).not.toMatch(/[a-z][A-Z]|[{}]/)
  expect(await findBarriers(page, '.changed-groups')).toEqual([])
  await takePicture(page, 'changed-zh')

  await publisher.goto(`${product.server.url}/rulesets/${ruleset}/parameters`)
  await publisher.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = publisher.getByRole('dialog')
  await changedRegion(publisher).waitFor()
  await expect
    .poll(() => dialog.getByRole('button', { name: '发布' }).last().isDisabled())
    .toBe(true)
  // The page is only polite; the server is the authority.
  const { revision } = (await (
    await page.request.get(`${product.server.url}/api/v1/rulesets/${ruleset}/draft`)
  ).json()) as { revision: number }
  const reply = await product.publish(ruleset, revision)
  const { issues } = reply.body as { issues: { code: string; severity: string }[] }
  const stopping = issues.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  expect([reply.status, [...new Set(stopping)]]).toEqual([422, ['SCENARIO_CHANGED']])
  expect(stopping.length).toBeLessThanOrEqual(7)
})

it('one press accepts, one takes back, and the version is published with what was accepted', async () => {
  clicks += await acceptChanged(page)
  await page.keyboard.press('Control+z')
  await changedRegion(page).waitFor()
  await page.keyboard.press('Control+y')
  await changedRegion(page).waitFor({ state: 'detached' })
  await save()
  await publisher.goto(`${product.server.url}/rulesets/${ruleset}/parameters`)
  await publisher.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = publisher.getByRole('dialog')
  await dialog.getByText(/与现行 1\.0\.0 版相比，有 3 处改动/).waitFor()
  await dialog
    .getByText(/两个版本都有的判定结论都相同|下列情形的结论与现行版本不同/)
    .waitFor(patience)
  await dialog.getByText(/本规则集接受了 \d+ 个情景的不同结果/).click()
  await dialog.getByText('参数“变异率上限”自 2019-06-01 起由 15% 改为 12%').first().waitFor()
  await takePicture(publisher, 'publish-zh')
  await dialog.getByRole('button', { name: '发布' }).last().click()
  clicks += 3
  await expect.poll(() => dialog.innerText(), patience).toContain('1.0.1')
  console.info(`clicks to tighten three values, accept and publish: ${clicks}`)
  expect(clicks).toBeLessThanOrEqual(25)
})
