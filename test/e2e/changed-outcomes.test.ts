import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

const ruleset = 'district-plan-demo'
const patience = { timeout: 60_000 }
let product: Product

interface Rules {
  readonly id: string
  readonly rules?: { id: string; then: { outcome?: string } }[]
}

/** A draft with another quota, and drugs that are lacking looked at by a person. */
beforeAll(async () => {
  product = await openProduct()
  const clerk = await product.signIn('clerk')
  const address = `${product.server.url}/api/v1/rulesets/${ruleset}/draft`
  const draft = (await (await clerk.request.get(address)).json()) as {
    revision: number
    ruleset: { parameters: { id: string; values: { value: unknown }[] }[]; decisions: Rules[] }
  }
  const { parameters, decisions } = draft.ruleset
  parameters.find(({ id }) => id === 'townshipDiseaseQuota')!.values[0]!.value = 280
  decisions
    .find(({ id }) => id === 'downReferral')!
    .rules!.find(({ id }) => id === 'medication-gap')!.then.outcome = 'requireReview'
  const saved = await clerk.request.put(address, {
    data: { ruleset: draft.ruleset },
    headers: { 'if-match': `"${draft.revision}"` },
  })
  if (saved.status() !== 200) throw new Error(`The draft is not saved: ${saved.status()}.`)
})
afterAll(async () => {
  await product.close()
})

async function openChanges(page: Page, button: string, region: string) {
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(`${product.server.url}/rulesets/${ruleset}/parameters`)
  await page.getByRole('button', { name: button, exact: true }).click()
  const told = page.getByRole('dialog').getByRole('region', { name: region })
  await told.getByRole('listitem').first().waitFor(patience)
  await told.scrollIntoViewIfNeeded()
  await takePicture(page, `changed-${button}`)
  return told
}

it('DI5 whoever publishes reads which cases are decided otherwise, by subject and in the words of the rules', async () => {
  const page = await product.signIn('publisher')
  const told = await openChanges(page, '发布', '结论不同的情形')
  expect(await told.getByRole('heading').allInnerTexts()).toEqual(['为患者办理', '其他'])
  const words = await told.innerText()
  expect(words).toContain('下转判定、转诊复查：原“可以办理（有提示）”→ 现“须人工复核”。')
  expect(words).toMatch(/共同条件：.*转入单位备有所需药品为否/)
  expect(words).toContain('乡镇目录病种控制数提示：原“可以”→ 现“可以（有提示）”。')
  expect(words).toContain('本期已收治的乡镇目录病种例数不低于280 例且小于300 例')
  // A clerk's words: no id of a fact, a decision or an outcome.
  expect(words).not.toMatch(/[a-z]+[A-Z]|[{}]/)
})

it('DI3 its example is played in the simulator, with the outcome it is said to have now', async () => {
  const page = await product.signIn('publisher')
  const told = await openChanges(page, '发布', '结论不同的情形')
  await told
    .getByRole('listitem')
    .filter({ hasText: '本期已收治的乡镇目录病种例数' })
    .getByRole('button', { name: '看例子' })
    .click()
  const report = page.getByRole('region', { name: '判定说明' })
  await expect.poll(() => report.innerText(), patience).toContain('可以（有提示）')
  await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(0)
})

it('in English it says the same', async () => {
  const page = await product.signIn('publisher', 'en')
  const told = await openChanges(page, 'Publish', 'Cases decided otherwise')
  const words = await told.innerText()
  expect(words).toContain('"in order" → "in order, with advice".')
  expect(words).toContain('is at least 280 cases and is below 300 cases')
  expect(words).not.toMatch(/[\u4e00-\u9fff]/)
})
