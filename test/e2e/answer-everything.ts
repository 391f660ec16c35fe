import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Gives every parameter left open a sample value, as the kind of its field asks for. */
export async function answerEverything(page: Page): Promise<void> {
  for (const field of await page.locator('.open-parameters .field').all()) {
    const choice = field.getByRole('combobox').first()
    if ((await choice.count()) > 0) {
      await choice.click()
      // A list whose codes are not given takes what is typed; elsewhere Enter takes the first.
      if ((await field.locator('.ant-select-multiple').count()) > 0) {
        await choice.pressSequentially('J18.9')
        await choice.press('Enter')
        await expect.poll(() => field.innerText()).toContain('J18.9')
      } else await choice.press('Enter')
      await choice.press('Escape')
      continue
    }
    const box = field.getByRole('textbox').first()
    const example = (await box.getAttribute('placeholder')) ?? ''
    const isDay = (await field.locator('.ant-picker').count()) > 0
    const isSpan = example.includes('小时')
    await box.fill(isDay ? '2026-06-30' : example === '70%' ? '55%' : isSpan ? '2 天' : '2')
    await box.press('Enter')
  }
}
