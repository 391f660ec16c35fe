import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'
import {
  enterFigures,
  filePlan,
  finaliseMonth,
  settledCounty,
  settledMonth,
} from './settled-month.ts'
import { findBarriers, serious } from './find-barriers.ts'

let product: Product
let assessor: Page
let leader: Page

beforeAll(async () => {
  product = await openProduct()
  assessor = await product.signIn('assessor')
  leader = await product.signIn('leader')
  await enterFigures(assessor)
})
afterAll(async () => {
  await product.close()
})

const money = `/assessment/${settledCounty}/money?period=${settledMonth}`

async function compute(): Promise<void> {
  await assessor.goto(product.server.url + money)
  await assessor.getByRole('button', { name: /^(计算结算|重新计算)$/ }).click()
  await assessor.getByRole('region', { name: '核对' }).waitFor()
}

it('a surplus waits in words and with its clause while the assessment is not final', async () => {
  await compute()
  const blocked = assessor.getByRole('alert').filter({ hasText: '结余暂不能分配' })
  await blocked.getByText('考核结果尚未确定，不得分配结余。').waitFor()
  expect(await blocked.innerText()).toContain('DP-30')
  const table = assessor.getByRole('table', { name: /从筹集到分配/ })
  expect(await table.getByRole('row', { name: /结余/ }).innerText()).toContain('¥29,999.99')
  expect(await assessor.getByRole('table', { name: /的分配$/ }).count()).toBe(0)
})

it('after a final month and a filed plan it is split 6:3:1 to the fen', async () => {
  await finaliseMonth(assessor, leader)
  await filePlan(assessor)
  await compute()
  expect(await assessor.getByText('结余暂不能分配').count()).toBe(0)
  const split = assessor.getByRole('table', { name: /包干的分配$/ })
  const amounts = (await split.locator('tr.money-level').allInnerTexts()).map((row) =>
    row.split('\t').at(-1)?.trim(),
  )
  expect(amounts).toEqual(['¥17,999.99', '¥9,000.00', '¥3,000.00'])
  // 9 000 yuan among two townships with 20 000 and 10 000 people.
  expect(await split.getByRole('row', { name: /城东镇卫生院/ }).innerText()).toContain('¥6,000.00')
  expect(await split.getByRole('row', { name: /城西镇卫生院/ }).innerText()).toContain('¥3,000.00')
  expect(await split.locator('tfoot').innerText()).toContain('¥29,999.99')
  expect(await split.locator('tfoot').innerText()).toContain('分毫不差')
  expect(serious(await findBarriers(assessor))).toEqual([])
})

it('the settlement computes again to the same bytes, is confirmed by another person and printed', async () => {
  await assessor.getByRole('button', { name: '复算核对' }).click()
  await assessor.getByText('复算结果与留存的逐字节一致。').waitFor()
  expect(await assessor.getByRole('button', { name: '审定结算' }).count()).toBe(0)
  await leader.goto(assessor.url())
  await leader.getByRole('button', { name: '审定结算' }).click()
  await leader.getByRole('tooltip').getByRole('button', { name: '审定结算' }).click()
  await leader.getByText('已审定', { exact: true }).first().waitFor()
  await leader.emulateMedia({ media: 'print' })
  expect(await leader.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
  expect(await leader.getByRole('table', { name: /包干的分配$/ }).isVisible()).toBe(true)
  const paper = await leader.pdf({ format: 'A4' })
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
})
