import { afterAll, beforeAll, expect, it } from 'vitest'
import { say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { demoMonth, sampleCounty } from './sample-month.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

let product: Product

beforeAll(async () => {
  product = await openProduct()
}, 500_000)
afterAll(async () => {
  await product.close()
})

// What is on the page is looked at in both languages among all places.
const language = 'zh'

it('an assessor has a job compute a month, is shown the result, and finds it among the jobs', async () => {
  const { url } = product.server
  const page = await product.signIn('assessor', language)
  await page.goto(`${url}/assessment/${sampleCounty}/close?period=${demoMonth}`)
  const start = say(language, 'assessment.compute.start', { period: '' })
  await page.getByRole('button', { name: start }).click()
  await page.waitForURL(/\/runs\//, { timeout: 60_000 })

  await page.goto(`${url}/jobs`)
  const row = page.locator('.jobs-table tbody tr').first()
  await row.getByText(say(language, 'jobs.statuses.done')).waitFor()
  await row.getByText(`${say(language, 'jobs.kinds.run')} ${demoMonth}`).waitFor()
  await takePicture(page, `jobs-${language}`)
  expect(await findBarriers(page, 'main')).toEqual([])
  await row.getByRole('link').click()
  await page.waitForURL(/\/runs\//)
})
