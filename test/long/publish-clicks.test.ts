import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { takePicture } from '../e2e/take-picture.ts'

const county = 'qingyuan'
const title = '清源县医共体规则'
const patience = { timeout: 60_000 }
const because = '县医改领导小组会议同意延长，纪要已存档'

/** Every press of the mouse by either of the two persons. */
let clicks = 0
let product: Product
let clerk: Page
let publisher: Page

beforeAll(async () => {
  product = await openProduct()
  clerk = await product.signIn('clerk')
  publisher = await product.signIn('publisher')
  for (const page of [clerk, publisher]) await page.setViewportSize({ width: 1366, height: 768 })
  await makeCounty()
})
afterAll(async () => {
  await product.close()
})

async function click(target: Locator): Promise<void> {
  await target.click()
  clicks++
}

/** Clicks into a field and types: the click counts, the words do not. */
async function type(field: Locator, words: string): Promise<void> {
  await click(field)
  await field.fill(words)
  await field.blur()
}

/** Opens a plain list of choices and takes one: two clicks, though a browser under test does not paint the list. */
async function choose(list: Locator, label: string): Promise<void> {
  await click(list)
  await list.selectOption({ label })
  clicks++
}

/** A county on the plan with the sample values of the demonstration, still a draft. */
async function makeCounty(): Promise<void> {
  const api = `${product.server.url}/api/v1/rulesets`
  const read = await clerk.request.get(`${api}/district-plan-demo/draft`)
  const demo = (await read.json()) as {
    ruleset: { parameters: { id: string; values: { value: unknown; sample?: boolean }[] }[] }
  }
  const { items } = (await (
    await clerk.request.get(`${product.server.url}/api/v1/templates`)
  ).json()) as { items: { id: string; openParameters: { id: string }[] }[] }
  const plan = items.find(({ id }) => id === 'district-plan')
  const open = new Set(plan?.openParameters.map(({ id }) => id))
  const values = demo.ruleset.parameters.filter(({ id }) => open.has(id))
  const made = await clerk.request.post(api, {
    data: {
      id: county,
      title: { zh: title, en: 'Qingyuan county rules' },
      county,
      template: 'district-plan',
      parameters: Object.fromEntries(values.map(({ id, values: [first] }) => [id, first?.value])),
      from: '2025-01-01',
      sample: true,
    },
  })
  expect([made.status(), await made.text()]).toEqual([201, expect.anything()])
}

const link = (name: string) => clerk.getByRole('link', { name, exact: true })

/** Opens a decision and one of its rules, and gives the rule another outcome. */
async function giveOutcome(decision: string, rule: string, outcome: string): Promise<void> {
  const list = clerk.getByRole('navigation', { name: '决策、条件与事实' })
  await click(list.getByRole('button', { name: new RegExp(`^${decision}`) }))
  const card = clerk
    .locator('.rule-card')
    .filter({ has: clerk.locator('.rule-toggle strong').getByText(rule, { exact: true }) })
  await click(card.locator('.rule-toggle'))
  // The condition builder above has a list of outcomes too; the rule's own is the plain one.
  await choose(card.locator('select[aria-label="结论"]'), outcome)
}

it('an unusual value and at least 60 changed scenarios are published in at most 25 clicks of two persons', async () => {
  await clerk.goto(`${product.server.url}/rulesets`)
  await publisher.goto(`${product.server.url}/rulesets`)
  const opens = (page: Page) => page.getByRole('button', { name: `打开 ${title}`, exact: true })
  await click(opens(clerk))
  await click(link('决策'))
  await giveOutcome('上转判定', '乡镇上转县（区）级', '须写明理由')
  await giveOutcome('转回判定', '可以转回', '须写明理由')
  await giveOutcome('结余分配前提', '条件齐备', '须写明理由')
  await click(link('参数'))
  await click(clerk.locator('.rule-toggle').filter({ hasText: 'reviewTimeLimit' }))
  await type(
    clerk.getByRole('textbox', { name: '审核时限，自 2025-01-01 起', exact: true }),
    '3650 小时',
  )

  await click(link('情景'))
  const groups = clerk.getByRole('region', { name: /个沿用的情景结果与原来不同/ })
  await groups.waitFor(patience)
  const words = await groups.innerText()
  const changed = Number(/(\d+) 个沿用的情景结果与原来不同/.exec(words)?.[1])
  await takePicture(clerk, 'clicks-groups-zh')
  const acceptAll = groups.getByRole('button', { name: /接受全部 \d+ 个情景的结果/ })
  await click(acceptAll)
  await groups.waitFor({ state: 'detached' })
  await click(clerk.getByRole('button', { name: '保存', exact: true }))
  await clerk.getByText('已保存', { exact: true }).waitFor()

  await click(opens(publisher))
  await click(publisher.getByRole('button', { name: '发布', exact: true }))
  const dialog = publisher.getByRole('dialog')
  await dialog.getByText('有 1 处须由您写明理由后才能发布').waitFor(patience)
  await type(dialog.getByRole('textbox', { name: '为什么这样是对的' }), because)
  await takePicture(publisher, 'clicks-publish-zh')
  await click(dialog.getByRole('button', { name: '发布', exact: true }))
  await dialog.getByText(/版已发布，自 .* 起施行/).waitFor(patience)

  console.info(`${changed} changed scenarios and an unusual value, published in ${clicks} clicks`)
  expect(changed).toBeGreaterThanOrEqual(60)
  expect(clicks).toBeLessThanOrEqual(25)
})
