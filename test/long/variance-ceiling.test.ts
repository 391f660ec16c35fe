import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptChanged } from '../e2e/accept-changed.ts'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { findBarriers } from '../e2e/find-barriers.ts'

const ruleset = 'district-plan-demo'
let product: Product
let page: Page
let publisher: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  publisher = await product.signIn('publisher')
})
afterAll(async () => {
  await product.close()
})

/** The provincial standard and its clause, in the words of the refusal. */
const refusal = /红线 RL-17.*为 20%，高于上限 15%（.*DP-59/

/** Opens the variance ceiling and types a value into its first line. */
async function typeCeiling(value: string): Promise<void> {
  const address = `/rulesets/${ruleset}/parameters?at=/parameters/pathwayVarianceRateCeiling`
  await page.goto(product.server.url + address)
  const box = page.getByRole('textbox', { name: '变异率上限，自 2019-06-01 起', exact: true })
  await box.fill(value)
  await box.press('Enter')
}

/** The clerk saves the draft, and the publisher opens the dialog that publishes it. */
async function openPublishing(): Promise<Locator> {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存', { exact: true }).waitFor()
  await publisher.goto(`${product.server.url}/rulesets/${ruleset}/parameters`)
  await publisher.getByRole('button', { name: '发布', exact: true }).click()
  return publisher.getByRole('dialog')
}

/** Starts a referral and tells which version of the rules it runs on. */
async function startedVersion(): Promise<string> {
  const reply = await product.server.ask('/cases', product.apiKey, {
    ruleset,
    pathway: 'referral',
    facts: { 'patient.id': 'e2e-1', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' },
  })
  return ((await reply.json()) as { version: string }).version
}

it('20 % is refused with the provincial clause, and nothing is published', async () => {
  await typeCeiling('20%')
  // Told at once, where it was typed.
  await page.locator('main').getByText(refusal).first().waitFor()
  const dialog = await openPublishing()
  await dialog.getByText(refusal).first().waitFor()
  expect(await dialog.getByRole('button', { name: '发布' }).last().isDisabled()).toBe(true)
  // The page is only polite; the server is the authority.
  const reply = await product.publish(ruleset, 1, '2026-01-01')
  expect(reply.status).toBe(422)
  const { code, issues } = reply.body as { code: string; issues: { code: string }[] }
  expect(code).toBe('PUBLISH_REFUSED')
  expect(issues.map((issue) => issue.code)).toContain('RED_LINE_CEILING')
  expect(await startedVersion()).toBe('1.0.0')
})

it('the clerk who saved the draft cannot publish it, and is told who can', async () => {
  expect(await page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0)
  await page.getByText('已保存', { exact: true }).hover()
  await page.getByText('须由另一位有发布权限的人发布').first().waitFor()
})

it('12 % is published, and the next referral is decided by the new version', async () => {
  await typeCeiling('１２％')
  await expect.poll(() => page.locator('main').getByText(refusal).count()).toBe(0)
  await acceptChanged(page)
  const dialog = await openPublishing()
  expect(await findBarriers(publisher, '.ant-modal')).toEqual([])
  await dialog.getByRole('button', { name: '发布' }).last().click()
  await expect.poll(() => dialog.innerText(), { timeout: 60_000 }).toContain('1.0.1')
  expect(await startedVersion()).toBe('1.0.1')
  const reply = await product.server.ask(`/rulesets/${ruleset}/versions/1.0.1`, product.apiKey)
  const { ruleset: published } = (await reply.json()) as {
    ruleset: { parameters: { id: string; values: { value: unknown }[] }[] }
  }
  const ceiling = published.parameters.find(({ id }) => id === 'pathwayVarianceRateCeiling')
  expect(ceiling?.values.at(0)?.value).toMatchObject({ numerator: 12, denominator: 100 })
})

it('a first day that has passed asks for a reason, and the doctor whose cases it touches is told', async () => {
  await typeCeiling('11%')
  const dialog = await openPublishing()
  const day = dialog.getByLabel('施行日期')
  const isSaidPast = async (): Promise<boolean> => {
    await day.fill('2025-01-01')
    await day.press('Enter')
    return await dialog.getByText('施行日期早于今天').isVisible()
  }
  // The calendar of the field takes a day once it has opened.
  await expect.poll(isSaidPast, { timeout: 30_000, interval: 500 }).toBe(true)
  const button = dialog.getByRole('button', { name: '发布' }).last()
  expect(await button.isDisabled()).toBe(true)
  await dialog.getByRole('textbox', { name: '理由' }).fill('更正录入错误')
  expect(await findBarriers(publisher, '.ant-modal')).toEqual([])
  await button.click()
  await expect.poll(() => dialog.innerText(), { timeout: 60_000 }).toContain('1.0.2')
  const doctor = await product.signIn('doctor')
  await doctor.goto(product.server.url)
  await doctor
    .getByText(/追溯施行的 1\.0\.2 版，本单位该日以来已有个案。理由：更正录入错误/)
    .waitFor()
})
