import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  county,
  heldParameter,
  heldRule,
  heldTransition,
  makeHeldCounty,
} from '../e2e/locked-county.ts'
import { openProduct, type Product } from '../e2e/open-product.ts'
import { findBarriers, serious } from '../e2e/find-barriers.ts'

const chart = '/pathways/referral/machine/states'
let product: Product
let page: Page

beforeAll(async () => {
  product = await openProduct()
  page = await product.signIn('clerk')
  await makeHeldCounty(page, product)
})
afterAll(async () => {
  await product.close()
})

/** Opens a page of the county's editor at an item. */
async function openAt(part: string, item: string): Promise<void> {
  await page.goto(`${product.server.url}/rulesets/${county}/${part}?at=${item}`)
  await page.getByRole('navigation').first().waitFor()
}

async function openElement(item: string): Promise<Locator> {
  await openAt('pathways', item)
  const panel = page.getByRole('complementary', { name: '所选内容' })
  await panel.locator('.provenance-line').first().waitFor()
  return panel
}

const standing = (panel: Locator) => panel.locator('.provenance-line').first()

const faults = async (): Promise<string[]> => serious(await findBarriers(page))

describe('a chart that rests on a template', () => {
  it('shows whose a state is; editing it overrides it, and one click takes it back', async () => {
    const panel = await openElement(`${chart}/declined`)
    expect(await standing(panel).innerText()).toBe('沿用 区域医共体方案')
    const title = panel.getByRole('textbox', { name: '名称（中文）' })
    await title.fill('对方不接收')
    await title.press('Enter')
    await standing(panel).getByText('改写上级').waitFor()
    expect(await page.locator('.state-box .badge-icon-overrides').count()).toBe(1)
    await panel.getByRole('button', { name: '回到模板' }).click()
    await standing(panel).getByText('沿用 区域医共体方案').waitFor()
    expect(await title.inputValue()).toBe('已拒绝')
    expect(await page.locator('.state-box .badge-icon-overrides').count()).toBe(0)
  })

  it('lists a transition that was removed beside its state, and takes it back', async () => {
    await openElement(`${chart}/declined/on/redirect/redirect-declined`)
    await page.getByRole('button', { name: '删除转移' }).click()
    const panel = await openState('已拒绝')
    const removed = panel.getByRole('button', { name: /^恢复“/ })
    await removed.click()
    await expect.poll(() => removed.count()).toBe(0)
    await panel.getByRole('button', { name: /草稿$/ }).waitFor()
  })

  it('keeps a held state as it is, and says by whom and why', async () => {
    const panel = await openElement(`${chart}/care`)
    expect(await standing(panel).innerText()).toMatch(/不可改动（市）[\s\S]*全市统一办理。/)
    expect(await panel.getByRole('textbox', { name: '名称（中文）' }).isDisabled()).toBe(true)
    expect(await panel.getByRole('button', { name: '删除状态' }).isDisabled()).toBe(true)
    expect(await faults()).toEqual([])
    await page.locator('.canvas-frame').focus()
    await page.keyboard.press('Delete')
    await page.getByText('“诊疗”由上级规定，不可改动（市）。全市统一办理。').waitFor()
    expect(await page.getByRole('button', { name: '删除状态' }).count()).toBe(1)
  })

  it('holds what lies inside a held state too', async () => {
    const panel = await openElement(`${chart}/care/on/registerEmergency/register-emergency`)
    expect(await standing(panel).innerText()).toContain('不可改动（市）')
    expect(await panel.getByRole('button', { name: '删除转移' }).isDisabled()).toBe(true)
  })

  /** Goes from a chart without a selection to a state by the list of states. */
  async function openState(title: string): Promise<Locator> {
    const panel = page.getByRole('complementary', { name: '所选内容' })
    await panel.getByRole('button', { name: title }).first().click()
    await panel.getByRole('button', { name: '删除状态' }).waitFor()
    return panel
  }
})

describe('an exception is marked with the item it excuses', () => {
  const inForce = /例外：市卫生健康委批准（山区县例外批复），至 2099-12-31[\s\S]*山区路远。/
  const expired = /例外已过期：市卫生健康委批准（山区县例外批复），已于 2024-12-31 到期/

  it('on the chart, where the excused transition may be edited', async () => {
    const panel = await openElement(heldTransition)
    expect(await standing(panel).innerText()).toMatch(inForce)
    expect(await panel.getByRole('button', { name: '删除转移' }).isDisabled()).toBe(false)
    expect(await page.locator('.arrow-label .badge-icon-inForce').count()).toBe(1)
  })

  it('in the rules, where leave that ran out no longer lets anybody edit', async () => {
    await openAt('decisions', heldRule)
    const card = page.locator('.rule-selected')
    await card.getByText('改写上级').waitFor()
    expect(await card.innerText()).toMatch(expired)
    expect(await card.getByRole('textbox', { name: '理由（中文）' }).isDisabled()).toBe(true)
    expect(await faults()).toEqual([])
    const [message] = await page
      .locator('.problems-bar')
      .click()
      .then(() => page.locator('.problems-list').getByText('EXCEPTION_EXPIRED').allInnerTexts())
    expect(message).toBe('EXCEPTION_EXPIRED')
  })

  it('among the parameters', async () => {
    await openAt('parameters', heldParameter)
    const row = page.getByRole('row').filter({ hasText: 'pathwayCaseCountTarget' })
    await row.waitFor()
    expect(await row.innerText()).toMatch(inForce)
    expect(await faults()).toEqual([])
  })

  it('among the differences, and in the rule book', async () => {
    await page.goto(`${product.server.url}/rulesets/${county}/differences?from=parent&to=draft`)
    const changes = page.locator('.change')
    await changes.first().waitFor()
    const words = await changes.allInnerTexts()
    expect(words.filter((each) => inForce.test(each))).toEqual([expect.stringContaining('300')])
    expect(words.filter((each) => expired.test(each))).toHaveLength(1)
    await page.goto(`${product.server.url}/templates/${county}/book`)
    const entry = (path: string) => page.locator(`[id="${path}"]`).innerText()
    await page.locator('.book-entry').first().waitFor()
    expect(await entry(heldTransition)).toMatch(inForce)
    expect(await entry(heldParameter)).toMatch(inForce)
    expect(await entry(heldRule)).toMatch(expired)
    expect(await faults()).toEqual([])
  })
})

it('the rule book shows layer and contract beside rates, indicators and the shares of a fund', async () => {
  const provenance = (path: string) =>
    page.locator(`[id="${path}"] .book-provenance`).last().innerText()
  expect(await provenance('/pathwayRates/pathwayVarianceRate')).toMatch(
    /出自：省级标准（样例）[\s\S]*不可改动（省）/,
  )
  const indicators = page.locator('#indicators .book-provenance')
  expect(await indicators.first().innerText()).toMatch(/出自：.*[\s\S]*不可改动（国家）/)
  const [share] = await page.locator('#funds .book-shares .book-entry').allInnerTexts()
  expect(share).toMatch(/权重[\s\S]*出自：区域医共体方案[\s\S]*不可改动（市）[\s\S]*全市统一办理。/)
})
