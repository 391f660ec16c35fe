import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addUnits } from './add-units.ts'
import { button, choose, find, write } from './controls.ts'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

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
const ruleset = 'district-plan-demo'

it('a meeting of each quarter is said in the order a clerk thinks, and reads like a document', async () => {
  await page.goto(`${product.server.url}/rulesets/${ruleset}/scheduled-duties`)
  await button(page, '添加定期事项').click()
  await button(page, '添加到规则集').waitFor()
  expect(await button(page, '添加到规则集').isDisabled()).toBe(true)
  await page.getByText('还须填写：应办什么、由谁办、多久一次，何时为限').waitFor()
  await write(page, '应办什么（中文）', '召开联席会议')
  await choose(page, '办理方', '医共体的机构或部门')
  await choose(page, '部门或机构', '理事会')
  await choose(page, '多久一次', '每季度')
  await choose(page, '何时为限', '期满后一段时间内')
  await choose(page, '期满后多久的计法', '按时长')
  await write(page, '期满后多久', '15 个工作日')
  await page.getByRole('checkbox', { name: '须附文件（名称、文号或链接）' }).check()
  await button(page, '添加一项提醒').click()
  await write(page, '第 1 项提醒的内容（中文）', '会议逾期未开')
  await choose(page, '第 1 项提醒提醒谁', '卫生健康部门')
  await button(page, '添加依据').click()
  await write(page, '第 1 条依据的条款号', 'DP-16')
  await choose(page, '第 1 条依据的文件', '区域医疗服务共同体工作实施方案')
  await expect.poll(() => button(page, '添加到规则集').isEnabled(), timeout).toBe(true)
  await button(page, '添加到规则集').click()
  const sentence = page.locator('.drafted-sentence')
  await sentence.waitFor()
  await takePicture(page, 'scheduled-form-zh')
  expect(await sentence.innerText()).toBe(
    '理事会应当在每季度结束后 15 个工作日内召开联席会议；登记时附上文件，即为办结；逾期提醒卫生健康部门“会议逾期未开”。',
  )
})

it('the simulator plays it on unsaved rules: what is late and who is told, and what a record changes', async () => {
  await page.getByRole('link', { name: '模拟', exact: true }).click()
  await page.getByRole('radiogroup', { name: '模拟方式' }).getByText('定期事项').click()
  await find(page, '定期事项', '召开联席会议')
  const periods = page.getByRole('list', { name: '各期办理情况' }).getByRole('listitem')
  await expect.poll(() => periods.count(), timeout).toBeGreaterThan(3)
  expect(await periods.nth(0).innerText()).toContain('待办')
  const late = periods.nth(2)
  expect(await late.innerText()).toMatch(
    /逾期未办[\s\S]*理事会[\s\S]*之后提醒卫生健康部门：会议逾期未开/,
  )
  await late.getByRole('button', { name: /^登记/ }).click()
  await late.getByText('逾期办理').waitFor()
  await takePicture(page, 'simulator-schedule-zh')
  await late.getByRole('button', { name: /^删去/ }).click()
  await late.getByText('逾期未办').waitFor()
})

it('once published it is listed with what is late, recorded with its document, and withdrawn with a reason', async () => {
  await button(page, '保存').click()
  await page.getByText('已保存').first().waitFor()
  const draft = await page.evaluate(async (id) => {
    const reply = await fetch(`/api/v1/rulesets/${id}/draft`)
    return (await reply.json()) as { revision: number }
  }, ruleset)
  const published = await product.publish(ruleset, draft.revision)
  expect(published.status, JSON.stringify(published.body)).toBe(201)

  page = await product.signIn('assessor')
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(`${product.server.url}/scheduled`)
  const list = page.getByRole('list', { name: '定期事项' })
  const entry = list.getByRole('listitem', { name: /召开联席会议/ }).first()
  await entry.waitFor()
  // Nobody is claimed to have been reminded while no unit fills the office.
  expect(await entry.innerText()).toMatch(
    /逾期未办[\s\S]*应提醒卫生健康部门（会议逾期未开），但单位名录中没有单位承担它/,
  )
  await takePicture(page, 'scheduled-unreached-zh')
  await addUnits(product, ruleset, [{ id: 'HEALTH', title: '县卫健局', offices: ['health'] }])
  await page.reload()
  await entry.waitFor()
  await takePicture(page, 'scheduled-list-zh')
  expect(await entry.innerText()).toMatch(
    /逾期未办[\s\S]*应于 \d{4}-\d{2}-\d{2} 前办理（含当日）[\s\S]*已提醒卫生健康部门：会议逾期未开/,
  )
  await entry.getByRole('button', { name: /^登记/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '登记' }).click()
  // It takes a document: nothing is recorded without.
  await dialog.getByText('须有所附文件', { exact: false }).waitFor()
  await dialog.getByRole('textbox', { name: '文件名称' }).fill('联席会议纪要')
  await dialog.getByRole('textbox', { name: '文号' }).fill('〔2026〕1号')
  await takePicture(page, 'scheduled-record-zh')
  await dialog.getByRole('button', { name: '登记' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('近一年全部').click()
  const done = list
    .getByRole('listitem', { name: /召开联席会议/ })
    .filter({ hasText: '联席会议纪要' })
  await done.waitFor()
  expect(await done.innerText()).toMatch(/已办理|逾期办理/)
  await takePicture(page, 'scheduled-done-zh')
  await done.getByRole('button', { name: '撤回登记' }).click()
  await dialog.getByRole('textbox', { name: '撤回的理由' }).fill('登记错了季度')
  await dialog.getByRole('button', { name: '撤回登记' }).click()
  await expect.poll(() => done.count(), timeout).toBe(0)
})
