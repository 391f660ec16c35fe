import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { button, choose, textbox, write } from '../e2e/controls.ts'
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

const timeout = { timeout: 30_000 }
const link = (name: string): Locator =>
  page.getByRole('navigation').getByRole('link', { name, exact: true })

const title = '受理转诊申请'

it('office hours are written in words', async () => {
  await page.goto(`${product.server.url}/rulesets/district-plan-demo/calendar`)
  for (const [number, from, to] of [
    [1, '8:00', '12:00'],
    [2, '14：00', '17:30'],
  ] as const) {
    await button(page, '添加一段').click()
    await write(page, `第 ${number} 段的上班时间`, from)
    await write(page, `第 ${number} 段的下班时间`, to)
    await expect.poll(() => button(page, '添加一段').isEnabled(), timeout).toBe(true)
  }
  expect(await textbox(page, '第 2 段的上班时间').inputValue()).toBe('14:00')
})

it('a party that takes part in the pathway is added, and can be undone', async () => {
  await link('路径').click()
  await button(page, '添加参与方').click()
  expect(await button(page, '添加').isDisabled()).toBe(true)
  await write(page, '新参与方名称（中文）', '值班室')
  await choose(page, '新参与方由哪个事实写明单位', '转入单位')
  await button(page, '添加').click()
  await page.getByText('参与方（3）').waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText('参与方（2）').waitFor()
  await page.keyboard.press('Control+Shift+z')
  await page.getByText('参与方（3）').waitFor()
})

it('a duty is said in the order a clerk thinks, and nothing is chosen for the clerk', async () => {
  await link('应办事项').click()
  await button(page, '添加应办事项').click()
  await button(page, '添加到规则集').waitFor()
  expect(await button(page, '添加到规则集').isDisabled()).toBe(true)
  await page.getByText('还须填写：应办什么、在哪条路径、由谁办、何时起算、怎样算办结').waitFor()
  await write(page, '应办什么（中文）', title)
  await choose(page, '在哪条路径', '双向转诊')
  await choose(page, '由谁办', '转入单位')
  await choose(page, '起算方式', '个案进入某个状态')
  await choose(page, '何时起算', '已申请')
  await choose(page, '期限的计法', '按时长')
  await write(page, '期限', '4 个工作小时')
  await choose(page, '怎样算办结的方式', '发生了某个事件')
  await choose(page, '怎样算办结', '受理审核')
  await button(page, '添加一项提醒').click()
  await write(page, '第 1 项提醒的内容（中文）', '受理逾期')
  await choose(page, '第 1 项提醒提醒谁', '值班室')
  await button(page, '添加依据').click()
  await write(page, '第 1 条依据的条款号', 'DP-37')
  await choose(page, '第 1 条依据的文件', '区域医疗服务共同体工作实施方案')
  await expect.poll(() => button(page, '添加到规则集').isEnabled(), timeout).toBe(true)
  await button(page, '添加到规则集').click()
  const sentence = page.locator('.drafted-sentence')
  await sentence.waitFor()
  await takePicture(page, 'duty-form-zh')
  const words = await sentence.innerText()
  expect(words).toContain('已申请”后，转入单位应当在 4 个工作小时内受理转诊申请')
  expect(words).toContain('逾期提醒值班室“受理逾期”。')
})

it('a change that is not finished changes nothing until it is', async () => {
  const before = await page.locator('.drafted-sentence').innerText()
  await choose(page, '起算方式', '发出了某项通知')
  await page.getByText('修改还没有填完，暂未生效', { exact: false }).waitFor()
  expect(await page.locator('.drafted-sentence').innerText()).toBe(before)
  await choose(page, '起算方式', '个案进入某个状态')
  await choose(page, '何时起算', '已申请')
  await page.getByText('修改还没有填完，暂未生效', { exact: false }).waitFor({ state: 'hidden' })
  expect(await page.locator('.drafted-sentence').innerText()).toBe(before)
})

it('it is seen on the chart, and the chart leads to it', async () => {
  await link('路径').click()
  const mark = page.locator('.duty-mark[title*="受理转诊申请"]')
  await mark.first().waitFor()
  await takePicture(page, 'duty-chart-zh')
  expect(await mark.count()).toBe(1)
  expect(await mark.getAttribute('title')).toBe('由此起算的应办事项：受理转诊申请')
  await page.getByLabel('状态：已申请（submitted）').click()
  const toDuty = page.getByRole('link', { name: '由此起算：受理转诊申请' })
  await toDuty.waitFor()
  await toDuty.scrollIntoViewIfNeeded()
  await toDuty.click()
  await page.getByRole('heading', { name: title }).waitFor()
})

it('the simulator plays it starting, late and kept', async () => {
  await link('模拟').click()
  const pick = page.getByRole('combobox', { name: '从情景载入' })
  await pick.click()
  await pick.fill('审核超时后记录患者自己的选择')
  await pick.press('Enter')
  await button(page, '开始').click()
  await button(page, '提交转诊申请').click()
  const duties = page.getByRole('list', { name: '应办事项', exact: true })
  const log = page.getByRole('list', { name: '事件记录' })
  // Begun at 09:00: three hours until noon, and one from 14:00 on.
  await duties.getByText('待办', { exact: true }).waitFor()
  expect(await duties.innerText()).toMatch(/受理转诊申请[\s\S]*转入单位 · 2025-03-03 15:00 到期/)
  expect(await log.innerText()).toContain('应办事项“受理转诊申请”：开始计时')
  await button(page, '让它到期：受理转诊申请').click()
  expect(await log.innerText()).toContain('应办事项“受理转诊申请”：已逾期')
  await page.getByRole('list', { name: '通知与任务' }).getByText('受理逾期').waitFor()
  await button(page, '＋1 小时').click()
  await duties.getByText('逾期未办', { exact: true }).waitFor()
  await takePicture(page, 'duty-simulated-zh')
  await button(page, '受理审核').click()
  await duties.getByText('逾期办理', { exact: true }).waitFor()
  expect(await log.innerText()).toContain('应办事项“受理转诊申请”：已办理')
})

it('the rule book has it as the document would say it', async () => {
  await page.keyboard.press('Control+s')
  await page.getByText('草稿已保存').first().waitFor()
  const draft = `${product.server.url}/api/v1/rulesets/district-plan-demo/draft`
  const { revision } = (await (await page.request.get(draft)).json()) as { revision: number }
  const published = await product.publish('district-plan-demo', revision)
  expect([published.status, JSON.stringify(published.body).slice(0, 600)]).toEqual([
    201,
    expect.any(String),
  ])
  await page.goto(`${product.server.url}/rulesets/district-plan-demo/book`)
  const chapter = page.getByRole('region', { name: '应办事项' })
  await chapter.waitFor()
  await takePicture(page, 'duty-book-zh')
  expect(await chapter.innerText()).toContain(
    '转入单位应当在 4 个工作小时内受理转诊申请；“受理审核”即为办结；逾期提醒值班室“受理逾期”。',
  )
  await chapter.scrollIntoViewIfNeeded()
})

it('reads in English too', async () => {
  const english = await product.signIn('clerk', 'en')
  await english.setViewportSize({ width: 1366, height: 768 })
  await english.goto(`${product.server.url}/rulesets/district-plan-demo/book`)
  const chapter = english.getByRole('region', { name: 'Duties', exact: true })
  await chapter.waitFor()
  expect(await chapter.innerText()).toContain('the receiving unit must')
  await chapter.scrollIntoViewIfNeeded()
  await english.goto(`${product.server.url}/rulesets/district-plan-demo/duties`)
  await english.locator('.drafted-sentence').waitFor()
  await english.goto(`${product.server.url}/rulesets/district-plan-demo/calendar`)
  await english.getByRole('heading', { name: 'Calendar' }).waitFor()
  await english.goto(`${product.server.url}/rulesets/district-plan-demo/pathways`)
  await english.locator('.duty-mark').first().waitFor()
  await english.getByText('Parties (3)').scrollIntoViewIfNeeded()
})

it('taking it away is undone with one stroke', async () => {
  await page.goto(`${product.server.url}/rulesets/district-plan-demo/duties`)
  const item = page.getByRole('navigation', { name: '应办事项' }).getByText(title)
  await item.click()
  await button(page, '删除应办事项').click()
  await expect.poll(() => item.count(), timeout).toBe(0)
  await page.keyboard.press('Control+z')
  await item.waitFor()
})
