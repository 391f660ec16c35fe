import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findBarriers } from './find-barriers.ts'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

const ruleset = 'district-plan-demo'
const patience = { timeout: 30_000 }
let product: Product
let mine: Page
let theirs: Page

beforeAll(async () => {
  product = await openProduct()
  mine = await product.signIn('clerk')
  theirs = await product.signIn('clerk')
})
afterAll(async () => {
  await product.close()
})

const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(`${product.server.url}/rulesets/${ruleset}/${address}`)
}
const press = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click()
}

/** Opens the variance ceiling and types a value into its first line. */
async function typeCeiling(page: Page, value: string): Promise<void> {
  await open(page, 'parameters?at=/parameters/pathwayVarianceRateCeiling')
  const box = page.getByRole('textbox', { name: '变异率上限，自 2019-06-01 起', exact: true })
  await box.fill(value)
  await box.press('Enter')
}

/** The draft's revision and its variance ceiling, as the server keeps them. */
async function storedDraft(): Promise<{ revision: number; ceiling: unknown }> {
  const reply = await mine.request.get(`${product.server.url}/api/v1/rulesets/${ruleset}/draft`)
  const draft = (await reply.json()) as {
    revision: number
    ruleset: { parameters: { id: string; values: { value: unknown }[] }[] }
  }
  const found = draft.ruleset.parameters.find(({ id }) => id === 'pathwayVarianceRateCeiling')
  return { revision: draft.revision, ceiling: found?.values[0]?.value }
}

it('the second to save is told who saved what when, and nothing is overwritten', async () => {
  await typeCeiling(theirs, '11%')
  await typeCeiling(mine, '12%')
  await press(mine, '保存')
  await mine.getByText('已保存', { exact: true }).waitFor()
  const first = await storedDraft()
  expect(first.ceiling).toMatchObject({ numerator: 12, denominator: 100 })

  await press(theirs, '保存')
  const dialog = theirs.getByRole('dialog', { name: '别人已保存了更新的草稿' })
  await dialog.waitFor()
  expect(await dialog.innerText()).toMatch(
    /政策专员（演示） 在 \d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2} 保存了这份草稿/,
  )
  expect(await storedDraft()).toEqual(first)

  const download = theirs.waitForEvent('download')
  await dialog.getByRole('button', { name: '下载我的副本' }).click()
  expect((await download).suggestedFilename()).toBe(`${ruleset}-我的副本.json`)
  await dialog.getByRole('button', { name: '载入对方的草稿' }).click()
  const box = theirs.getByRole('textbox', { name: '变异率上限，自 2019-06-01 起', exact: true })
  await expect.poll(() => box.inputValue(), patience).toBe('12%')
  await theirs.getByText('已保存', { exact: true }).waitFor()
})

it('one press takes back one intent, across the pages it was done on', async () => {
  await typeCeiling(mine, '13%')
  await mine.getByRole('link', { name: '决策' }).click()
  await mine.getByRole('button', { name: /^转诊关系矩阵/ }).click()
  const cell = mine.getByRole('combobox', { name: '急危重症，第 1 行', exact: true })
  await cell.selectOption({ label: '是' })
  await mine.getByRole('link', { name: '路径' }).click()
  await press(mine, '添加状态')
  const added = mine.locator('.react-flow__node').getByText('新状态', { exact: true })
  await added.waitFor()

  await mine.keyboard.press('Control+z')
  await expect.poll(() => added.count(), patience).toBe(0)
  await mine.getByRole('link', { name: '决策' }).click()
  await mine.getByRole('button', { name: /^转诊关系矩阵/ }).click()
  expect(await cell.inputValue()).toBe('yes')
  await mine.keyboard.press('Control+z')
  await expect.poll(() => cell.inputValue(), patience).toBe('any')
  await mine.getByRole('link', { name: '参数' }).click()
  const value = mine.getByRole('row', { name: /^变异率上限/ }).locator('strong')
  expect(await value.innerText()).toBe('13%')
  await mine.keyboard.press('Control+z')
  await expect.poll(() => value.innerText(), patience).toBe('12%')
  await mine.getByText('已保存', { exact: true }).waitFor()
  for (let presses = 0; presses < 3; presses += 1) await mine.keyboard.press('Control+y')
  await expect.poll(() => value.innerText(), patience).toBe('13%')
  await mine.getByRole('link', { name: '路径' }).click()
  await added.waitFor()
})

it('leaving with unsaved edits asks first', async () => {
  await mine.getByText('有未保存的修改', { exact: true }).waitFor()
  await mine.getByRole('link', { name: '个案' }).click()
  const dialog = mine.getByRole('dialog')
  await dialog.getByText(/^这些修改留在这台电脑的浏览器里/).waitFor()
  await dialog.getByRole('button', { name: '留在本页' }).click()
  expect(mine.url()).toContain(`/rulesets/${ruleset}/pathways`)
  // Closing the window asks as well.
  const asked = mine.waitForEvent('dialog')
  const leaving = mine.goto(`${product.server.url}/cases`).catch(() => undefined)
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await leaving
  await mine.getByRole('link', { name: '个案' }).click()
  await mine.getByRole('button', { name: '离开，不保存' }).click()
  await mine.waitForURL('**/cases')
})

/** As a browser that went down leaves it: nobody is asked anything. */
async function openAnew(page: Page): Promise<Page> {
  // An edit is kept half a second after it was made.
  await page.waitForTimeout(1000)
  const anew = await page.context().newPage()
  await page.close({ runBeforeUnload: false })
  return anew
}

/** Has the copies in a browser be of an earlier format of rulesets, as an earlier version of the program left them. */
async function ageCopies(page: Page): Promise<void> {
  await page.goto(`${product.server.url}/cases`)
  const aged = await page.evaluate(async () => {
    const done = <Result>(asked: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result))
        asked.addEventListener('error', () => reject(asked.error))
      })
    const database = await done(indexedDB.open('jieli'))
    const copies = database.transaction('copies', 'readwrite').objectStore('copies')
    const found = await done(copies.getAll())
    for (const copy of found) {
      copy.edited.manifest.formatVersion -= 1
      await done(copies.put(copy))
    }
    database.close()
    return found.length
  })
  expect(aged).toBeGreaterThan(0)
}

it('edits that a browser went down with are offered again, to whoever made them, over what they rest on', async () => {
  const value = (page: Page) => page.getByRole('row', { name: /^变异率上限/ }).locator('strong')
  const offered = (page: Page) => page.getByText(/^这台电脑上留有 .* 未保存的修改$/)
  // What was left behind before, on purpose, is offered too.
  await open(mine, 'parameters')
  await offered(mine).waitFor()
  await press(mine, '丢弃这些修改')
  await mine.getByRole('tooltip').getByRole('button', { name: '丢弃这些修改' }).click()
  await offered(mine).waitFor({ state: 'detached' })

  await typeCeiling(mine, '11%')
  mine = await openAnew(mine)
  await ageCopies(mine)
  await open(mine, 'parameters')
  await offered(mine).waitFor()
  await mine.getByText(/恢复这一步可以撤销/).waitFor()
  expect(await value(mine).innerText()).toBe('12%')
  // Whatever stands above it, each page can be reached on a small screen.
  await mine.setViewportSize({ width: 1366, height: 768 })
  await takePicture(mine, 'local-copy-zh')
  await mine.getByRole('link', { name: '情景', exact: true }).click()
  await mine.getByRole('link', { name: '参数', exact: true }).click()
  expect(await findBarriers(mine)).toEqual([])
  await press(mine, '恢复这些修改')
  await expect.poll(() => value(mine).innerText(), patience).toBe('11%')
  await mine.getByText('有未保存的修改', { exact: true }).waitFor()
  // Another window of the same person is not offered what is edited in this one; nor is another person.
  const second = await mine.context().newPage()
  await open(second, 'parameters')
  await value(second).waitFor()
  await second.waitForTimeout(1000)
  expect(await offered(second).count()).toBe(0)
  await second.close()

  // Whoever saved and left at once left nothing.
  await press(mine, '保存')
  await mine.getByText('已保存', { exact: true }).waitFor()
  await mine.goto(`${product.server.url}/cases`)
  await open(mine, 'parameters')
  await value(mine).waitFor()
  await mine.waitForTimeout(1000)
  expect(await offered(mine).count()).toBe(0)

  // Somebody saves in between: what is restored then overwrites nothing.
  await typeCeiling(mine, '9%')
  mine = await openAnew(mine)
  await open(theirs, 'parameters')
  await typeCeiling(theirs, '10%')
  await press(theirs, '保存')
  await theirs.getByText('已保存', { exact: true }).waitFor()
  await open(mine, 'parameters')
  await mine.getByText(/之后草稿又保存过/).waitFor()
  await press(mine, '恢复这些修改')
  await expect.poll(() => value(mine).innerText(), patience).toBe('9%')
  await press(mine, '保存')
  const newer = mine.getByRole('dialog', { name: '别人已保存了更新的草稿' })
  await newer.getByRole('button', { name: '载入对方的草稿' }).click()
  await expect.poll(() => value(mine).innerText(), patience).toBe('10%')
  mine = await openAnew(mine)
  await open(mine, 'parameters')
  await value(mine).waitFor()
  await mine.waitForTimeout(1000)
  expect(await offered(mine).count()).toBe(0)
})
