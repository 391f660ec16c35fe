import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Ruleset } from '@jieli/engine'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bodies, governedRuleset } from '../server/harness/governed-ruleset.ts'
import { bindNothing } from './bind-nothing.ts'
import { choose } from './controls.ts'
import { makeAccount } from './make-account.ts'
import { openProduct, type Product } from './open-product.ts'
import { addScan } from './scanned.ts'
import { takePicture } from './take-picture.ts'

const id = 'small'
const county = 'north'
const page = readFileSync(`${import.meta.dirname}/../../docs/governance.md`, 'utf8')
const timeout = { timeout: 30_000 }
/** What was pressed, in order. */
const pressed: string[] = []
let product: Product
let api: string
let clerk: Page
let caseAddress = ''
const pages = new Map<string, Page>()
const people = { D01: 'qiantou', F01: 'caizheng', R01: 'renshe', H01: 'weijian', I01: 'yibao' }
type Unit = keyof typeof people

/** The page of a unit's account, signed in once. */
async function of(unit: Unit): Promise<Page> {
  const found = pages.get(unit) ?? (await product.signIn(people[unit]))
  pages.set(unit, found)
  return found
}

async function press(on: Locator, label: string): Promise<void> {
  pressed.push(label)
  await on.click()
}
const named = async (on: Page, label: string) =>
  press(on.getByRole('button', { name: label, exact: true }), label)

/** Opens the case as a unit sees it now. */
async function open(unit: Unit): Promise<Page> {
  const its = await of(unit)
  await its.goto(caseAddress)
  await approvals(its).waitFor()
  return its
}
const approvals = (on: Page) => on.getByRole('table', { name: '本轮批准情况' })

/** Takes a simple step and waits until it is taken. */
async function step(unit: Unit, event: string, then: string): Promise<void> {
  const its = await open(unit)
  await named(its, `办理：${event}`)
  await its.getByText(then, { exact: true }).first().waitFor(timeout)
}

/** Saves a draft with another ceiling. */
async function save(change: (ruleset: Ruleset) => void): Promise<number> {
  const read = await clerk.request.get(`${api}/${id}/draft`)
  const { ruleset, revision } = (await read.json()) as { ruleset: Ruleset; revision: number }
  change(ruleset)
  return await put(ruleset, revision)
}
async function put(ruleset: unknown, revision: number): Promise<number> {
  const saved = await clerk.request.put(`${api}/${id}/draft`, {
    data: { ruleset },
    headers: { 'if-match': `"${revision}"` },
  })
  expect(saved.status(), await saved.text()).toBe(200)
  return ((await saved.json()) as { revision: number }).revision
}
const ceiling = (percent: number) => (ruleset: Ruleset) => {
  const value = { numerator: percent, denominator: 100 }
  ruleset.parameters.find((each) => each.id === 'varianceCeiling')!.values[0]!.value = value
}

beforeAll(async () => {
  product = await openProduct()
  await bindNothing(product)
  api = `${product.server.url}/api/v1/rulesets`
  clerk = await product.signIn('clerk')
  const first = await product.publish(id, await put(governedRuleset(), 0))
  assert.equal(first.status, 201, JSON.stringify(first.body))
  const assesses = { role: 'assessor', county, units: '*' }
  for (const [unit, name] of Object.entries(people)) {
    const acts = { role: 'caseWorker', county, units: [unit] }
    await makeAccount(product, name, acts, ...(unit === 'D01' ? [assesses] : []))
  }
  const lead = await of('D01')
  const units = await lead.request.put(`${api}/${id}/units`, {
    data: { units: bodies },
    headers: { 'if-match': '"0"' },
  })
  assert.equal(units.status(), 200, await units.text())
  await save(ceiling(14))
}, 300_000)
afterAll(async () => {
  await product.close()
})

it('a draft is put before the departments, remarked on and answered', async () => {
  const lead = await of('D01')
  await lead.goto(`${product.server.url}/procedures`)
  await choose(lead, '选择程序', '参数调整的审批')
  expect(await lead.getByRole('checkbox', { name: /就规则集现在的草稿发起/ }).isChecked()).toBe(
    true,
  )
  await named(lead, '发起')
  await lead.waitForURL(/\/cases\//)
  caseAddress = lead.url()
  await step('D01', '提交审批', '草稿第 3 版，第 1 轮审批。')

  const health = await of('H01')
  await health.goto(product.server.url)
  await health.getByText('参数调整的审批').first().waitFor(timeout)
  await open('H01')
  const change = '参数“变异率上限”自 2020-01-01 起由 15% 改为 14%'
  await health.getByText(change, { exact: true }).waitFor()
  await press(health.getByRole('button', { name: `就此处提意见：${change}` }), '提意见')
  await health.getByRole('textbox', { name: `就此处提意见：${change}` }).fill('为何调低？')
  await addScan(health.locator('.words-form'), '测算表.pdf')
  await takePicture(health, 'governance-comment-form-zh')
  await named(health, '提交意见')
  await health.getByText('还有 1 条意见没有答复，答复以前各部门不能批准。').waitFor()
  await health.getByRole('button', { name: '测算表.pdf' }).waitFor()
  await takePicture(health, 'governance-comment-zh')

  await open('D01')
  await press(lead.getByRole('button', { name: '答复意见：为何调低？' }), '答复')
  await lead.getByRole('textbox', { name: '答复意见：为何调低？' }).fill('按去年实际情况测算。')
  await addScan(lead.locator('.words-form'), '说明.pdf')
  await named(lead, '提交答复')
  await lead.getByText('按去年实际情况测算。').waitFor()
  await lead.getByRole('button', { name: '说明.pdf' }).waitFor()
})

it('a department sends it back, and a second round begins in which nothing of the first counts', async () => {
  await step('F01', '财政部门批准', '已办理')
  const health = await open('H01')
  await named(health, '填写：退回修改')
  await health.getByRole('textbox', { name: '理由', exact: true }).fill('请再降一个百分点')
  await named(health, '提交“退回修改”')
  await health.getByRole('heading', { name: '退回记录' }).waitFor(timeout)

  await save(ceiling(13))
  await step('D01', '提交审批', '草稿第 4 版，第 2 轮审批。')
  const lead = await of('D01')
  expect(await approvals(lead).getByText('尚未办理', { exact: true }).count()).toBe(4)
  await takePicture(lead, 'governance-second-round-zh')
})

it('it is published once four departments have approved exactly what it says, and not before', async () => {
  const publisher = await product.signIn('publisher')
  const early = await product.publish(id, 4)
  expect([early.status, early.body['code']]).toEqual([409, 'PUBLISH_UNAPPROVED'])
  await step('F01', '财政部门批准', '已办理')
  await step('R01', '人社部门批准', '已办理')
  await step('H01', '卫健部门批准', '已办理')
  await step('I01', '医保部门批准', '已办理')
  await step('D01', '宣布生效', '生效')

  await publisher.goto(`${product.server.url}/rulesets/${id}`)
  await named(publisher, '发布')
  const dialog = publisher.getByRole('dialog')
  await dialog.getByText('须办的程序都已就这份草稿办完。').waitFor(timeout)
  await takePicture(publisher, 'governance-publish-zh')
  const last = dialog.getByRole('button', { name: '发布', exact: true })
  await expect.poll(() => last.isEnabled(), timeout).toBe(true)
  await press(last, '发布')
  await dialog.getByText(/1\.0\.1 版已发布/).waitFor(timeout)

  const health = await open('H01')
  await health.getByRole('link', { name: '审批记录（打印、签名文件）' }).click()
  await health.getByText('所批准的内容即 1.0.1 版。').waitFor(timeout)
  expect(await health.locator('.report').innerText()).toContain('请再降一个百分点')
  await takePicture(health, 'governance-record-zh')
  await health.getByText('English', { exact: true }).click()
  await health.getByText('What was approved is version 1.0.1.').waitFor(timeout)
  await takePicture(health, 'governance-record-en')
})

it('the page tells its reader to press what was pressed, in that order', () => {
  const flow = page.slice(page.indexOf('## From draft'), page.indexOf('## What holds'))
  expect([...flow.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label]) => label)).toEqual(pressed)
})
