import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { findBarriers } from '../e2e/find-barriers.ts'

const county = 'district-plan-demo'
let product: Product
let page: Page

interface Draft {
  readonly revision: number
  readonly origin: Readonly<Record<string, string>>
  readonly ruleset: {
    readonly manifest: { readonly overlays?: readonly { id: string; version: string }[] }
    readonly parameters: readonly { id: string; values: readonly { value: unknown }[] }[]
  }
}

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['night-paper#NR-01']

/** An overlay that says one value and asks for another. */
const night = {
  manifest: {
    id: 'night-rota',
    kind: 'overlay',
    title: text('夜间值守', 'night rota'),
    description: text('夜间值守的时限和补助。', 'Times and allowances of nights on call.'),
    version: '1.0.0',
    sources: [{ id: 'night-paper', title: text('值守文件', 'night paper') }],
  },
  parameters: [
    {
      id: 'nightAnswer',
      type: 'duration',
      title: text('夜间应答时限', 'time to answer at night'),
      required: true,
      cites,
      values: [{ from: '2020-01-01', value: 'PT30M' }],
    },
    {
      id: 'nightAllowance',
      type: 'money',
      title: text('夜班补助', 'night allowance'),
      required: true,
      cites,
      values: [],
    },
  ],
}

const draft = async (): Promise<Draft> => {
  const read = await page.request.get(`${product.server.url}/api/v1/rulesets/${county}/draft`)
  return (await read.json()) as Draft
}

/** Publishes the overlay as its makers would. */
async function publishNight(): Promise<void> {
  const api = `${product.server.url}/api/v1/rulesets/night-rota`
  const saved = await page.request.put(`${api}/draft`, {
    data: { ruleset: night },
    headers: { 'if-match': '"0"' },
  })
  expect([saved.status(), await saved.text()]).toEqual([200, expect.any(String)])
  const published = await product.publish('night-rota', 1)
  expect(published).toMatchObject({ status: 201 })
}

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  await publishNight()
})
afterAll(async () => {
  await product.close()
})

it('an overlay is laid over the open draft with what it asks answered, and taken off again', async () => {
  const before = await draft()
  await page.goto(`${product.server.url}/rulesets/${county}/parameters`)
  await page.getByRole('button', { name: '叠加规则（1）' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /夜间值守/ }).check()
  const allowance = dialog.getByRole('textbox', { name: '夜班补助' })
  await allowance.fill('80')
  await allowance.press('Enter')
  await dialog.getByText('已填 1 项，共 1 项').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await dialog.getByRole('button', { name: '叠加', exact: true }).click()
  await page.getByText('已叠加“夜间值守”').waitFor({ timeout: 60_000 })

  const laid = await draft()
  expect(laid.ruleset.manifest.overlays).toContainEqual({ id: 'night-rota', version: '1.0.0' })
  expect(laid.origin['/parameters/nightAnswer']).toBe('night-rota')
  const answer = laid.ruleset.parameters.find(({ id }) => id === 'nightAllowance')
  expect(answer?.values[0]?.value).toBe(8000)
  // All that was there is there as it was.
  expect(laid.ruleset.parameters.slice(0, before.ruleset.parameters.length)).toEqual(
    before.ruleset.parameters,
  )

  const remove = dialog.getByRole('button', { name: '去掉“夜间值守”' })
  await remove.click()
  await dialog.getByText('以下 1 处是本地所改，去掉后一并失去').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await dialog.getByRole('button', { name: '已看过清单，仍要去掉' }).click()
  await page.getByText('已去掉“夜间值守”').waitFor({ timeout: 60_000 })
  expect((await draft()).ruleset).toEqual(before.ruleset)
  await page.getByRole('button', { name: '叠加规则（1）' }).waitFor()
})
