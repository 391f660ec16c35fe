import path from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { JobScan } from '../../server/src/jobs/stored/job-scan.ts'
import { newerRuleset } from '../server/cases/newer-ruleset.ts'
import {
  caseWorker,
  grants,
  openTestServer,
  type TestServer,
} from '../server/harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../server/harness/small-ruleset.ts'
import { TurnableClock } from '../server/harness/turnable-clock.ts'
import { say } from './dictionary.ts'
import { openBrowser, openSignedIn } from './open-browser.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

const password = 'a password of my own'

let server: TestServer
let browser: Browser
let url: string

beforeAll(async () => {
  const designerFolder = path.resolve(import.meta.dirname, '../../designer/dist')
  const clock = new TurnableClock(new Date().toISOString())
  server = await openTestServer(clock, new Map(), { designerFolder })
  await server.publish(smallRuleset())
  const worker = caseWorker('north', 'T01')
  await server.user('publisher', password, { ...grants.publisher, county: 'north' }, worker)
  const key = await server.key(worker)
  for (const events of [[], ['send'], ['send']]) {
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
    const { id } = (await server.ask('/v1/cases', { key, body })).body
    for (const type of events) await server.ask(`/v1/cases/${id}/events`, { key, body: { type } })
  }
  await server.publish(newerRuleset('1.1.0'), '2020-01-02')
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser.close()
  server.app.server.closeAllConnections()
  await server.close()
})

const signedIn = () => openSignedIn(browser, { url, username: 'publisher', password })

/** Does what is stored as a server does every second. */
async function workOff(): Promise<void> {
  const jobs = new JobScan(server.context, () => {}, { alone: true })
  await jobs.run()
  await jobs.idle()
}

it('a publisher sees what would become of running cases, chooses, has them moved, and undoes it', async () => {
  const page = await signedIn()
  await page.goto(`${url}/rulesets/small/migrate?to=1.1.0`)
  await page.getByText(say('zh', 'migration.choice')).waitFor()
  await page.getByText(say('zh', 'migration.moves', { state: '等待答复' })).waitFor()
  await page
    .getByText(say('zh', 'migration.droppedTimers', { title: '答复时限', count: '2' }))
    .waitFor()
  await takePicture(page, 'migration-zh')
  expect(await findBarriers(page, 'main')).toEqual([])
  await page
    .getByRole('combobox', { name: say('zh', 'migration.chooseFor', { state: '草稿' }) })
    .click()
  await page.locator('.ant-select-item-option').filter({ hasText: '草稿' }).first().click()
  await page.getByRole('textbox', { name: say('zh', 'migration.reason') }).fill('新版已经生效')
  await page.getByRole('button', { name: say('zh', 'migration.start', { moves: '3' }) }).click()
  await page.getByText(say('zh', 'jobs.statuses.waiting'), { exact: true }).waitFor()
  await workOff()
  await page.getByText('已把 3 件个案迁移到 1.1.0', { exact: true }).waitFor()
  await page.getByText(say('zh', 'migration.none')).waitFor()

  await page.goto(`${url}/jobs`)
  await page.getByRole('button', { name: /^撤回：/ }).click()
  await page.getByRole('textbox', { name: say('zh', 'migration.reason') }).fill('新版有误')
  await page
    .getByRole('button', { name: say('zh', 'jobs.undo'), exact: true })
    .last()
    .click()
  await page.getByText(say('zh', 'jobs.statuses.waiting'), { exact: true }).waitFor()
  await workOff()
  await page.getByText('已把 3 件个案退回原来的版本').waitFor()
  await takePicture(page, 'migration-undone-zh')
  await page.close()
})
