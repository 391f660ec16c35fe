import path from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { JobScan } from '../../server/src/jobs/stored/job-scan.ts'
import { dutifulRuleset } from '../server/harness/dutiful-ruleset.ts'
import { caseWorker, openTestServer, type TestServer } from '../server/harness/open-test-server.ts'
import { referralFacts } from '../server/harness/small-ruleset.ts'
import { TurnableClock } from '../server/harness/turnable-clock.ts'
import { option } from './controls.ts'
import { say } from './dictionary.ts'
import { openBrowser, openSignedIn } from './open-browser.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

const password = 'a password of my own'

let server: TestServer
let browser: Browser
let url: string
let first: string

beforeAll(async () => {
  const designerFolder = path.resolve(import.meta.dirname, '../../designer/dist')
  const clock = new TurnableClock(new Date().toISOString())
  server = await openTestServer(clock, new Map(), { designerFolder })
  await server.publish(dutifulRuleset())
  const whole = { county: 'north', units: '*' } as const
  await server.user(
    'administrator',
    password,
    { role: 'administrator', ...whole },
    caseWorker('north', 'T02'),
  )
  await server.user('wang', password, caseWorker('north', 'T01'))
  const key = await server.key(caseWorker('north', 'T01'), { role: 'assessor', ...whole })
  const units = [
    { id: 'T01', title: '东街卫生院' },
    { id: 'T02', title: '西街卫生院' },
    { id: 'V01', title: '东街村卫生室', parent: 'T01' },
  ]
  const headers = { 'if-match': '"0"' }
  await server.ask('/v1/rulesets/small/units', { method: 'PUT', key, body: { units }, headers })
  for (const events of [['send'], ['send'], []]) {
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
    const { id } = (await server.ask('/v1/cases', { key, body })).body
    for (const type of events) await server.ask(`/v1/cases/${id}/events`, { key, body: { type } })
    first ??= id
  }
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser.close()
  server.app.server.closeAllConnections()
  await server.close()
})

const signedIn = () => openSignedIn(browser, { url, username: 'administrator', password })

async function choose(page: Page, language: 'zh' | 'en', field: string, unit: string) {
  const box = page.getByRole('combobox', { name: say(language, field) })
  await box.fill(unit)
  await option(page, unit).click()
}

/** Does what is stored as a server does every second. */
async function workOff(): Promise<void> {
  const jobs = new JobScan(server.context, () => {}, { alone: true })
  await jobs.run()
  await jobs.idle()
}

it('an administrator looks at what a merged unit hands over, has it done, and the case says so', async () => {
  const page = await signedIn()
  await page.getByRole('button', { name: 'administrator' }).click()
  await page.getByRole('menuitem', { name: say('zh', 'unitChanges.title') }).click()
  await page.getByRole('heading', { name: say('zh', 'unitChanges.title') }).waitFor()
  for (const language of ['en', 'zh'] as const) {
    await page.evaluate((tongue) => localStorage.setItem('jieli.language', tongue), language)
    await page.reload()
    await choose(page, language, 'unitChanges.unit', '东街卫生院')
    await choose(page, language, 'unitChanges.successorOf.merged', '西街卫生院')
    const look = page.getByRole('button', { name: say(language, 'unitChanges.look'), exact: true })
    await look.click()
    await page.getByText(say(language, 'unitChanges.showCases')).click()
    await takePicture(page, `unit-changes-${language}`)
    expect(await findBarriers(page, 'main')).toEqual([])
  }
  await page.getByRole('heading', { name: '移交在办个案 3 件' }).waitFor()
  await page.getByText('wang', { exact: true }).waitFor()
  await page.getByRole('textbox', { name: say('zh', 'unitChanges.reason') }).fill('县卫健局文件')
  await page.getByRole('button', { name: say('zh', 'unitChanges.make'), exact: true }).click()
  await page.getByText(say('zh', 'jobs.statuses.waiting'), { exact: true }).waitFor()
  await workOff()
  await page.getByText(/“东街卫生院”由“西街卫生院”接手：移交 3 件个案/).waitFor()
  await page.getByRole('heading', { name: say('zh', 'unitChanges.past') }).waitFor()
  await takePicture(page, 'unit-changes-made-zh')
  await page.goto(`${url}/cases/${first}`)
  await page.getByText(say('zh', 'cases.handedOver', { from: 'T01', to: 'T02' })).waitFor()
  await page.getByText(say('zh', 'cases.nowActing', { unit: 'T01', acting: 'T02' })).waitFor()
  await takePicture(page, 'unit-changes-case-zh')
  await page.close()
})
