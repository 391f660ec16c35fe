import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Language, say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

const patience = { timeout: 30_000 }
let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
})
afterAll(async () => {
  await product.close()
})

const open = async (address: string): Promise<void> => {
  await page.goto(`${product.server.url}/rulesets/district-plan-demo/${address}`)
}
const rows = (): Locator => page.locator('.decision-grid tr[data-line]')
const choose = async (name: string, label: string): Promise<void> => {
  await page.getByRole('combobox', { name, exact: true }).first().selectOption({ label })
}

it('a cell is changed, and Enter on the last row adds one', async () => {
  await open('decisions?at=/decisions/relationMatrix')
  await rows().first().waitFor()
  const before = await rows().count()
  await choose('结论，第 1 行', '机构不得自行办理')
  const last = page.getByRole('combobox', { name: `急危重症，第 ${before} 行`, exact: true })
  await last.focus()
  await last.press('Enter')
  await expect.poll(() => rows().count(), patience).toBe(before + 1)
  // The keyboard goes along into the new row.
  const added = page.getByRole('combobox', { name: `急危重症，第 ${before + 1} 行`, exact: true })
  await expect
    .poll(() => added.evaluate((cell) => cell === document.activeElement), patience)
    .toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(() => rows().count(), patience).toBe(before)
})

it('the simulator decides by the change before it is saved, and explains with the clause', async () => {
  await page.getByRole('link', { name: '情景' }).click()
  await page.getByRole('link', { name: '模拟' }).click()
  const decision = page.getByRole('combobox', { name: '决策', exact: true })
  await decision.click()
  await decision.fill('转诊关系矩阵')
  await decision.press('Enter')
  const pick = async (fact: string, value: string): Promise<void> => {
    const box = page.getByRole('combobox', { name: fact, exact: true })
    await box.click()
    await box.fill(value)
    await box.press('Enter')
  }
  await pick('转诊发起方', '医疗机构')
  await pick('转诊方向', '平转')
  await pick('转出单位与本区域的关系', '区域内')
  await pick('转入单位与本区域的关系', '区域内')
  for (const tier of ['转出单位层级', '转入单位层级']) {
    await pick(tier, '村级')
  }
  const report = page.getByRole('region', { name: '判定说明' })
  await expect.poll(() => report.innerText(), patience).toContain('机构不得自行办理')
  expect(await report.innerText()).toContain('DP-39')
  await page.getByText('有未保存的修改', { exact: true }).waitFor()
})

it('a group is put around a condition and taken away, and the sentence follows', async () => {
  await page.getByRole('link', { name: '决策' }).click()
  await page.getByRole('button', { name: /^上转判定/ }).click()
  await page.getByRole('button', { name: /患者未同意$/ }).click()
  const builder = page.getByRole('group', { name: '“患者未同意”的条件', exact: true })
  const sentence = (): Promise<string> => builder.locator('.condition-sentence').innerText()
  const menu = async (item: string): Promise<void> => {
    await builder.getByRole('button', { name: '整个条件的更多操作' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const before = await sentence()
  await menu('外面加一层“任一满足”')
  await builder.getByRole('button', { name: '在整个条件中添加：事实' }).click()
  await expect.poll(sentence, patience).toContain('或')
  expect(await sentence()).toContain(before)
  await builder.getByRole('button', { name: '删除第 2 部分' }).click()
  await menu('去掉这一层')
  await expect.poll(sentence, patience).toBe(before)
  await menu('取反')
  await expect.poll(sentence, patience).not.toBe(before)
})

it('a citation begins empty, takes the clause as its document numbers it, and leaves the others alone', async () => {
  const cites = page.locator('.cites').last()
  const clause = (number: number): Locator =>
    cites.getByRole('textbox', { name: `第 ${number} 条依据的条款号`, exact: true })
  const clauses = async (): Promise<string[]> =>
    await cites
      .getByRole('textbox')
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))
  const add = cites.getByRole('button', { name: '添加依据' })
  await add.click()
  const first = await cites.getByRole('textbox').count()
  await clause(first).fill('DP-41')
  await clause(first).press('Enter')
  await expect.poll(() => add.isEnabled(), patience).toBe(true)
  const before = await clauses()
  const next = first + 1
  await add.click()
  await expect.poll(clauses, patience).toEqual([...before, ''])
  expect(await cites.innerText()).toContain('请按文件自己的编号写')
  expect(await add.isDisabled()).toBe(true)
  // Another line is corrected before the new one is typed: the new one is not taken over half done.
  await clause(first).fill('第十二条')
  await clause(first).press('Enter')
  await expect.poll(clauses, patience).toEqual([...before.slice(0, -1), '第十二条', ''])
  expect(await add.isDisabled()).toBe(true)
  await clause(next).fill('三(二)2')
  await clause(next).press('Enter')
  await expect.poll(() => add.isEnabled(), patience).toBe(true)
  expect((await clauses()).at(-1)).toBe('三(二)2')
  // What is no clause is refused where it is typed, and the last good one stays.
  await clause(next).fill('三#2')
  await clause(next).press('Enter')
  expect(await clause(next).getAttribute('aria-invalid')).toBe('true')
  await clause(next).press('Escape')
  expect((await clauses()).at(-1)).toBe('三(二)2')
  await cites.getByRole('button', { name: '删除依据 三(二)2' }).click()
  await expect.poll(async () => (await clauses()).length, patience).toBe(before.length)
})

/** A hospital's system shows a doctor of a township a card on a patient who declined, and sends what became of it. */
async function feedBack(outcome: string): Promise<{ decision: string; rule: string }> {
  const { server, apiKey } = product
  const service = '/rulesets/district-plan-demo/cds-services/referral-guard'
  const order = {
    resourceType: 'ServiceRequest',
    id: 'order-1',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p-7' },
    category: [{ coding: [{ system: 'urn:jieli:fact:referral.direction', code: 'up' }] }],
    requester: { reference: 'Organization/T01' },
    extension: [
      { url: 'urn:jieli:fact:referral.initiator', valueCode: 'institution' },
      { url: 'urn:jieli:fact:referral.emergencyCritical', valueBoolean: false },
      { url: 'urn:jieli:fact:consent.status', valueCode: 'declined' },
    ],
  }
  const called = await server.ask(service, apiKey, {
    hook: 'order-sign',
    hookInstance: '8c9a7a80-4a3b-4c8e-9d0f-6b0d7f2f6f10',
    context: {
      userId: 'Practitioner/7',
      patientId: 'p-7',
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: order }] },
    },
  })
  const { cards } = (await called.json()) as { cards: readonly { uuid: string }[] }
  const entry = { card: cards[0]?.uuid, outcome, outcomeTimestamp: new Date().toISOString() }
  const sent = await server.ask(`${service}/feedback`, apiKey, { feedback: [entry] })
  expect(await sent.json()).toEqual({ stored: 1 })
  const read = await server.ask('/rulesets/district-plan-demo/cds-feedback', apiKey)
  const { rows } = (await read.json()) as { rows: readonly { decision: string; rule: string }[] }
  const [row] = rows
  if (row === undefined) throw new Error('the card rests on no rule')
  return row
}

it('a rule says how doctors took its advice, and opens the counts; rules nobody spoke of say nothing', async () => {
  await feedBack('overridden')
  await feedBack('overridden')
  const { decision, rule } = await feedBack('accepted')
  for (const language of ['zh', 'en'] as Language[]) {
    const own = await product.signIn('clerk', language)
    const address = `decisions?at=/decisions/${decision}/rules/${rule}`
    await own.goto(`${product.server.url}/rulesets/district-plan-demo/${address}`)
    const counts = { count: '1', overridden: '2', said: '3' }
    const share = say(language, 'feedback.about', { percent: '67' })
    const key = language === 'zh' ? 'feedback.sentenceIn' : 'feedback.sentenceIn_one'
    const mark = own.getByRole('button', { name: say(language, key, { ...counts, share }) })
    await mark.first().waitFor()
    // Rules that no card rested on say nothing at all.
    expect(await own.locator('.feedback-mark').count()).toBe(await mark.count())
    expect(await own.locator('.decision-editor').textContent()).not.toMatch(/\b0%/)
    await mark.first().click()
    const panel = own.getByRole('group', { name: say(language, 'feedback.title') })
    await panel.getByRole('row').nth(1).waitFor()
    const cells = await panel.getByRole('row').nth(1).getByRole('cell').allTextContents()
    expect(cells.slice(1, 5)).toEqual(['3', '1', '2', '0'])
    await takePicture(own, `feedback-${language}`)
  }
})
