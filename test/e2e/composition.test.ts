import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'

let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
})
afterAll(async () => {
  await product.close()
})

it('typing Chinese with an input method commits whole words only, as one undo step', async () => {
  const draft = '/rulesets/district-plan-demo/pathways?at=/pathways/referral/machine/states/draft'
  await page.goto(product.server.url + draft)
  const box = page.getByRole('textbox', { name: '名称（中文）', exact: true })
  const heading = page.getByRole('complementary').getByRole('heading', { level: 2 })
  const undo = page.getByRole('button', { name: '撤销', exact: true })
  await expect.poll(() => heading.innerText(), { timeout: 30_000 }).toContain('草稿')
  await box.focus()
  await box.press('End')

  // The browser's own input method interface: what is half typed stands in the field, underlined.
  const keyboard = await page.context().newCDPSession(page)
  const compose = async (half: string): Promise<void> => {
    await keyboard.send('Input.imeSetComposition', {
      text: half,
      selectionStart: half.length,
      selectionEnd: half.length,
    })
  }
  for (const half of ['d', 'dai', 'daish', 'daishen']) await compose(half)
  expect(await box.inputValue()).toBe('草稿daishen')
  // Enter chooses a word while composing: it must not hand over what is half typed.
  await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
  // Longer than the pause after which a field hands over what was typed.
  await page.waitForTimeout(1200)
  expect(await heading.innerText()).not.toContain('d')
  expect(await undo.isDisabled()).toBe(true)

  await keyboard.send('Input.insertText', { text: '待审' })
  expect(await box.inputValue()).toBe('草稿待审')
  for (const half of ['h', 'he']) await compose(half)
  await keyboard.send('Input.insertText', { text: '核' })
  await box.press('Enter')
  await expect.poll(() => heading.innerText(), { timeout: 30_000 }).toContain('草稿待审核')

  await undo.click()
  await expect.poll(() => box.inputValue(), { timeout: 30_000 }).toBe('草稿')
  expect(await undo.isDisabled()).toBe(true)
})
