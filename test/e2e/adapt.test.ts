import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptChanged } from './accept-changed.ts'
import { answerEverything } from './answer-everything.ts'
import { button, write } from './controls.ts'
import { openProduct, type Product } from './open-product.ts'
import { findBarriers } from './find-barriers.ts'

const ruleset = 'qingshan'
let product: Product
let page: Page
let publisher: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  publisher = await product.signIn('publisher')
  page.setDefaultTimeout(12_000)
})
afterAll(async () => {
  await product.close()
})

const patience = { timeout: 60_000 }

/** The provincial standard and its clause, in the words of the refusal. */
const refusal = /红线 RL-17.*为 18%，高于上限 15%（.*DP-59/

/** Opens the variance ceiling and types the value of its first line. */
async function typeCeiling(value: string): Promise<void> {
  const address = `/rulesets/${ruleset}/parameters?at=/parameters/pathwayVarianceRateCeiling`
  await page.goto(product.server.url + address)
  const box = page.getByRole('textbox', { name: '变异率上限，自 2019-06-01 起', exact: true })
  await box.fill(value)
  await box.press('Enter')
}

/** The clerk saves the draft, and the publisher opens the dialog that publishes it. */
async function openPublishing(): Promise<Locator> {
  await button(page, '保存').click()
  await page.getByText('已保存', { exact: true }).waitFor()
  await publisher.goto(`${product.server.url}/rulesets/${ruleset}/parameters`)
  await publisher.getByRole('button', { name: '发布', exact: true }).click()
  return publisher.getByRole('dialog')
}

it('the rule book of a template tells each rule with its clause and its layer', async () => {
  await page.getByRole('navigation').getByText('模板', { exact: true }).click()
  await page.getByRole('searchbox', { name: '按名称、编号或文件查找' }).fill('district-plan')
  await button(page, '阅读“区域医共体方案”的规则手册').click()
  const entry = page.locator('.book-entry').filter({ hasText: '转入单位缺药' }).first()
  await entry.waitFor()
  expect(await entry.innerText()).toMatch(/当[\s\S]*则[\s\S]*DP-\d\d[\s\S]*出自：区域医共体方案/)
  const ceiling = page.locator('[id="/parameters/pathwayVarianceRateCeiling"]')
  expect(await ceiling.innerText()).toMatch(/15%[\s\S]*DP-59[\s\S]*只可从严（省）/)
})

it('the gallery, the rule book and the form have no fault of accessibility', async () => {
  for (const address of ['/templates', '/templates/district-plan/book', '/adapt/district-plan']) {
    await page.goto(product.server.url + address)
    await page.locator('main h1').waitFor()
    await expect.poll(() => page.locator('.ant-spin').count(), patience).toBe(0)
    expect(await findBarriers(page)).toEqual([])
  }
})

it('a county is made from the plan by what it answers', async () => {
  await page.goto(`${product.server.url}/adapt/district-plan`)
  await write(page, '县区规则集名称（中文）', '青山县医共体规则')
  await write(page, '县区规则集名称（英文）', 'Qingshan county rules')
  await page.getByText('编号（自动生成，可以更改）').click()
  await write(page, '规则集编号', ruleset)
  await write(page, '所属县区编号', 'qingshan-area')
  await page.getByRole('checkbox', { name: '都是示例数值，不用于实际工作' }).check()
  await answerEverything(page)
  await expect
    .poll(() => page.getByText(/^已填/).innerText())
    .toMatch(/^已填 (\d+) 项，共 \1 项。$/)
  await button(page, '建立草稿').click()
  await page.waitForURL(`**/rulesets/${ruleset}/pathways`)
  await page.getByText('青山县医共体规则').first().waitFor()
  const read = await page.request.get(`${product.server.url}/api/v1/rulesets/${ruleset}/draft`)
  const made = (await read.json()) as { ruleset: { manifest: { county?: string } } }
  expect(made.ruleset.manifest.county).toBe('qingshan-area')
})

it('its rule for stepping down is made stricter, taken back to the template, and made stricter again', async () => {
  const address = `/rulesets/${ruleset}/decisions?at=/decisions/downReferral/rules/ready`
  await page.goto(product.server.url + address)
  const card = page
    .locator('.rule-card')
    .filter({ has: page.locator('.rule-toggle strong').getByText('可以下转', { exact: true }) })
  const stricter = async (): Promise<void> => {
    // The condition builder above has a list of outcomes too; the rule's own is the plain one.
    await card.locator('select[aria-label="结论"]').selectOption({ label: '须写明理由' })
    await card.getByText('改写上级').waitFor()
  }
  await stricter()
  await button(page, '“可以下转”的操作').click()
  await page.getByRole('menuitem', { name: '回到模板' }).click()
  await card.getByText('沿用 区域医共体方案').waitFor()
  const outcome = card.locator('select[aria-label="结论"]')
  expect(await outcome.inputValue()).toBe('allow')
  await stricter()
  expect(await outcome.inputValue()).toBe('requireReason')
  await button(page, '保存').click()
  await page.getByText('已保存', { exact: true }).waitFor()
})

it('18 % for the variance ceiling is refused with the provincial clause', async () => {
  await typeCeiling('18%')
  await page.locator('main').getByText(refusal).first().waitFor()
  const dialog = await openPublishing()
  await dialog.getByText(refusal).first().waitFor()
  expect(await dialog.getByRole('button', { name: '发布' }).last().isDisabled()).toBe(true)
})

it('12 % is published, and a patient of the new county steps down by its own rule', async () => {
  await typeCeiling('12%')
  await expect.poll(() => page.locator('main').getByText(refusal).count(), patience).toBe(0)
  // What the plan's scenarios give under the county's own rules is accepted by whoever made them.
  await acceptChanged(page)
  const dialog = await openPublishing()
  await dialog.getByRole('button', { name: '发布' }).last().click()
  await expect.poll(() => dialog.innerText(), patience).toContain('1.0.0')
  // The demonstration county, on the same plan, lets the patient step down without more ado.
  expect(await steppingDown('district-plan-demo')).toBe('allow')
  expect(await steppingDown(ruleset)).toBe('requireReason')
})

/** What a ruleset says of a patient who is ready to step down from the county (district) hospital to a township. */
async function steppingDown(id: string): Promise<unknown> {
  const reply = await page.request.post(
    `${product.server.url}/api/v1/rulesets/${id}/decisions/downReferral`,
    { data: { facts: ready } },
  )
  return ((await reply.json()) as { outcome: unknown }).outcome
}

const ready = {
  'referral.direction': 'down',
  'referral.initiator': 'institution',
  'referral.emergencyCritical': false,
  'consent.status': 'given',
  'fromUnit.tier': 'county',
  'fromUnit.areaRelation': 'in-area',
  'toUnit.tier': 'township',
  'toUnit.areaRelation': 'in-area',
  'clinical.complexCareCompleted': true,
  'clinical.stable': true,
  'clinical.diagnosisEstablished': true,
  'clinical.category': 'recovery',
  'followUp.trackingPhysicianAssigned': true,
  'medication.availableAtDestination': true,
}
