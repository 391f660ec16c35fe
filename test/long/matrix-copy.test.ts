import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bindNothing } from '../e2e/bind-nothing.ts'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { findBarriers } from '../e2e/find-barriers.ts'

let product: Product
let page: Page

interface Parameter {
  readonly id: string
  readonly values: readonly { from: string; value: unknown; note?: { zh: string; en: string } }[]
}
interface Draft {
  readonly revision: number
  readonly origin: Readonly<Record<string, string>>
  readonly ruleset: { readonly manifest: object; readonly parameters: readonly Parameter[] }
}

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['limits-paper#LM-01']
const sources = [{ id: 'limits-paper', title: text('限额文件', 'limits paper') }]

/** How many visits a year, and a ceiling that may only be lowered where the contract says so. */
const parameters = (visits: number, ceiling: number, contract?: object) => [
  {
    id: 'visits',
    type: 'integer',
    title: text('年随访次数', 'visits a year'),
    required: true,
    cites,
    values: [{ from: '2020-01-01', value: visits }],
  },
  {
    id: 'ceiling',
    type: 'ratio',
    title: text('药占比上限', 'ceiling of the drug share'),
    required: true,
    cites,
    ...(contract && { contract }),
    values: [{ from: '2020-01-01', value: { numerator: ceiling, denominator: 100 } }],
  },
]

const onlyLower = {
  mode: 'tightenOnly',
  direction: 'down',
  authority: 'province',
  reason: text('省定上限。', 'A provincial ceiling.'),
}

async function publish(id: string, manifest: object, list: object[]): Promise<void> {
  const api = `${product.server.url}/api/v1/rulesets/${id}`
  const before = (await (await page.request.get(`${api}/draft`)).json()) as Partial<Draft>
  const ruleset = { manifest: { id, version: '1.0.0', sources, ...manifest }, parameters: list }
  const saved = await page.request.put(`${api}/draft`, {
    data: { ruleset },
    headers: { 'if-match': `"${before.revision ?? 0}"` },
  })
  expect([saved.status(), await saved.text()]).toEqual([200, expect.any(String)])
  const published = await product.publish(id, ((await saved.json()) as Draft).revision)
  expect(published).toMatchObject({ status: 201 })
}

const county = (name: string, english: string) => ({
  kind: 'county',
  county: english.toLowerCase().replace(' ', '-'),
  title: text(name, english),
})

async function draftOf(id: string): Promise<Draft> {
  const read = await page.request.get(`${product.server.url}/api/v1/rulesets/${id}/draft`)
  return (await read.json()) as Draft
}

async function openMatrix(): Promise<void> {
  await page.goto(`${product.server.url}/matrix`)
  await page.getByRole('row').filter({ hasText: '年随访次数' }).waitFor()
}

/** Opens the dialog over one county's value and chooses where it goes. */
async function copy(name: string, into: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  // The dialog comes up gradually; faint words are no fault yet.
  await expect.poll(() => findBarriers(page), { timeout: 20_000 }).toEqual([])
  await page.getByRole('combobox', { name: '复制到哪个规则集' }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: into }).click()
}

beforeAll(async () => {
  product = await openProduct()
  await bindNothing(product)
  page = await product.signIn('clerk')
  const limits = { kind: 'template', title: text('限额模板', 'limits') }
  const held = (visits: number) => parameters(visits, 30, onlyLower)
  await publish('limits', limits, held(4))
  const basedOn = { id: 'limits', version: '1.0.0' }
  await publish('east', { ...county('东县', 'East county'), basedOn }, held(4))
  await publish('west', { ...county('西县', 'West county'), basedOn }, held(4))
  await publish('north', { ...county('北县', 'North county'), basedOn }, held(9))
  // A county of its own, bound by nobody's ceiling.
  await publish('lone', county('独县', 'Lone county'), parameters(4, 40))
  await publish('limits', limits, held(4).toReversed())
})
afterAll(async () => {
  await product.close()
})

it('who differs from most and from the template is marked, and how far each is behind', async () => {
  await openMatrix()
  const row = page.getByRole('row').filter({ hasText: '年随访次数' })
  expect((await row.innerText()).match(/▲ 与多数不同/g)).toHaveLength(1)
  const cell = row.getByRole('cell').filter({ hasText: '▲' })
  expect(await cell.innerText()).toMatch(/9[^]*与多数不同[^]*模板为 4/)
  const heads = page.getByRole('columnheader').filter({ hasText: '落后模板 1 个版本' })
  expect(await heads.allInnerTexts()).toEqual([
    expect.stringContaining('东县'),
    expect.stringContaining('北县'),
    expect.stringContaining('西县'),
  ])
  expect(await findBarriers(page)).toEqual([])
})

it('few counties fill the page', async () => {
  const width = async (selector: string) => (await page.locator(selector).boundingBox())!.width
  expect(await width('table.matrix')).toBeGreaterThan((await width('.matrix-scroll')) - 4)
})

it('a value copied from another county stands in the draft as its own, with where it is from', async () => {
  await copy('复制 北县 的“年随访次数”', '东县')
  await page.getByRole('button', { name: '复制到草稿' }).click()
  await page.waitForURL(/\/rulesets\/east\/parameters/)
  const boxes = page.getByRole('textbox')
  const written = () =>
    boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value))
  await expect.poll(written).toContain('取自北县 1.0.0 版（该处自 2020-01-01 起施行）')
  const { ruleset, origin } = await draftOf('east')
  const values = ruleset.parameters.find(({ id }) => id === 'visits')!.values
  expect(values).toEqual([
    { from: '2020-01-01', value: 4 },
    {
      from: expect.any(String),
      value: 9,
      note: {
        zh: '取自北县 1.0.0 版（该处自 2020-01-01 起施行）',
        en: 'Taken from North county, version 1.0.0 (in force there from 2020-01-01)',
      },
    },
  ])
  const { from } = values[1]!
  expect([
    origin['/parameters/visits/values/2020-01-01'],
    origin[`/parameters/visits/values/${from}`],
  ]).toEqual(['limits', 'east'])
})

it('a value the contract forbids is refused with the reason, and the draft stays as it was', async () => {
  await openMatrix()
  await copy('复制 独县 的“药占比上限”', '西县')
  await page.getByRole('button', { name: '复制到草稿' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('这个值在所选规则集里不能用，没有复制').waitFor()
  expect(await dialog.innerText()).toMatch(/药占比上限[^]*省/)
  const { ruleset } = await draftOf('west')
  expect(ruleset.parameters.find(({ id }) => id === 'ceiling')?.values).toHaveLength(1)
})
