import type { Page } from 'playwright-core'

/** Opens the case of a patient of the demonstration. */
export async function openCase(page: Page, url: string, patient: string): Promise<void> {
  await page.goto(`${url}/cases?patient=${patient}`)
  await page.locator('.cases-table a').first().click()
  await page.locator('.event-head').first().waitFor()
}
