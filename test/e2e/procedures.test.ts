import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addUnits } from './add-units.ts'
import { button, choose } from './controls.ts'
import { makeAccount } from './make-account.ts'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

const ruleset = 'district-plan-demo'
const timeout = { timeout: 30_000 }
let product: Product
let lead: Page
let finance: Page
let plan = ''

const bodies = [
  { id: 'COUNCIL', title: '医共体理事会', offices: ['council'] },
  { id: 'FIN', title: '县财政局', offices: ['finance'] },
  { id: 'HR', title: '县人社局', offices: ['human-resources'] },
  { id: 'HEALTH', title: '县卫健局', offices: ['health'] },
  { id: 'GOV', title: '县政府办', offices: ['government'] },
]

const event = (page: Page, title: string): Locator =>
  page.locator('.event').filter({ has: page.getByText(title, { exact: true }) })

/** What another department says, by its hospital system. */
async function send(type: string): Promise<number> {
  const reply = await fetch(`${product.server.url}/api/v1/cases/${plan}/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${product.apiKey}`,
    },
    body: JSON.stringify({ type }),
  })
  return reply.status
}

beforeAll(async () => {
  product = await openProduct()
  await addUnits(product, ruleset, bodies)
  const assessor = await product.signIn('assessor')
  const summary = await assessor.request.get(`${product.server.url}/api/v1/rulesets/${ruleset}`)
  const { county } = (await summary.json()) as { county: string }
  await makeAccount(product, 'caizheng', { role: 'caseWorker', county, units: ['FIN'] })
  lead = await product.signIn('office')
}, 120_000)
afterAll(async () => {
  await product.close()
})

it('a procedure that some office is missing for says what to do', async () => {
  await lead.goto(`${product.server.url}/procedures`)
  await button(lead, '发起').waitFor()
  await takePicture(lead, 'procedures-begin-zh')
  await choose(lead, '选择程序', '医疗收入和结余分配方案的生效程序')
  // The plan is on paper: no draft of the rules is to be approved with it.
  await lead.getByRole('checkbox', { name: /就规则集现在的草稿发起/ }).uncheck()
  await button(lead, '发起').click()
  const told = lead.getByRole('alert')
  await told.waitFor()
  expect(await told.innerText()).toContain('还没有单位承担“牵头单位（县（区）级医院）”')
})

it('the office is chosen for a unit in the list of units', async () => {
  const page = await product.signIn('assessor')
  await page.goto(`${product.server.url}/assessment/${ruleset}/close`)
  await button(page, '编辑名录').click()
  await page
    .getByRole('combobox', { name: /县.*医院.*承担的部门/ })
    .first()
    .waitFor(timeout)
  await takePicture(page, 'unit-offices-zh')
  const row = page.locator('tr').filter({ has: page.locator('input[value="D01"]') })
  await row.getByRole('combobox', { name: /承担的部门/ }).click()
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: '牵头单位' })
    .first()
    .click()
  await page.keyboard.press('Escape')
  await takePicture(page, 'unit-offices-zh')
  await button(page, '保存名录').click()
  await expect.poll(() => button(page, '保存名录').count(), timeout).toBe(0)
})

it('the lead unit begins it without filling anything in', async () => {
  await button(lead, '发起').click()
  await lead.waitForURL(/\/cases\//)
  plan = lead.url().split('/').at(-1) ?? ''
  await event(lead, '草案提交理事会').waitFor()
  await button(lead, '办理：草案提交理事会').click()
  await event(lead, '理事会讨论通过').waitFor()
  expect(await event(lead, '理事会讨论通过').innerText()).toContain('只能由理事会')
})

it('a department finds what waits for it on its first page, and approves in its own account', async () => {
  expect(await send('discuss')).toBe(200)
  finance = await product.signIn('caizheng')
  const waiting = finance
    .getByRole('region', { name: '待办' })
    .getByRole('listitem')
    .filter({ hasText: '医疗收入和结余分配方案的生效程序' })
  await waiting.getByText('等待财政部门、人社部门、卫生健康部门办理').waitFor()
  await takePicture(finance, 'procedures-waiting-zh')
  await waiting.getByRole('link').click()
  await event(finance, '财政部门批准').waitFor()
  // What is for another department is shut to it, and says so.
  await event(finance, '人社部门批准').getByText('只能由人社部门', { exact: false }).waitFor()
  await expect
    .poll(
      async () => await finance.locator('.state-box-highlighted .state-box-title').allInnerTexts(),
      timeout,
    )
    .toContain('三部门批准')
  await takePicture(finance, 'procedure-approve-zh')
  await button(finance, '办理：财政部门批准').click()
  await expect
    .poll(async () => await finance.locator('.case-history').innerText(), timeout)
    .toContain('财政部门批准')
  await finance.goto(`${product.server.url}/procedures`)
  await finance.getByText('等待人社部门、卫生健康部门办理').waitFor()
  expect(await finance.getByRole('region', { name: '等待本单位办理的程序' }).count()).toBe(0)
})

it('it comes in force once all have approved and it is on file, and not before', async () => {
  expect(await send('filePlan')).toBe(409)
  for (const type of ['approve-human-resources', 'approve-health', 'filePlan'])
    expect(await send(type)).toBe(200)
  await lead.goto(`${product.server.url}/procedures`)
  await lead
    .getByRole('region', { name: '等待本单位办理的程序' })
    .getByRole('link', { name: '医疗收入和结余分配方案的生效程序' })
    .click()
  await button(lead, '办理：宣布实施').click()
  await expect
    .poll(async () => await lead.getByRole('heading', { level: 1 }).innerText(), timeout)
    .toContain('已实施')
})

it('the rule book tells it as a document does', async () => {
  await lead.goto(`${product.server.url}/rulesets/${ruleset}/book`)
  const chapter = lead.locator('#procedures')
  await chapter.waitFor()
  const words = await chapter.innerText()
  expect(words).toContain('三部门批准（牵头单位负责）')
  expect(words).toContain('下列各项先后不限，每项都由有关方自己办理：')
  expect(words).toContain('财政部门办理“财政部门批准”。')
  await chapter.scrollIntoViewIfNeeded()
  await takePicture(lead, 'procedure-book-zh')
})
