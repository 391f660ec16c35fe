import type { Draft } from '@jieli/server/contracts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeTable } from '../../server/src/exchange/code-table.ts'
import { button, choose, textbox, write } from './controls.ts'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

const ruleset = 'district-plan-demo'
const timeout = { timeout: 30_000 }
let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  await page.setViewportSize({ width: 1366, height: 768 })
})
afterAll(async () => {
  await product.close()
})

const open = (list: string) =>
  page.goto(`${product.server.url}/rulesets/${ruleset}/code-lists?at=/codeSystems/${list}`)
const tiers = () => page.locator('.tiers strong').allInnerTexts()
const inTable = (code: string) =>
  page.locator('.code-table').getByRole('rowheader', { name: code, exact: true })

const source = () =>
  page
    .locator('.ant-select')
    .filter({ has: page.getByRole('combobox', { name: '代码来自', exact: true }) })
    .innerText()

async function save(): Promise<Draft> {
  await button(page, '保存').click()
  await page.getByText('已保存', { exact: true }).waitFor()
  const read = await page.request.get(`${product.server.url}/api/v1/rulesets/${ruleset}/draft`)
  return (await read.json()) as Draft
}

async function chooseTable(name: string, content: Uint8Array): Promise<void> {
  await page.locator('.table-tools input[type=file]').setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(content),
  })
}

it('a county on a template puts a tier between two others without thinking of an id', async () => {
  await open('tiers')
  await page.getByRole('heading', { name: '机构层级' }).first().waitFor()
  expect(await tiers()).toEqual(['村级', '乡镇级', '县（区）级', '三级医院'])
  await button(page, '在此之上添加层级：乡镇级').click()
  const form = page.getByRole('region', { name: '新层级，在“乡镇级”之上、“县（区）级”之下' })
  await form.waitFor()
  expect(await button(page, '添加层级').isDisabled()).toBe(true)
  await write(page, '层级名称（中文）', '中心乡镇级')
  await takePicture(page, 'code-lists-new-tier-zh')
  await button(page, '添加层级').click()
  await expect
    .poll(tiers, timeout)
    .toEqual(['村级', '乡镇级', '中心乡镇级', '县（区）级', '三级医院'])
  const row = page
    .locator('.code-table tr')
    .filter({ has: page.getByRole('rowheader', { name: 'tier', exact: true }) })
  await row.getByText('本地新增').waitFor()
  await takePicture(page, 'code-lists-tiers-zh')
})

it('the tier is saved in its place, in words for both languages, and nothing is wrong with the order', async () => {
  const { ruleset: saved, issues } = await save()
  const list = saved.codeSystems.find(({ id }) => id === 'tiers')
  expect(list?.codes.map(({ id }) => id)).toEqual([
    'village',
    'township',
    'tier',
    'county',
    'tertiary',
  ])
  expect(list?.codes[2]?.title).toEqual({ zh: '中心乡镇级', en: '中心乡镇级' })
  expect(issues.filter(({ path }) => path.startsWith('/codeSystems'))).toEqual([])
})

it('a table with problems changes nothing and says where each lies', async () => {
  await open('icd10-sample')
  await inTable('I63.9').waitFor()
  const wrong = '代码,名称\nC34.9,肺癌\nC34.9,支气管肺癌\nC 16,胃癌\n'
  await chooseTable('病种.csv', Buffer.from(wrong))
  await page.getByText('表格有 2 处问题，一行也没有导入。').waitFor()
  const problems = page.locator('.problem-table tbody tr')
  expect(await problems.allInnerTexts()).toEqual([
    expect.stringMatching(/^3\s+代码\s+C34\.9\s+与第 2 行重复/),
    expect.stringMatching(/^4\s+代码\s+C 16\s+“代码”应填不含空格和斜杠的代码/),
  ])
  await takePicture(page, 'code-lists-refused-zh')
  expect(await inTable('C34.9').count()).toBe(0)
})

it('a workbook is shown as what it would change, taken in, and undone with one press', async () => {
  const title = (zh: string) => ({ zh, en: zh })
  const workbook = await codeTable(
    {
      id: 'diseases',
      title: title('病种'),
      codes: [
        { id: 'C34.9', title: title('支气管或肺恶性肿瘤') },
        { id: 'I63.9', title: title('脑梗死（缺血性卒中）') },
        { id: 'J18.9', title: title('肺炎') },
      ],
    },
    { format: 'xlsx', language: 'zh' },
  )
  await chooseTable('病种.xlsx', workbook)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('新增（1）').waitFor()
  await dialog.getByText('改名（1）').waitFor()
  await dialog.getByText('脑梗死 → 脑梗死（缺血性卒中）').waitFor()
  expect(await dialog.getByText(/^删去/).count()).toBe(0)
  await dialog.getByText('替换', { exact: true }).click()
  await dialog.getByText('删去（29）').waitFor()
  await takePicture(page, 'code-lists-replace-zh')
  await dialog.getByText('合并', { exact: true }).click()
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await inTable('C34.9').waitFor()
  expect(await textbox(page, 'I63.9 的名称').inputValue()).toBe('脑梗死（缺血性卒中）')
  // The same name in Chinese keeps the English one that was there.
  expect(await textbox(page, 'J18.9 的英文名称').inputValue()).toBe('pneumonia')
  await takePicture(page, 'code-lists-imported-zh')
  await button(page, '撤销').click()
  await expect.poll(() => inTable('C34.9').count(), timeout).toBe(0)
  expect(await textbox(page, 'I63.9 的名称').inputValue()).toBe('脑梗死')
})

it('a list of its own is made from a name, and a parameter takes its codes from it', async () => {
  await button(page, '新建代码表').click()
  await write(page, '代码表名称（中文）', '本县病种')
  await write(page, '代码的名称（中文）', '尘肺')
  await takePicture(page, 'code-lists-new-zh')
  await button(page, '建立代码表').click()
  await page.getByRole('heading', { name: '本县病种' }).waitFor()
  await inTable('code').waitFor()
  await page.getByRole('button', { name: /^ICD-10 样例（节选）/ }).click()
  await page.getByRole('link', { name: /参数“乡镇卫生院病种目录/ }).click()
  await choose(page, '代码来自', '代码表“本县病种”')
  await expect.poll(source, timeout).toContain('代码表“本县病种”')
  await takePicture(page, 'code-lists-parameter-zh')
  await button(page, '撤销').click()
  await expect.poll(source, timeout).toContain('代码表“ICD-10 样例（节选）”')
  await button(page, '撤销').click()
})

it('a list says who uses it, leads there, and is handed out as a table', async () => {
  await open('icd10-sample')
  const waiting = page.waitForEvent('download')
  await button(page, '导出 Excel').click()
  expect((await waiting).suggestedFilename()).toBe('icd10-sample.xlsx')
  await page.getByRole('link', { name: /参数“.*急危重症.*”/ }).click()
  await expect.poll(source, timeout).toContain('代码表“ICD-10 样例（节选）”')
})
