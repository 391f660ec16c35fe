import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Language, say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

let product: Product

beforeAll(async () => {
  product = await openProduct()
}, 500_000)
afterAll(async () => {
  await product.close()
})

const press = async (page: Page, language: Language, key: string) =>
  await page.getByRole('button', { name: say(language, key), exact: true }).click()

/** A step of the demonstration that asks for something. */
async function choose(patient: string): Promise<void> {
  const { server, apiKey } = product
  const facts = {
    'referral.direction': 'up',
    'referral.initiator': 'patient',
    'patient.id': patient,
    'fromUnit.id': 'T01',
    'toUnit.id': 'D01',
  }
  const body = { ruleset: 'district-plan-demo', pathway: 'referral', facts }
  const { id } = (await (await server.ask('/cases', apiKey, body)).json()) as { id: string }
  const step = await server.ask(`/cases/${id}/events`, apiKey, { type: 'recordPatientChoice' })
  expect(step.status).toBe(200)
}

for (const language of ['zh', 'en'] as const)
  it(`an administrator sets up a webhook, sees what was not taken and why, and sends it again, in ${language}`, async () => {
    const page = await product.signIn('admin', language)
    await page.goto(`${product.server.url}/webhooks`)
    await page.getByText(say(language, 'webhooks.none')).waitFor()
    await press(page, language, 'webhooks.add')
    const entered = { county: 'demo-district', description: 'HIS', url: 'https://127.0.0.1/in' }
    for (const [field, value] of Object.entries(entered))
      await page
        .getByRole('textbox', { name: say(language, `webhooks.fields.${field}`) })
        .fill(value)
    await press(page, language, 'webhooks.create')
    const secret = page.locator('.webhook-secret')
    await secret.waitFor()
    expect(await secret.textContent()).toMatch(/^whsec_/)
    await press(page, language, 'webhooks.secretKept')
    await secret.waitFor({ state: 'detached' })

    await choose(`webhook-${language}`)
    const show = page.getByRole('button', {
      name: say(language, 'webhooks.show.waiting', { number: '1' }),
    })
    await expect.poll(async () => await show.isEnabled(), { timeout: 30_000 }).toBe(true)
    await show.click()
    const row = page.locator('.webhook-deliveries tbody tr')
    await row.getByText(say(language, 'webhooks.problems.address')).waitFor()
    await row.locator('summary').click()
    await row.getByText('patientChoiceRecorded').first().waitFor()
    expect(await page.locator('.webhook').textContent()).not.toContain('whsec_')
    await takePicture(page, `webhooks-${language}`)
    expect(await findBarriers(page, 'main')).toEqual([])
    await row.getByRole('button').click()
    await page.getByRole('status').waitFor()

    await press(page, language, 'webhooks.pause')
    await page.getByText(say(language, 'webhooks.paused'), { exact: true }).waitFor()
    await press(page, language, 'webhooks.remove')
    await page
      .locator('.ant-popconfirm')
      .getByRole('button', { name: say(language, 'webhooks.remove') })
      .click()
    await page.getByText(say(language, 'webhooks.none')).waitFor()
  })
