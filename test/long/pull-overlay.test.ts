import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findBarriers } from '../e2e/find-barriers.ts'
import { openProduct, type Product } from '../e2e/open-product.ts'

const county = 'district-plan-demo'
const overlay = 'pay-scheme'
let product: Product
let page: Page

interface Edited {
  manifest: { sources: object[]; [name: string]: unknown }
  parameters: object[]
}

const share = (percent: number) => ({
  id: 'shareForStaff',
  type: 'ratio',
  title: { zh: '人员经费占比', en: 'share for staff' },
  required: false,
  cites: ['pay-paper#PS-01'],
  values: [{ from: '2019-06-01', value: { numerator: percent, denominator: 100 } }],
})

/** An overlay that any county may add. */
const scheme = (percent: number): Edited => ({
  manifest: {
    id: overlay,
    kind: 'overlay',
    title: { zh: '薪酬办法', en: 'pay scheme' },
    version: '1.0.0',
    sources: [{ id: 'pay-paper', title: { zh: '薪酬文件', en: 'pay paper' } }],
  },
  parameters: [share(percent)],
})

/** Saves a draft as the editor would and publishes it. */
async function publish(id: string, edit: (before: Edited | undefined) => Edited): Promise<void> {
  const api = `${product.server.url}/api/v1/rulesets/${id}`
  const draft = await page.request.get(`${api}/draft`)
  const stored = (await draft.json()) as { ruleset?: Edited; revision?: number }
  const saved = await page.request.put(`${api}/draft`, {
    data: { ruleset: edit(stored.ruleset) },
    headers: { 'if-match': `"${stored.revision ?? 0}"` },
  })
  const { revision } = (await saved.json()) as { revision: number }
  const published = await product.publish(id, revision)
  expect(published).toMatchObject({ status: 201 })
}

/** Lays the overlay over the county's draft. */
async function addOverlay(): Promise<void> {
  const added = await page.request.post(
    `${product.server.url}/api/v1/rulesets/${county}/draft/overlays`,
    { data: { overlay, from: '2025-01-01' }, headers: { 'if-match': '"0"' } },
  )
  expect([added.status(), await added.text()]).toEqual([200, expect.any(String)])
}

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  await publish(overlay, () => scheme(60))
  // The county takes the overlay with a value of its own; then the overlay moves on.
  await addOverlay()
  await publish(county, (before) => ({
    ...before!,
    parameters: before!.parameters.map((each) =>
      (each as { id: string }).id === 'shareForStaff' ? share(55) : each,
    ),
  }))
  await publish(overlay, () => scheme(65))
})
afterAll(async () => {
  await product.close()
})

it('an overlay’s new value is met with a value of one’s own', async () => {
  await page.goto(`${product.server.url}/rulesets`)
  const waiting = page.getByRole('region', { name: '待办' }).getByRole('listitem')
  const entry = waiting.filter({
    hasText: '“薪酬办法”有新版本 1.0.1，1 处改动，1 处与本地修改冲突',
  })
  await entry.getByRole('link').click()

  await page.getByText('叠加规则：薪酬办法 1.0.0 → 1.0.1').waitFor()
  const update = page.getByRole('button', { name: '更新草稿' })
  const row = page.getByRole('listitem').filter({ hasText: '人员经费占比' })
  expect(await row.innerText()).toMatch(/60%[^]*65%[^]*55%/)
  await row.getByText('自行填写', { exact: true }).click()
  const value = row.getByRole('textbox', { name: /自行填写/ })
  await value.fill('')
  await value.press('Enter')
  // Nothing filled in is no answer.
  expect(await update.isDisabled()).toBe(true)
  await value.fill('62%')
  await value.press('Enter')
  expect(await findBarriers(page)).toEqual([])
  await update.click()
  await page.getByText('“薪酬办法”已从版本 1.0.0 更新到 1.0.1').waitFor({ timeout: 60_000 })

  const draft = await page.request.get(`${product.server.url}/api/v1/rulesets/${county}/draft`)
  const { ruleset } = (await draft.json()) as { ruleset: Edited & { manifest: object } }
  expect(ruleset.manifest).toMatchObject({
    basedOn: { version: '1.0.0' },
    overlays: [
      { id: 'amoeba', version: '1.0.0' },
      { id: overlay, version: '1.0.1' },
    ],
  })
  expect(ruleset.parameters).toContainEqual(
    expect.objectContaining({
      id: 'shareForStaff',
      values: [{ from: '2019-06-01', value: { numerator: 62, denominator: 100 } }],
    }),
  )
})

it('a publisher withdraws a version after seeing what rests on it, and the county may go back', async () => {
  const publisher = await product.signIn('publisher')
  await publisher.goto(`${product.server.url}/rulesets`)
  await publisher.getByRole('button', { name: '薪酬办法 的版本' }).click()
  const dialog = publisher.getByRole('dialog')
  await dialog.getByRole('button', { name: '撤回版本 1.0.1' }).click()
  await dialog.getByRole('textbox', { name: '撤回原因' }).fill('占比有误，另行印发')
  await dialog.getByRole('button', { name: '确认撤回' }).click()
  await dialog.getByText('以下 1 个规则集正以它为依据').waitFor()
  expect(await findBarriers(publisher)).toEqual([])
  await dialog.getByRole('button', { name: '已看过名单，仍要撤回' }).click()
  await dialog.getByRole('row').filter({ hasText: '占比有误，另行印发' }).waitFor()
  await dialog.getByRole('button', { name: '关闭' }).last().click()

  await page.goto(`${product.server.url}/rulesets`)
  const waiting = page.getByRole('region', { name: '待办' }).getByRole('listitem')
  await waiting
    .filter({ hasText: '“薪酬办法”的版本 1.0.1 已撤回：占比有误' })
    .getByRole('link')
    .click()
  await page.getByText('请改用版本 1.0.0').waitFor()
  expect(await findBarriers(page)).toEqual([])
  const row = page.getByRole('listitem').filter({ hasText: '人员经费占比' })
  await row.getByText('保留本地', { exact: true }).click()
  await page.getByRole('button', { name: '更新草稿' }).click()
  await page.getByText('“薪酬办法”已从版本 1.0.1 更新到 1.0.0').waitFor({ timeout: 60_000 })
})
