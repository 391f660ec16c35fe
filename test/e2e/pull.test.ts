import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'
import { findBarriers } from './find-barriers.ts'

const county = 'district-plan-demo'
const template = 'district-plan'
/** The county gave its own value for this one. */
const overridden = 'pathwayCaseCountTarget'
let product: Product
let page: Page

interface EditedRuleset {
  parameters: { id: string; values: { from: string; value: unknown }[] }[]
  decisions: {
    id: string
    rules?: { id: string; then: { reason: { zh: string; en: string } } }[]
  }[]
}

/** The template publishes a version that changes a row the county overrode, and one it did not. */
async function publishTemplate(): Promise<void> {
  const api = `${product.server.url}/api/v1/rulesets/${template}`
  const { ruleset, revision } = (await (await page.request.get(`${api}/draft`)).json()) as {
    ruleset: EditedRuleset
    revision: number
  }
  ruleset.parameters.find(({ id }) => id === overridden)!.values = [
    { from: '2019-06-01', value: 400 },
  ]
  const rule = ruleset.decisions.find(({ id }) => id === 'upReferral')?.rules?.[0]
  rule!.then.reason = { zh: '急危重症，请立即转诊。', en: 'An emergency: refer at once.' }
  const saved = await page.request.put(`${api}/draft`, {
    data: { ruleset },
    headers: { 'if-match': `"${revision}"` },
  })
  const { revision: edited } = (await saved.json()) as { revision: number }
  const published = await product.publish(template, edited)
  expect(published).toMatchObject({ status: 201 })
}

async function startCase(): Promise<{ id: string; version: string }> {
  const reply = await product.server.ask('/cases', product.apiKey, {
    ruleset: county,
    pathway: 'referral',
    facts: { 'patient.id': 'pull-1', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' },
  })
  return (await reply.json()) as { id: string; version: string }
}

/** What an automatic check of accessibility finds on the page, each with an element it is about. */
async function accessFaults(): Promise<string[]> {
  return await findBarriers(page)
}

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
})
afterAll(async () => {
  await product.close()
})

it('a county takes what its template changed, keeps its own value, and publishes', async () => {
  const before = await startCase()
  await publishTemplate()

  await page.goto(`${product.server.url}/rulesets`)
  const waiting = page.getByRole('region', { name: '待办' }).getByRole('listitem')
  await expect
    .poll(() => waiting.allInnerTexts().then((texts) => texts.join('\n')), { timeout: 30_000 })
    .toMatch(/模板有新版本 1\.0\.1，2 处改动，1 处与本地修改冲突/)
  expect(await accessFaults()).toEqual([])
  await waiting.filter({ hasText: '处与本地修改冲突' }).getByRole('link').click()

  const update = page.getByRole('button', { name: '更新草稿' })
  await update.waitFor()
  // Nothing may be pulled before somebody has chosen.
  expect(await update.isDisabled()).toBe(true)
  const conflict = page.getByRole('listitem').filter({ hasText: '待选择' })
  expect(await conflict.innerText()).toContain('400')
  expect(await conflict.innerText()).toContain('500')
  expect(await accessFaults()).toEqual([])
  await conflict.getByText('保留本地', { exact: true }).click()
  await update.click()
  await page.getByText('已从版本 1.0.0 更新到 1.0.1').waitFor({ timeout: 60_000 })

  await page.getByRole('navigation').getByRole('link', { name: '差异' }).click()
  await page.getByRole('heading', { name: '差异', level: 1 }).waitFor()
  await expect
    .poll(() => page.locator('main').innerText(), { timeout: 30_000 })
    .toMatch(/由 400[^改]*改为 500/)

  // Whoever pulled it does not publish it.
  const publisher = await product.signIn('publisher')
  await publisher.goto(`${product.server.url}/rulesets/${county}/differences`)
  await publisher.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = publisher.getByRole('dialog')
  await dialog.getByRole('button', { name: '发布' }).last().click()
  await expect.poll(() => dialog.innerText(), { timeout: 120_000 }).toContain('1.0.1')

  const after = await startCase()
  expect([before.version, after.version]).toEqual(['1.0.0', '1.0.1'])
  const old = await product.server.ask(`/cases/${before.id}`, product.apiKey)
  expect((await old.json()) as object).toMatchObject({ version: '1.0.0', status: 'active' })
  const version = await product.server.ask(`/rulesets/${county}/versions/1.0.1`, product.apiKey)
  const { ruleset } = (await version.json()) as { ruleset: EditedRuleset }
  const target = ruleset.parameters.find(({ id }) => id === overridden)
  expect(target?.values[0]?.value).toBe(500)
  const rule = ruleset.decisions.find(({ id }) => id === 'upReferral')?.rules?.[0]
  expect(rule?.then.reason.zh).toBe('急危重症，请立即转诊。')
})

it('the county matrix says in words who differs, and the old case goes on', async () => {
  await page.goto(`${product.server.url}/matrix`)
  await page.getByRole('heading', { name: '县区对照表' }).waitFor()
  const row = page.getByRole('row').filter({ hasText: '模板为 400' })
  await row.waitFor()
  expect(await row.innerText()).toContain('500')
  expect(await accessFaults()).toEqual([])
})
