import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerEverything } from '../e2e/answer-everything.ts'
import { button, choose, find, write } from '../e2e/controls.ts'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { takePicture } from '../e2e/take-picture.ts'

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

const timeout = { timeout: 60_000 }
const county = '临川县医共体规则'
const document = '临川县县域医共体建设实施办法'
let id = ''

/** Opens a page of the editor by its name in the menu. */
async function open(name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
}

/** Says on which clause of the county's own document what is being made rests. */
async function cite(clause: string): Promise<void> {
  await button(page, '添加依据').click()
  await write(page, '第 1 条依据的条款号', clause)
  await choose(page, '第 1 条依据的文件', document)
}

it('a county is begun from the neutral base by its name alone', async () => {
  await page.goto(`${product.server.url}/adapt/county-base`)
  await write(page, '县区规则集名称（中文）', county)
  await answerEverything(page)
  await takePicture(page, 'four-adapt-zh')
  await button(page, '建立草稿').click()
  await page.waitForURL(/\/rulesets\/[^/]+\/pathways/)
  id = /\/rulesets\/([^/]+)\//.exec(page.url())?.[1] ?? ''
  await page.getByText(county).first().waitFor()
  expect(id).toMatch(/^county(-\d+)?$/)
})

it('its own document is entered with clauses in their own numbering', async () => {
  await open('依据文件')
  await page.getByRole('textbox', { name: '新文件的名称' }).fill(document)
  await page.keyboard.press('Enter')
  const form = page.getByRole('region', { name: '文件信息' })
  await form.getByRole('textbox', { name: '文号' }).fill('临政办发〔2026〕3号')
  await form.getByRole('textbox', { name: '印发日期' }).fill('2026-01-05')
  const clauses = [
    ['第五条', '结余资金由县级医院、片区医疗中心、乡镇卫生院、村卫生室按 5:2:2:1 分配。'],
    ['第六条', '超支部分由牵头医院承担 70%，成员单位承担 30%。'],
    ['第十二条', '收到转诊申请后，应当在 4 个工作小时内受理；逾期由值班室督办。'],
    ['三(二)2', '下转患者由接收单位在 7 天内随访。'],
    ['第二十条', '分配方案经财政、人社、卫健、医保四部门批准后生效。'],
  ] as const
  for (const [at, [number, wording]] of clauses.entries()) {
    await form.getByRole('button', { name: '添加条款原文' }).click()
    await write(page, `第 ${at + 1} 个条款的编号`, number)
    await form.getByRole('textbox', { name: `“${number}”的原文` }).fill(wording)
    await form.getByRole('textbox', { name: `“${number}”的原文` }).blur()
  }
  await takePicture(page, 'four-sources-zh')
  expect(await page.getByRole('textbox', { name: /个条款的编号$/ }).count()).toBe(clauses.length)
})

it('an area centre is put between township and county', async () => {
  await open('代码表')
  await button(page, '在此之上添加层级：乡镇级').click()
  await write(page, '层级名称（中文）', '片区医疗中心')
  await button(page, '添加层级').click()
  await expect
    .poll(() => page.locator('.tiers strong').allInnerTexts(), timeout)
    .toEqual(['村级', '乡镇级', '片区医疗中心', '县（区）级', '三级医院'])
  await takePicture(page, 'four-tiers-zh')
})

it('a surplus is split 5:2:2:1 among four parties, and an overspend borne 70/30', async () => {
  await open('考核与基金')
  await choose(page, '考核与基金的内容', '医保基金')
  await button(page, '添加医保基金').click()
  await write(page, '基金名称（中文）', '临川县城乡居民医保基金')
  await write(page, '自何日起施行', '2026-01-01')
  await write(page, '总预算占筹集总额的比例', '95%')
  const parties = [
    ['县级医院', '5', '县（区）级的各单位'],
    ['片区医疗中心', '2', '片区医疗中心的各单位'],
    ['乡镇卫生院', '2', '乡镇级的各单位'],
    ['村卫生室', '1', '村级的各单位'],
  ] as const
  for (const [at, [name, parts, units]] of parties.entries()) {
    const label = `第 ${at + 1} 个分配方`
    if (at > 0) await button(page, '添加分配方').click()
    await write(page, `${label}：名称（中文）`, name)
    await write(page, `${label}：份数`, parts)
    await choose(page, `${label}：分给哪些单位`, units)
    await choose(page, `${label}：单位之间按什么分`, '按服务人口')
  }
  for (const [at, [name, part]] of [
    ['牵头医院', '70%'],
    ['成员单位', '30%'],
  ].entries()) {
    const label = `第 ${at + 1} 个承担方`
    if (at > 0) await button(page, '添加承担方').click()
    await write(page, `${label}：名称（中文）`, name ?? '')
    // Until the parts are a whole, or one is left the rest, nothing is taken.
    expect(await button(page, '添加到规则集').isDisabled()).toBe(true)
    await write(page, `${label}：承担的比例`, part ?? '')
  }
  await write(page, '政策因素超支的承担方（中文）', '县财政')
  await cite('第五条')
  await takePicture(page, 'four-fund-zh')
  await button(page, '添加到规则集').click()
  await page.getByRole('heading', { name: '临川县城乡居民医保基金' }).waitFor()
})

it('departments and duty rooms are named, and four departments approve the plan', async () => {
  await open('部门和程序')
  const departments = ['县财政局', '县人社局', '县卫健局', '县医保局']
  for (const name of ['医共体理事会', ...departments, '值班室']) {
    await write(page, '新部门的名称（中文）', name)
    await button(page, '添加部门').click()
  }
  await choose(page, '值班室：属于', '各单位')
  await write(page, '程序名称（中文）', '结余分配方案审批')
  await choose(page, '由谁起草并宣布生效', '医共体理事会')
  for (const name of departments) await choose(page, '由哪些部门批准', name)
  await cite('第二十条')
  await takePicture(page, 'four-procedure-zh')
  await button(page, '建立程序').click()
  await page.waitForURL(/pathway=/)
  const chart = page.locator('.react-flow')
  await chart.getByText('县医保局批准').first().waitFor()
  for (const name of departments)
    expect(await chart.getByText(`${name}批准`).count()).toBeGreaterThan(0)
})

it('a request is taken within four working hours, or the duty room is told', async () => {
  await open('工作日历')
  for (const [number, from, to] of [
    [1, '8:00', '12:00'],
    [2, '14:00', '18:00'],
  ] as const) {
    await button(page, '添加一段').click()
    await write(page, `第 ${number} 段的上班时间`, from)
    await write(page, `第 ${number} 段的下班时间`, to)
    await expect.poll(() => button(page, '添加一段').isEnabled(), timeout).toBe(true)
  }
  await open('应办事项')
  await button(page, '添加应办事项').click()
  await write(page, '应办什么（中文）', '受理转诊申请')
  await choose(page, '在哪条路径', '双向转诊')
  await choose(page, '由谁办', '转入单位')
  await choose(page, '起算方式', '个案进入某个状态')
  await find(page, '何时起算', '已申请')
  await choose(page, '期限的计法', '按时长')
  await write(page, '期限', '4 个工作小时')
  await choose(page, '怎样算办结的方式', '发生了某个事件')
  await find(page, '怎样算办结', '受理审核')
  await button(page, '添加一项提醒').click()
  await write(page, '第 1 项提醒的内容（中文）', '受理逾期，请督办')
  await choose(page, '第 1 项提醒提醒谁', '转入单位')
  await choose(page, '第 1 项提醒提醒的岗位', '值班室')
  await cite('第十二条')
  await button(page, '添加到规则集').click()
  const sentence = page.locator('.drafted-sentence')
  await expect
    .poll(() => sentence.innerText(), timeout)
    .toContain('转入单位应当在 4 个工作小时内受理转诊申请')
})

it('a patient stepped down is followed up within seven days, without a state being drawn', async () => {
  await button(page, '添加应办事项').click()
  await write(page, '应办什么（中文）', '随访下转患者')
  await choose(page, '在哪条路径', '双向转诊')
  await choose(page, '由谁办', '转入单位')
  await choose(page, '起算方式', '个案进入某个状态')
  await find(page, '何时起算', '已接诊')
  await choose(page, '期限的计法', '按时长')
  await write(page, '期限', '7 天')
  await choose(page, '怎样算办结的方式', '发生了某个事件')
  await button(page, '新建登记事件，办妥后由办理方登记').click()
  await cite('三(二)2')
  await button(page, '添加到规则集').click()
  await expect
    .poll(() => page.locator('.drafted-sentence').innerText(), timeout)
    .toContain('转入单位应当在 7 天内随访下转患者；“登记：随访下转患者”即为办结')
  await takePicture(page, 'four-duty-zh')
})

it('published, its rule book reads like its document', async () => {
  await button(page, '保存').click()
  await page.getByText('已保存').first().waitFor()
  const read = await page.request.get(`${product.server.url}/api/v1/rulesets/${id}/draft`)
  const { revision } = (await read.json()) as { revision: number }
  const published = await product.publish(id, revision, '2026-02-01')
  expect([published.status, JSON.stringify(published.body).slice(0, 900)]).toEqual([
    201,
    expect.any(String),
  ])
  await page.goto(`${product.server.url}/rulesets/${id}/book`)
  await page.getByRole('region', { name: '应办事项' }).waitFor()
  const book = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
  await takePicture(page, 'four-book-zh')
  for (const words of [
    '县级医院、片区医疗中心、乡镇卫生院、村卫生室 ＝ 5 : 2 : 2 : 1',
    '超支分担：牵头医院 70% 超支分担：成员单位承担其余部分',
    '转入单位应当在 4 个工作小时内受理转诊申请；“受理审核”即为办结；逾期提醒转入单位的值班室“受理逾期，请督办”。 《临川县县域医共体建设实施办法》第十二条',
    '转入单位应当在 7 天内随访下转患者；“登记：随访下转患者”即为办结。 《临川县县域医共体建设实施办法》三(二)2',
    '下列各项先后不限，每项都由有关方自己办理： 县财政局办理“县财政局批准”。 县人社局办理“县人社局批准”。 县卫健局办理“县卫健局批准”。 县医保局办理“县医保局批准”。',
  ])
    expect(book).toContain(words)
})
