import type { Page } from 'playwright-core'

/** Goes to the page of scenarios and accepts every group that came out otherwise. Answers how many clicks it took. */
export async function acceptChanged(page: Page): Promise<number> {
  await page.getByRole('link', { name: '情景', exact: true }).click()
  const groups = page.getByRole('region', { name: /个沿用的情景结果与原来不同/ })
  await groups.waitFor()
  const all = groups.getByRole('button', { name: /接受全部 \d+ 个情景的结果/ })
  const one = groups.getByRole('button', { name: '接受这一组' })
  await ((await all.count()) > 0 ? all : one).click()
  await groups.waitFor({ state: 'detached' })
  return 2
}
