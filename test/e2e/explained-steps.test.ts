import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Language, say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'

const patience = { timeout: 30_000 }
let product: Product

beforeAll(async () => {
  product = await openProduct()
})
afterAll(async () => {
  await product.close()
})

/** The report of a decision over the answers given, as the simulator shows it. */
async function reportOf(
  language: Language,
  decision: string,
  answers: Readonly<Record<string, boolean>>,
): Promise<() => Promise<string>> {
  const page = await product.signIn('clerk', language)
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page.goto(`${product.server.url}/rulesets/district-plan-demo/simulator`)
  const box = page.getByRole('combobox', { name: say(language, 'simulator.decision'), exact: true })
  await box.click()
  await box.fill(decision)
  await box.press('Enter')
  for (const [fact, answer] of Object.entries(answers))
    await page
      .locator(`[id="fact-${fact}"]`)
      .getByText(say(language, answer ? 'fields.yes' : 'fields.no'), { exact: true })
      .click()
  return () => page.locator('.decision-report').innerText()
}

it('money is worded as money, and the step that opens it is offered', async () => {
  const text = await reportOf('zh', '结余分配前提', {
    'fund.assessmentFinal': true,
    'fund.planDiscussedByCouncil': false,
    'fund.planFiled': true,
  })
  await expect.poll(text, patience).toContain('分配方案尚未经理事会讨论，不得分配')
  const told = await text()
  expect(told).toContain('暂不得分配')
  expect(told).not.toMatch(/就医|办理/)
  expect(told).toContain(
    '可以这样办：先经理事会讨论分配方案，并取得财政、人社和卫生健康主管部门中尚缺的批准，即可判定为“可以分配”。',
  )
})

it('in English it says the same', async () => {
  const text = await reportOf('en', 'conditions for distributing a surplus', {
    'fund.assessmentFinal': true,
    'fund.planDiscussedByCouncil': false,
    'fund.planFiled': true,
  })
  await expect.poll(text, patience).toContain('What can be done: ')
  expect(await text()).toContain('not to be distributed yet')
})
