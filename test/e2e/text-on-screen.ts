import type { Page } from 'playwright-core'

/** What a page says: what is read on it, and what only a screen reader says of it. */
export interface WordsOnScreen {
  readonly texts: readonly string[]
  readonly labels: readonly string[]
}

/** Collects every word of a page but identifiers, which are the same in every language, and what fields hold. */
export async function wordsOnScreen(page: Page): Promise<WordsOnScreen> {
  return await page.evaluate(() => {
    const skipped = [
      '.code, .state-box-key, [aria-hidden="true"], script, style, textarea',
      // Pictures the kit puts into its own fields; what they do is said by the field around them.
      '[class*="ant-"] > .anticon, [class*="ant-select"] .anticon, [class*="ant-picker"] .anticon',
    ].join(', ')
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? ''
      const parent = node.parentElement
      if (words === '' || parent === null || parent.closest(skipped) !== null) continue
      if (parent.checkVisibility()) texts.push(words)
    }
    const labels = ['aria-label', 'placeholder', 'alt', 'aria-description'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].flatMap((element) =>
        element.closest(skipped) === null ? (element.getAttribute(name) ?? '') : [],
      ),
    )
    return { texts: [...new Set(texts)], labels: [...new Set(labels)] }
  })
}
