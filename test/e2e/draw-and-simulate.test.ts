import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { button, write } from './controls.ts'
import { openProduct, type Product } from './open-product.ts'

let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
})
afterAll(async () => {
  await product.close()
})

const patience = { timeout: 30_000 }
const highlighted = (): Promise<string[]> =>
  page.locator('.state-box-highlighted .state-box-title').allInnerTexts()
const stateBox = (title: string): Locator =>
  page.locator('.react-flow__node').filter({ has: page.getByText(title, { exact: true }) })

/** Presses a key again and again until a button of the header has nothing left to do; tells how often. */
async function pressUntilDisabled(key: string, name: string): Promise<number> {
  let presses = 0
  while (await button(page, name).isEnabled()) {
    await page.keyboard.press(key)
    presses += 1
    expect(presses).toBeLessThan(50)
  }
  return presses
}

it('a state and a transition are drawn', async () => {
  await page.goto(`${product.server.url}/rulesets/district-plan-demo/pathways`)
  await stateBox('草稿').waitFor()
  await button(page, '添加状态').click()
  await write(page, '名称（中文）', '电话咨询')
  await write(page, '名称（英文）', 'phone advice')
  await button(page, '显示全图').click()
  await page.getByLabel('状态：草稿（draft）').click()
  const target = page.getByRole('combobox', { name: '添加转移，转到……' })
  await target.click()
  await target.fill('电话咨询')
  await target.press('Enter')
  await page.getByRole('heading', { name: '草稿 → 电话咨询' }).waitFor()
  await button(page, '新事件').click()
  await page.getByText('事件的名称、发起方与填报内容').click()
  await write(page, '事件名称（中文）', '申请电话咨询')
  await write(page, '事件名称（英文）', 'ask for phone advice')
  await page.locator('.arrow-label').getByText('申请电话咨询').waitFor()
  await expect
    .poll(() => page.getByRole('region', { name: '规则集草稿' }).innerText(), patience)
    .toContain('有未保存的修改')
})

it('the simulator walks through what was drawn, unsaved as it is, and goes back in time', async () => {
  await page.getByRole('link', { name: '模拟' }).click()
  await page.getByText('走一遍路径', { exact: true }).click()
  await button(page, '开始').click()
  await expect.poll(highlighted, patience).toEqual(['草稿'])
  await button(page, '申请电话咨询').click()
  await expect.poll(highlighted, patience).toEqual(['电话咨询'])
  const log = page.getByRole('list', { name: '事件记录' }).getByRole('button')
  expect(await log.allInnerTexts()).toEqual([
    expect.stringMatching(/开始[\s\S]*→ 草稿/),
    expect.stringMatching(/申请电话咨询[\s\S]*→ 电话咨询/),
  ])
  await log.first().click()
  await expect.poll(highlighted, patience).toEqual(['草稿'])
  expect(await log.first().getAttribute('aria-current')).toBe('step')
  await log.last().click()
  await expect.poll(highlighted, patience).toEqual(['电话咨询'])
})

it.each([
  ['Ctrl', 'Control+z', 'Control+Shift+z'],
  ['Cmd', 'Meta+z', 'Meta+Shift+z'],
])(
  '%s+Z takes everything back to the last stroke, and it can be done again',
  async (_, undo, redo) => {
    await page.getByRole('link', { name: '路径' }).click()
    await stateBox('电话咨询').waitFor()
    const presses = await pressUntilDisabled(undo, '撤销')
    await expect.poll(() => stateBox('电话咨询').count(), patience).toBe(0)
    await page.getByText('已保存', { exact: true }).waitFor()
    // One press for each thing that was done: a state with two names, a transition, its event with two names.
    expect(presses).toBe(7)
    expect(await pressUntilDisabled(redo, '重做')).toBe(presses)
    await stateBox('电话咨询').waitFor()
    await page.locator('.arrow-label').getByText('申请电话咨询').waitFor()
    await page.getByText('有未保存的修改', { exact: true }).waitFor()
  },
)
