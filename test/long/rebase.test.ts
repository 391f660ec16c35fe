import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { say } from '../e2e/dictionary.ts'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { takePicture } from '../e2e/take-picture.ts'
import { findBarriers } from '../e2e/find-barriers.ts'

const county = 'district-plan-demo'
let product: Product
let page: Page

interface Draft {
  revision: number
  ruleset: {
    manifest: Record<string, unknown>
    parameters: { id: string; values: { from: string; value: unknown }[] }[]
  }
}

const draftOf = async (id: string): Promise<Draft> =>
  (await (
    await page.request.get(`${product.server.url}/api/v1/rulesets/${id}/draft`)
  ).json()) as Draft

/** Publishes another template on the plan that asks for fewer cases a year. */
async function publishOther(): Promise<void> {
  const api = `${product.server.url}/api/v1/rulesets/other-plan`
  const { ruleset } = await draftOf('district-plan')
  ruleset.manifest = {
    ...ruleset.manifest,
    id: 'other-plan',
    title: { zh: '另一方案', en: 'the other plan' },
    basedOn: { id: 'district-plan', version: '1.0.0' },
  }
  delete ruleset.manifest['authority']
  ruleset.parameters.find(({ id }) => id === 'pathwayCaseCountTarget')!.values = [
    { from: '2019-06-01', value: 400 },
  ]
  const saved = await page.request.put(`${api}/draft`, {
    data: { ruleset },
    headers: { 'if-match': '"0"' },
  })
  expect([saved.status(), await saved.text()]).toEqual([200, expect.any(String)])
  expect(await product.publish('other-plan', 1)).toMatchObject({ status: 201 })
}

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  await publishOther()
}, 300_000)
afterAll(async () => {
  await product.close()
})

it('a draft is moved onto another template once what changes was seen and chosen for', async () => {
  await page.goto(`${product.server.url}/rulesets/${county}/parameters`)
  await page.getByRole('button', { name: say('zh', 'overlays.open', { count: '1' }) }).click()
  await page.getByRole('link', { name: say('zh', 'rebase.open') }).click()
  await page.getByText(say('zh', 'rebase.now', { id: 'district-plan', version: '1.0.0' })).waitFor()
  await page.getByRole('combobox', { name: say('zh', 'rebase.choose') }).fill('另一方案')
  await page.locator('.ant-select-item-option').filter({ hasText: '另一方案' }).click()
  const row = page.getByRole('listitem').filter({ hasText: '400' }).first()
  await row.waitFor()
  await expect.poll(() => findBarriers(page), { timeout: 20_000 }).toEqual([])
  const move = page.getByRole('button', { name: say('zh', 'rebase.move'), exact: true })
  for (const open of await page.locator('.pull-row[data-state=open]').all())
    await open.getByText(say('zh', 'pull.keep'), { exact: true }).click()
  await move.click()
  await page
    .getByText(say('zh', 'rebase.done', { to: '另一方案', version: '1.0.0' }))
    .waitFor({ timeout: 60_000 })
  const { ruleset } = await draftOf(county)
  expect(ruleset.manifest['basedOn']).toEqual({ id: 'other-plan', version: '1.0.0' })
})

it('a county leaves its district’s plan for the base: what it had in silence is listed with value and source, and open', async () => {
  await page.goto(`${product.server.url}/rulesets/${county}/rebase?template=county-base`)
  const chosen = page.getByRole('button', { name: say('zh', 'pull.silent.all.adopt') })
  await chosen.waitFor({ timeout: 60_000 })
  const move = page.getByRole('button', { name: say('zh', 'rebase.move'), exact: true })
  expect(await move.isDisabled()).toBe(true)
  const budget = page.getByRole('listitem').filter({ hasText: '医保基金包干比例' }).first()
  await expect.poll(async () => await budget.textContent()).toContain('93%')
  expect(await budget.textContent()).toContain(
    say('zh', 'pull.silent.ruleOf', { title: '区域医共体方案' }),
  )
  await takePicture(page, 'rebase-silent-zh')
  const open = page.locator('.pull-row[data-state=open]')
  const before = await open.count()
  await chosen.click()
  // What the county said of its own stays open: the one answer is for what came from elsewhere alone.
  await expect.poll(async () => await open.count()).toBeLessThan(before)
  expect(await open.count()).toBeGreaterThan(0)
  expect(await move.isDisabled()).toBe(true)
})
