import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'
import { places } from './places.ts'

let product: Product
beforeAll(async () => {
  product = await openProduct()
})
afterAll(async () => {
  await product.close()
})

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const pages = new Map<string, Page>()
  const pageOf = async (account: string): Promise<Page> => {
    const page = pages.get(account) ?? (await product.signIn(account, language))
    pages.set(account, page)
    return page
  }

  it.each(places)('$name has no serious barrier', async ({ account, open }) => {
    const page = await pageOf(account)
    await open(page, product.server.url, language)
    // What is still fading in is paler than it will be.
    await page.evaluate(async () => {
      const ending = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
      await Promise.allSettled(ending.map(({ finished }) => finished))
    })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.flatMap(({ id, impact, nodes }) =>
      impact === 'serious' || impact === 'critical'
        ? nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`)
        : [],
    )
    expect(serious).toEqual([])
  })
})
