import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProduct, type Product } from './open-product.ts'
import { openCase } from './open-case.ts'
import { addScan } from './scanned.ts'
import { takePicture } from './take-picture.ts'

const patience = { timeout: 30_000 }
let product: Product
let doctor: Page
let office: Page

beforeAll(async () => {
  product = await openProduct()
  doctor = await product.signIn('doctor')
  office = await product.signIn('office')
})
afterAll(async () => {
  await product.close()
})

const rows = (page: Page): Locator => page.locator('.cases-table tbody tr[data-row-key]')
const highlighted = (page: Page): Promise<string[]> =>
  page.locator('.state-box-highlighted .state-box-title').allInnerTexts()
const event = (page: Page, title: string): Locator =>
  page.locator('.event').filter({ has: page.getByText(title, { exact: true }) })

it('cases are found by patient and by unit', async () => {
  await doctor.goto(`${product.server.url}/cases`)
  await rows(doctor).first().waitFor()
  expect(await rows(doctor).count()).toBe(7)
  await doctor.getByRole('textbox', { name: '患者代号' }).fill('demo-patient-03')
  await doctor.getByRole('button', { name: '查询' }).click()
  await expect.poll(() => rows(doctor).count(), patience).toBe(1)
  // Titles are read after the cases, with their version.
  await expect
    .poll(() => rows(doctor).innerText(), patience)
    .toMatch(/demo-patient-03[\s\S]*诊疗中/)
  await doctor.getByRole('button', { name: '重置' }).click()
  await expect.poll(() => rows(doctor).count(), patience).toBe(7)
  await doctor.getByRole('textbox', { name: '单位' }).fill('P01')
  await doctor.getByRole('button', { name: '查询' }).click()
  await doctor.getByText('没有符合条件的个案').waitFor()
})

it('a case shows where it is, how it came there and why', async () => {
  await openCase(doctor, product.server.url, 'demo-patient-01')
  await expect.poll(() => highlighted(doctor), patience).toContain('已申请')
  const history = doctor.locator('.case-history')
  expect(await history.innerText()).toMatch(/提交转诊申请[\s\S]*草稿 → 已申请/)
  expect(await history.innerText()).toMatch(/上转判定[\s\S]*可以办理[\s\S]*DP-/)
})

it('an event that may not happen yet says why', async () => {
  await openCase(office, product.server.url, 'demo-patient-06')
  const submit = event(office, '提交转诊申请')
  expect(await submit.innerText()).toContain('信息不足')
  await openCase(doctor, product.server.url, 'demo-patient-01')
  // The sending unit may not take up its own referral.
  expect(await event(doctor, '受理审核').innerText()).toContain('事件“受理审核”只能由转入单位发起')
})

it('an event asks for a reason, is sent, and moves the case on both screens', async () => {
  await openCase(office, product.server.url, 'demo-patient-01')
  await office.getByRole('button', { name: '填写：退回补充' }).click()
  const send = office.getByRole('button', { name: '提交“退回补充”' })
  expect(await send.isDisabled()).toBe(true)
  await office.getByRole('textbox', { name: '理由' }).fill('请补充血常规')
  await send.click()
  await expect.poll(() => highlighted(office), patience).toContain('退回补充')
  expect(await office.locator('.case-history').innerText()).toContain('理由：请补充血常规')

  await openCase(doctor, product.server.url, 'demo-patient-01')
  await doctor.getByRole('button', { name: '填写：补充信息' }).click()
  await doctor.getByRole('textbox', { name: '主要诊断' }).fill('J18.0')
  await doctor.getByRole('button', { name: '提交“补充信息”' }).click()
  await expect.poll(() => highlighted(doctor), patience).toContain('已申请')
  await doctor.getByText('填报了 1 项事实').first().click()
  expect(await doctor.locator('.case-history').innerText()).toContain('J18.0')
})

it('what was entered wrongly is voided after a preview, stays readable, and is entered late again', async () => {
  await openCase(doctor, product.server.url, 'demo-patient-01')
  await doctor.getByRole('button', { name: '作废：补充信息' }).click()
  const dialog = doctor.getByRole('dialog', { name: '更正个案' })
  await dialog.getByRole('textbox', { name: '更正的原因' }).fill('填到了别的患者名下')
  await dialog.getByRole('button', { name: '预览' }).click()
  await dialog.getByText('从“已申请”变为“退回补充”').waitFor()
  await takePicture(doctor, 'correction-zh')
  // Nothing has changed yet.
  expect(await highlighted(doctor)).toContain('已申请')
  await dialog.getByRole('button', { name: '确认更正' }).click()
  await expect.poll(() => highlighted(doctor), patience).toContain('退回补充')
  const voided = doctor.locator('.step-voided')
  expect(await voided.innerText()).toMatch(/补充信息[\s\S]*作废：填到了别的患者名下/)
  await takePicture(doctor, 'corrected-case-zh')

  const at = new Date()
  at.setMinutes(at.getMinutes() - at.getTimezoneOffset())
  await doctor.getByRole('button', { name: '补录', exact: true }).click()
  await dialog.getByRole('combobox', { name: '事项' }).click()
  await doctor.locator('.ant-select-item-option').getByText('补充信息', { exact: true }).click()
  await dialog.getByLabel('发生时间').fill(at.toISOString().slice(0, 19))
  await dialog.getByRole('textbox', { name: '主要诊断' }).fill('J18.9')
  await addScan(dialog, '电话记录.pdf')
  await dialog.getByRole('textbox', { name: '更正的原因' }).fill('停电期间已补充')
  await dialog.getByRole('button', { name: '预览' }).click()
  await dialog.getByText('从“退回补充”变为“已申请”').waitFor()
  await dialog.getByRole('button', { name: '确认更正' }).click()
  await expect.poll(() => highlighted(doctor), patience).toContain('已申请')
  const late = doctor.locator('.case-history li').filter({ hasText: '补录：补充信息' })
  await late.getByRole('button', { name: '电话记录.pdf' }).waitFor()
  await takePicture(doctor, 'attachments-late-zh')
})

it('a case that was begun on a printed sheet is entered afterwards, and says from which', async () => {
  await doctor.goto(`${product.server.url}/cases`)
  await doctor.getByRole('link', { name: '停机记录单' }).click()
  const sheet = doctor.getByRole('article')
  await sheet.getByRole('heading', { name: '双向转诊停机记录单' }).waitFor()
  const number = (await sheet.locator('.paper-number').innerText()).replace('编号 ', '')
  expect(number).toMatch(/^T01-\d{12}-01$/)
  expect(await sheet.getByRole('row', { name: /提交转诊申请/ }).innerText()).toContain('转出单位')
  await takePicture(doctor, 'downtime-sheet-zh')

  await doctor.goto(`${product.server.url}/cases`)
  await doctor.getByRole('link', { name: '补录停机个案' }).click()
  const hourAgo = new Date(Date.now() - 3_600_000)
  hourAgo.setMinutes(hourAgo.getMinutes() - hourAgo.getTimezoneOffset())
  const begun = hourAgo.toISOString().slice(0, 19)
  await doctor.getByRole('textbox', { name: '记录单编号' }).fill(number)
  await doctor.getByLabel('开始时间').fill(begun)
  await doctor.getByRole('textbox', { name: '患者编号（化名）' }).fill('paper-1')
  await doctor.getByRole('textbox', { name: '转出单位' }).first().fill('T01')
  await addScan(doctor.getByRole('region', { name: '情况' }), '记录单.pdf')
  await doctor.getByRole('button', { name: '添加一步' }).click()
  await doctor.getByRole('combobox', { name: '事项' }).click()
  await doctor.locator('.ant-select-item-option').getByText('提交转诊申请', { exact: true }).click()
  await doctor.getByLabel('发生时间').fill(begun)
  await doctor.getByRole('button', { name: '预览' }).click()
  // What would not have been taken then is said by its step, and nothing is stored.
  await doctor
    .getByRole('alert')
    .getByText(/第 1 步“提交转诊申请”/)
    .waitFor()
  await doctor.getByRole('button', { name: /^去掉/ }).click()
  await doctor.getByRole('button', { name: '预览' }).click()
  await doctor.getByText(/个案为“草稿”/).waitFor()
  await takePicture(doctor, 'paper-case-zh')
  await doctor.getByRole('button', { name: '确认补录' }).click()
  await doctor.getByText(`据记录单 ${number} 补录`).waitFor()
  await doctor.locator('.case-history').getByRole('button', { name: '记录单.pdf' }).waitFor()
  expect(await doctor.getByRole('heading', { level: 1 }).innerText()).toContain('paper-1')
})

it('a refused event stays in the history with its reason, and the case stays where it was', async () => {
  await openCase(office, product.server.url, 'demo-patient-06')
  await expect.poll(() => highlighted(office), patience).toEqual(['草稿'])
  await office.getByText('“提交转诊申请”未获办理').waitFor()
  await event(office, '提交转诊申请').getByRole('button', { name: '填写：提交转诊申请' }).click()
  // Not stable, so not ready to go down: refused, with the clause that says so.
  await office.getByRole('combobox', { name: '病情平稳' }).click()
  await office.locator('.ant-select-item-option').getByText('否', { exact: true }).click()
  await office.getByRole('button', { name: '提交“提交转诊申请”' }).click()
  const refusal = event(office, '提交转诊申请').getByRole('alert')
  await refusal.waitFor()
  expect(await refusal.innerText()).toMatch(/DP-\d+/)
  expect(await highlighted(office)).toEqual(['草稿'])
})

it('a case of other units is not shown', async () => {
  const reply = await product.server.ask('/cases', product.apiKey, {
    ruleset: 'district-plan-demo',
    pathway: 'referral',
    facts: { 'patient.id': 'elsewhere-1', 'fromUnit.id': 'D01', 'toUnit.id': 'P01' },
  })
  const { id } = (await reply.json()) as { id: string }
  await doctor.goto(`${product.server.url}/cases?patient=elsewhere-1`)
  await doctor.getByText('没有符合条件的个案').waitFor()
  await doctor.goto(`${product.server.url}/cases/${id}`)
  await doctor.getByRole('alert').waitFor()
  expect(await doctor.getByRole('main').innerText()).not.toContain('elsewhere-1')
  await openCase(office, product.server.url, 'elsewhere-1')
  expect(await office.getByRole('heading', { level: 1 }).innerText()).toContain('elsewhere-1')
})
