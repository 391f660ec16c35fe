import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  caseWorker,
  grants,
  openTestServer,
  type TestServer,
} from '../server/harness/open-test-server.ts'
import { referralFacts } from '../server/harness/small-ruleset.ts'
import { TurnableClock } from '../server/harness/turnable-clock.ts'
import { deciding, publishTwo } from '../server/rulesets/suspending.ts'
import { type Language, say } from './dictionary.ts'
import { openBrowser, openSignedIn } from './open-browser.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

const password = 'a password of my own'
const reason = '急诊患者被要求先审核，会耽误救治'
const page = readFileSync(`${import.meta.dirname}/../../docs/governance.md`, 'utf8')
/** What was pressed, in order. */
const pressed: string[] = []

let server: TestServer
let browser: Browser
let url: string
let running: string

beforeAll(async () => {
  const designerFolder = path.resolve(import.meta.dirname, '../../designer/dist')
  const clock = new TurnableClock('2025-03-03T09:00:00.000+08:00')
  server = await openTestServer(clock, new Map(), { designerFolder })
  await publishTwo(server)
  const worker = caseWorker('north', 'T01')
  const publisher = { ...grants.publisher, county: 'north' } as const
  for (const name of ['first', 'second']) await server.user(name, password, publisher, worker)
  const key = await server.key(worker)
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  running = (await server.ask('/v1/cases', { key, body })).body.id
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser.close()
  server.app.server.closeAllConnections()
  await server.close()
})

const signedIn = (name: string, language: Language = 'zh') =>
  openSignedIn(browser, { url, username: name, password, language })

async function press(on: Locator, label: string): Promise<void> {
  pressed.push(label)
  await on.click()
}

/** Presses what is beside version 1.1.0, and what ends the form that it opens. */
async function act(on: Page, label: string, why?: string): Promise<void> {
  const dialog = on.getByRole('dialog')
  await press(dialog.getByRole('button', { name: new RegExp(`^${label}版本 1.1.0$`) }), label)
  const form = dialog.getByRole('region', { name: `${label}版本 1.1.0` })
  if (why !== undefined)
    await form.getByRole('textbox', { name: say('zh', 'suspension.reason') }).fill(why)
  await takePicture(on, `suspension-${label}-zh`)
  await press(form.getByRole('button', { name: label, exact: true }), label)
  await form.waitFor({ state: 'detached' })
}

it('one publisher proposes to suspend a version, another confirms it, and at once the version before applies', async () => {
  const one = await signedIn('first')
  await one.goto(`${url}/rulesets`)
  await press(
    one.getByRole('button', { name: say('zh', 'rulesets.versionsNamed', { title: '小规则集' }) }),
    '版本',
  )
  await act(one, '提出停用', reason)
  const dialog = one.getByRole('dialog')
  await dialog.getByText(say('zh', 'suspension.ownHint')).waitFor()
  expect(await dialog.getByRole('button', { name: /^确认停用/ }).count()).toBe(0)
  expect(await deciding(server)).toBe('1.1.0')

  const two = await signedIn('second')
  await two.goto(`${url}/rulesets`)
  await two.getByText(say('zh', 'worklist.kinds.proposalOpen'), { exact: true }).waitFor()
  await takePicture(two, 'suspension-worklist-zh')
  await two.locator('.worklist').getByRole('link', { name: '小规则集' }).click()
  await act(two, '确认停用')
  expect(await deciding(server)).toBe('1.0.0')
  await two
    .getByRole('dialog')
    .getByText(say('zh', 'suspension.suspended'), { exact: true })
    .waitFor()
  await takePicture(two, 'suspension-versions-zh')
  expect(await findBarriers(two, '.ant-modal')).toEqual([])
  await two.locator('.ant-modal-footer').getByRole('button').click()
  const notice = say('zh', 'suspension.notice', { version: '1.1.0', inForce: '1.0.0' })
  await two.getByText(notice).waitFor()
  await two.getByText(say('zh', 'worklist.kinds.versionSuspended'), { exact: true }).waitFor()
  await takePicture(two, 'suspension-rulesets-zh')
})

it('the case that runs on it says so, on its page, in the list and in English, and leads to where it is moved', async () => {
  const two = await signedIn('second', 'en')
  await two.goto(`${url}/cases`)
  await two.getByText(say('en', 'suspension.caseTag'), { exact: true }).waitFor()
  await two.goto(`${url}/cases/${running}`)
  await two.getByText(say('en', 'suspension.case', { version: '1.1.0' })).waitFor()
  await two.getByText(new RegExp(reason)).waitFor()
  await takePicture(two, 'suspension-case-en')
  expect(await findBarriers(two, 'main')).toEqual([])
  const move = say('en', 'migration.title', { version: '1.0.0' })
  await two.getByRole('link', { name: move }).click()
  await two.getByText(say('en', 'migration.total', { total: '1', moves: '1', left: '0' })).waitFor()
  await two.goto(`${url}/rulesets/small/parameters`)
  await two
    .getByText(say('en', 'suspension.notice', { version: '1.1.0', inForce: '1.0.0' }))
    .waitFor()
  await takePicture(two, 'suspension-editor-en')
})

it('after the review it is rolled back for good, by two as well', async () => {
  const one = await signedIn('first')
  await one.goto(`${url}/rulesets?versions=small`)
  await act(one, '提出回退', '复核属实，改由新版本处理')
  const two = await signedIn('second')
  await two.goto(`${url}/rulesets?versions=small`)
  await act(two, '确认回退')
  const dialog = two.getByRole('dialog')
  await dialog.getByText(say('zh', 'suspension.rolledBack'), { exact: true }).waitFor()
  expect(await dialog.getByRole('button', { name: /版本 1.1.0$/ }).count()).toBe(0)
  expect(await deciding(server)).toBe('1.0.0')
  await takePicture(two, 'suspension-rolled-back-zh')
})

it('the page tells its reader to press what was pressed, in that order', () => {
  const flow = page.slice(
    page.indexOf('## When a rule harms'),
    page.indexOf('What holds meanwhile'),
  )
  const named = [...flow.matchAll(/\*\*([^*]+)\*\*(, twice)?/g)].flatMap(([, label, twice]) =>
    twice === undefined ? [label] : [label, label],
  )
  expect(named).toEqual(pressed)
})
