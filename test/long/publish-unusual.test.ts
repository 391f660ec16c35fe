import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from '../e2e/open-product.ts'

const ruleset = 'district-plan-demo'
const patience = { timeout: 60_000 }
const because = '县医改领导小组会议同意延长，纪要已存档'
let product: Product
let clerk: Page
let publisher: Page

beforeAll(async () => {
  product = await openProduct()
  clerk = await product.signIn('clerk')
  publisher = await product.signIn('publisher')
})
afterAll(async () => {
  await product.close()
})

/** Saves the draft with other values of time limits, as the clerk. */
async function saveLimits(limits: Readonly<Record<string, unknown>>): Promise<void> {
  const address = `${product.server.url}/api/v1/rulesets/${ruleset}/draft`
  const draft = (await (await clerk.request.get(address)).json()) as {
    revision: number
    ruleset: {
      parameters: { id: string; values: { value: unknown }[] }[]
      scenarios: { title: { zh: string } }[]
    }
  }
  for (const [id, value] of Object.entries(limits))
    draft.ruleset.parameters.find((each) => each.id === id)!.values[0]!.value = value
  // The county's own scenarios of its time limits say what they were: whoever changes those changes these.
  draft.ruleset.scenarios = draft.ruleset.scenarios.filter(
    ({ title }) => !title.zh.startsWith('样例时限'),
  )
  const saved = await clerk.request.put(address, {
    data: { ruleset: draft.ruleset },
    headers: { 'if-match': `"${draft.revision}"` },
  })
  expect(saved.status()).toBe(200)
}

/** Opens the dialog that publishes the draft, as the publisher. */
async function openPublishing(page = publisher, name = '发布'): Promise<Locator> {
  await page.goto(`${product.server.url}/rulesets/${ruleset}/parameters`)
  await page.getByRole('button', { name, exact: true }).click()
  return page.getByRole('dialog')
}
const publishIn = (dialog: Locator) => dialog.getByRole('button', { name: '发布', exact: true })

it('a review deadline of ten years is published once its publisher says why, and the words stand with the version', async () => {
  await saveLimits({ reviewTimeLimit: 'P3650D' })
  const dialog = await openPublishing()
  await dialog.getByText('有 1 处须由您写明理由后才能发布').waitFor()
  expect(await dialog.innerText()).toContain('“审核时限”自 2019-06-01 起为 3650 天，超过 90 天')
  expect(await publishIn(dialog).isDisabled()).toBe(true)
  const words = dialog.getByRole('textbox', { name: '为什么这样是对的' })
  await words.fill('同意了')
  expect(await publishIn(dialog).isDisabled()).toBe(true)
  await words.fill(because)
  await publishIn(dialog).click()
  await dialog.getByText(/版已发布，自 .* 起施行/).waitFor(patience)

  await publisher.goto(`${product.server.url}/rulesets`)
  const row = publisher.getByRole('button', { name: /区域医共体方案（演示） 的版本/ })
  await row.click()
  const versions = publisher.getByRole('dialog')
  await versions.getByText('发布时的书面确认').waitFor()
  // A moment is shown in the zone of whoever reads it: the browser's, which is this machine's.
  const [year, month, day] = new Date().toLocaleDateString('sv-SE').split('-')
  expect(await versions.innerText()).toMatch(
    new RegExp(`${year}年${Number(month)}月${Number(day)}日 .*确认：${because}`),
  )
  expect(await versions.innerText()).toContain('“审核时限”自 2019-06-01 起为 3650 天')
})

it('one statement is written for the findings a person chooses, and another for the rest', async () => {
  await saveLimits({
    reviewTimeLimit: 'P3651D',
    drugRedistributionLimit: 'P200D',
    returnTimeLimit: 91,
  })
  const dialog = await openPublishing()
  await dialog.getByText('有 3 处须由您写明理由后才能发布').waitFor()
  const words = dialog.getByRole('textbox', { name: '为什么这样是对的' })
  await dialog.getByRole('checkbox', { name: /“审核时限”/ }).check()
  await words.fill(because)
  await dialog.getByRole('button', { name: '写给所选的 1 处' }).click()
  expect(await publishIn(dialog).isDisabled()).toBe(true)
  await dialog.getByRole('checkbox', { name: '全选（2 处）' }).check()
  await words.fill('按试点方案执行一年后再议')
  await dialog.getByRole('button', { name: '写给所选的 2 处' }).click()
  await dialog.getByText(`您写的：${because}`).waitFor()
  expect(await dialog.getByText('您写的：按试点方案执行一年后再议').count()).toBe(2)
  await publishIn(dialog).click()
  await dialog.getByText(/版已发布，自 .* 起施行/).waitFor(patience)
})

it('in English it asks the same', async () => {
  await saveLimits({
    reviewTimeLimit: 'P3652D',
    drugRedistributionLimit: 'PT24H',
    returnTimeLimit: 92,
  })
  const page = await product.signIn('publisher', 'en')
  const dialog = await openPublishing(page, 'Publish')
  await dialog.getByText('2 findings need your words before this can be published').waitFor()
  expect(await dialog.getByRole('checkbox', { name: 'Choose all 2' }).isChecked()).toBe(false)
})
