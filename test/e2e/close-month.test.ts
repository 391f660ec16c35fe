import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'
import { sampleCounty, sampleMonth, sampleTables } from './sample-month.ts'

const patience = { timeout: 30_000 }
let product: Product
let assessor: Page
let doctor: Page
let leader: Page
let tables: ReadonlyMap<string, string>
let firstRun = ''

beforeAll(async () => {
  tables = await sampleTables()
  product = await openProduct()
  assessor = await product.signIn('assessor')
  doctor = await product.signIn('doctor')
  leader = await product.signIn('leader')
})
afterAll(async () => {
  await product.close()
})

const close = () => `${product.server.url}/assessment/${sampleCounty}/close?period=${sampleMonth}`
const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true })

/** Chooses an option of one of the kit's lists. */
async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).click()
  await page.locator('.ant-select-item-option').getByText(option, { exact: true }).click()
}

async function bringIn(name: string, table: string): Promise<void> {
  await assessor.locator('input[type=file]').setInputFiles({
    name: `${name}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(table),
  })
}

/** The table of figures of the month with one figure of a unit written otherwise. */
function valuesWith(unit: string, fact: string, value: string): string {
  return (tables.get('values') ?? '')
    .split('\n')
    .map((line) => {
      const cells = line.split(',')
      return cells[0] === unit && cells[1] === sampleMonth && cells[2] === fact
        ? [...cells.slice(0, 3), value, ...cells.slice(4)].join(',')
        : line
    })
    .join('\n')
}

function figureOf(unit: string, fact: string): string {
  const line = (tables.get('values') ?? '')
    .split('\n')
    .find((one) => one.startsWith(`${unit},${sampleMonth},${fact},`))
  return line?.split(',')[3] ?? ''
}

it('units come in, and a table with one bad cell is refused whole, told by row and column', async () => {
  await assessor.goto(close())
  await choose(assessor, '表格种类', '单位名录')
  await bringIn('units', tables.get('units') ?? '')
  await assessor.getByText('已导入 6 行（units.csv）').waitFor()
  await assessor.getByText('6 个单位', { exact: true }).waitFor()

  await choose(assessor, '表格种类', '考核数据')
  const wrong = valuesWith('T01', 'chronic.attained', '四十')
  const row = wrong.split('\n').findIndex((line) => line.includes('四十')) + 1
  await bringIn('values', wrong)
  const problem = assessor.locator('.problem-table tbody tr').first()
  await problem.waitFor()
  expect(await problem.innerText()).toMatch(new RegExp(`^${row}\\s+数值\\s+四十`))
  await assessor.getByText('一行也没有导入。请在原表中改正后重新选择文件。').waitFor()
  // Nothing of it came in: every unit still lacks its figures.
  await assessor.getByText('6 个单位缺数据').waitFor()
})

it('a template can be fetched to be filled in', async () => {
  const [file] = await Promise.all([
    assessor.waitForEvent('download'),
    button(assessor, '下载 CSV 模板').click(),
  ])
  expect(file.suggestedFilename()).toBe(`values-${sampleMonth}.csv`)
})

it('figures and cases come in, what is missing is told and entered by hand', async () => {
  const without = valuesWith('T01', 'satisfaction.valid', '')
    .split('\n')
    .filter((line) => !line.startsWith(`T01,${sampleMonth},satisfaction.valid,`))
    .join('\n')
  await bringIn('values', without)
  await assessor.getByText(/^已导入 \d+ 行（values\.csv）$/).waitFor()
  await choose(assessor, '表格种类', '病例和转诊')
  await choose(assessor, '哪条路径的病例', '双向转诊')
  await bringIn('referral', tables.get('cases-referral') ?? '')
  await assessor.getByText(/^已导入 \d+ 行（referral\.csv）$/).waitFor()
  await choose(assessor, '哪条路径的病例', '临床路径病例')
  await bringIn('episodes', tables.get('cases-inpatientEpisode') ?? '')
  await assessor.getByText(/^已导入 \d+ 行（episodes\.csv）$/).waitFor()

  const valid = figureOf('T01', 'satisfaction.valid')
  const missing = assessor.locator('.missing-list li').filter({ hasText: '样例01镇卫生院' })
  await expect.poll(() => missing.innerText(), patience).toContain('有效答卷数')
  await missing.getByRole('button').click()
  const entry = assessor.locator('.entry-table tr').filter({ hasText: '有效答卷数' }).first()
  await entry.getByRole('textbox', { name: '填报：有效答卷数' }).fill(valid)
  await entry.getByRole('textbox', { name: '填报：有效答卷数' }).press('Enter')
  await button(assessor, '保存 1 项填报').click()
  await expect.poll(() => missing.count(), patience).toBe(0)
})

it('a month is computed, ranked and explained down to the cases', async () => {
  await button(assessor, '计算 2025 年 10 月').click()
  await assessor.getByRole('heading', { name: /2025 年 10 月考核结果\s*初算/ }).waitFor()
  firstRun = assessor.url()
  const row = assessor.getByRole('row').filter({ hasText: '样例01镇卫生院' }).first()
  expect(await row.innerText()).toMatch(/\d 样例01镇卫生院|样例01镇卫生院[\s\S]*分/)
  await row.getByRole('link').click()
  await button(assessor, '“慢性病管理达标率”是怎么算的').click()
  const details = assessor.locator('.indicator-details')
  expect(await details.innerText()).toMatch(/管理达标的慢病患者数[\s\S]*在管慢病患者数[\s\S]*导入/)
  await button(assessor, '收起：慢性病管理达标率').click()
  await button(assessor, '“转诊合规率”是怎么算的').click()
  await assessor
    .getByRole('button', { name: /查看病例：/ })
    .first()
    .click()
  await expect
    .poll(() => assessor.locator('.contributing-cases tbody').innerText(), patience)
    .toMatch(/RS0000/)
})

it('a unit objects to a number, and the answer opens the way to a correction', async () => {
  await doctor.goto(`${firstRun}/cards/T01`)
  await button(doctor, '对“慢性病管理达标率”提出异议').click()
  await doctor.getByRole('textbox', { name: '异议理由' }).fill('漏计了 3 名达标患者')
  await button(doctor.getByRole('dialog'), '提交').click()
  await doctor.locator('.objections').getByText('漏计了 3 名达标患者').waitFor()

  // Other units are not this doctor's to see.
  await doctor.goto(`${firstRun}/cards/D01`)
  await doctor.getByText('它不在您可以查看的单位之内').waitFor()
  expect(await doctor.getByRole('button', { name: /提出异议/ }).count()).toBe(0)

  await assessor.goto(firstRun)
  await button(assessor.locator('.objections'), '答复').click()
  await assessor.getByRole('textbox', { name: '答复意见' }).fill('经核对属实，予以更正')
  await button(assessor.getByRole('dialog'), '提交').click()
  await assessor.locator('.objections').getByText('经核对属实，予以更正').waitFor()
})

it('a correction is a new run, and the old one stays to be seen', async () => {
  const before = await scoreOf(assessor)
  await button(assessor.locator('.objections'), '更正').click()
  const dialog = assessor.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '更正理由' }).fill('补计 3 名达标患者')
  const figure = dialog.getByRole('textbox', { name: '填报：管理达标的慢病患者数' })
  const now = Number(/现为 (\d+)/.exec(await dialog.innerText())?.[1])
  await figure.fill(String(now + 3))
  await figure.press('Tab')
  await button(dialog, '更正并重算').click()
  await expect.poll(() => assessor.url(), patience).not.toBe(firstRun)
  await assessor.getByText('本结果是更正后重新计算的。').waitFor()
  expect(await scoreOf(assessor)).toBeGreaterThanOrEqual(before)
  const corrected = assessor.url()

  await assessor.getByRole('link', { name: '查看被更正的结果' }).click()
  await assessor.getByText('本结果已被更正，保留备查。').waitFor()
  expect(await scoreOf(assessor)).toBe(before)
  await assessor.goto(corrected)
})

it('a run is reviewed by one and made final by another, and gives the same bytes again', async () => {
  await button(assessor, '复核通过').click()
  await assessor.getByRole('heading', { name: /已复核/ }).waitFor()
  expect(await button(assessor, '定稿').count()).toBe(0)
  await leader.goto(assessor.url())
  await button(leader, '定稿').click()
  await leader.locator('.ant-popconfirm').getByRole('button', { name: '定稿' }).click()
  await leader.getByRole('heading', { name: /已定稿/ }).waitFor()
  await button(leader, '原样重算').click()
  await leader.getByText('已从留存的记录重算，结果逐字节一致。').waitFor()
})

it('the report of the month is printed on A4 with every unit and the lines to sign', async () => {
  await leader.getByRole('link', { name: '打印月报' }).click()
  const report = leader.getByRole('article')
  await report.waitFor()
  const words = await report.innerText()
  expect(words).toMatch(/2025 年 10 月考核报告/)
  expect(words).toMatch(/已定稿/)
  expect(words).toMatch(/出径率[\s\S]*按完成率理解/)
  expect(words).toMatch(/审定\s+医共体负责人（演示）/)
  expect(await report.locator('.report-card').count()).toBe(6)
  await leader.emulateMedia({ media: 'print' })
  expect(await leader.locator('.top-bar').isVisible()).toBe(false)
  const pdf = await leader.pdf({ preferCSSPageSize: true })
  const boxes = pdf.toString('latin1').match(/\/MediaBox ?\[[^\]]+\]/g) ?? []
  expect(boxes.length).toBeGreaterThan(1)
  // A4 in points.
  expect(boxes[0]).toMatch(/59[456]\.\d+ 841\.\d+/)
  await leader.emulateMedia({ media: 'screen' })
})

/** The score of the township centre on the page of a run. */
async function scoreOf(page: Page): Promise<number> {
  const row = page.getByRole('row').filter({ hasText: '样例01镇卫生院' }).first()
  await row.waitFor()
  return Number(/([\d.]+) 分/.exec(await row.innerText())?.[1])
}
