import type { Page } from 'playwright-core'

/** Keeps a picture of a page under a name, where `JIELI_SCREENSHOTS` names a folder for them. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['JIELI_SCREENSHOTS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}
