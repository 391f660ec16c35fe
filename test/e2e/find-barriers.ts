import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * What keeps people from a page who cannot see or point as others do: each broken rule with the element that breaks it.
 * @param part a selector, where only a part of the page is looked at
 */
export async function findBarriers(page: Page, part?: string): Promise<string[]> {
  await endAnimations(page)
  // The whole of it runs in the page, which has no frames of others; two more pages would be opened otherwise.
  const builder = new AxeBuilder({ page }).setLegacyMode()
  builder.options({ preload: false, resultTypes: ['violations'] })
  if (part !== undefined) builder.include(part)
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html}\n${failureSummary ?? ''}`),
  )
}

/** What is still fading in is paler than it will be. */
async function endAnimations(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

/** The barriers that keep some people out altogether. */
export const serious = (barriers: readonly string[]): string[] =>
  barriers.filter((barrier) => /^(serious|critical) /.test(barrier))
