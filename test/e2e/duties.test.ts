import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Language, say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { openCase } from './open-case.ts'

const patience = { timeout: 30_000 }
let product: Product

beforeAll(async () => {
  product = await openProduct()
})
afterAll(async () => {
  await product.close()
})

const section = (page: Page, language: Language = 'zh') =>
  page.getByRole('region', { name: say(language, 'duties.title') })

it('what is past its time is marked as late on the case and in the list of cases, in either language', async () => {
  const later = new Date(Date.now() + 100 * 3_600_000)
  for (const language of ['zh', 'en'] as const) {
    const page = await product.signIn('doctor', language)
    await page.clock.setFixedTime(later)
    await openCase(page, product.server.url, 'demo-patient-07')
    await section(page, language).getByRole('listitem').first().waitFor()
    expect(await section(page, language).innerText()).toMatch(
      language === 'zh' ? /逾期未办[\s\S]*已逾期28小时/ : /late[\s\S]*28 hours late/,
    )
    await page.goto(`${product.server.url}/cases`)
    await expect
      .poll(() => page.getByText(say(language, 'duties.caseLate')).count(), patience)
      .toBe(1)
    await page.goto(`${product.server.url}/rulesets`)
    await section(page, language)
      .getByText(language === 'zh' ? '逾期未办' : 'late')
      .first()
      .waitFor()
  }
})

it('a unit finds what it owes among what waits for it, goes to the case, does it, and it is gone from the list', async () => {
  const doctor = await product.signIn('doctor')
  await doctor.goto(`${product.server.url}/rulesets`)
  const line = section(doctor).getByRole('listitem')
  await line.first().waitFor()
  expect(await line.count()).toBe(1)
  expect(await line.innerText()).toMatch(
    /待办[\s\S]*补办急危重症登记[\s\S]*由转出单位（T01）办理[\s\S]*应于 .+ 前办理，还剩.+/,
  )
  await line.getByRole('link').click()
  await section(doctor).getByText('补办急危重症登记').waitFor()
  const history = doctor.locator('.case-history')
  expect(await history.innerText()).toContain('应办事项“补办急危重症登记”：开始计时')

  const id = doctor.url().split('/').at(-1)
  const body = { type: 'registerEmergency', facts: { 'referral.emergencyCode': 'I21.9' } }
  const sent = await fetch(`${product.server.url}/api/v1/cases/${id}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${product.apiKey}` },
    body: JSON.stringify(body),
  })
  expect(sent.status, await sent.clone().text()).toBe(200)
  await doctor.reload()
  await section(doctor).getByText('已办理').waitFor()
  expect(await section(doctor).innerText()).toMatch(/了结，时限为/)
  expect(await history.innerText()).toContain('应办事项“补办急危重症登记”：已办理')
  await doctor.goto(`${product.server.url}/rulesets`)
  await doctor.getByText('district-plan-demo', { exact: true }).waitFor()
  await expect.poll(() => section(doctor).count(), patience).toBe(0)
})
