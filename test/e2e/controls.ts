import type { Locator, Page } from 'playwright-core'

/** A field one writes in, by its whole name. */
export const textbox = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name, exact: true })

/** A button, by its whole name. */
export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })

/** Writes in a field and leaves it. */
export async function write(page: Page, name: string, words: string): Promise<void> {
  await textbox(page, name).fill(words)
  await textbox(page, name).press('Enter')
}

const openList = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)'

/** An entry of the list that hangs open under a choice. */
export const option = (page: Page, words: string): Locator =>
  page.locator(`${openList} .ant-select-item-option`).filter({ hasText: words }).first()

/** Chooses an entry, and closes the list where it stays open for more. */
export async function choose(page: Page, name: string, words: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click()
  await option(page, words).click()
  await closeList(page)
}

/** Chooses from a long list by typing what is looked for. */
export async function find(page: Page, name: string, words: string): Promise<void> {
  const box = page.getByRole('combobox', { name, exact: true })
  await box.click()
  await box.fill(words)
  await option(page, words).click()
  await closeList(page)
}

/** Closes the list that hangs open, and waits until it is gone: the next choice may have an entry of the same words. */
async function closeList(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.locator(openList).first().waitFor({ state: 'hidden' })
}
