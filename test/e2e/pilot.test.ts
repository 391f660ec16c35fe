import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../server/harness/open-test-server.ts'
import { referralFacts } from '../server/harness/small-ruleset.ts'
import { TurnableClock } from '../server/harness/turnable-clock.ts'
import {
  otherUnit,
  pilotUnit,
  saveStricter,
  saveUnits,
  triedRuleset,
} from '../server/rulesets/on-trial.ts'
import { type Language, say } from './dictionary.ts'
import { openBrowser, openSignedIn } from './open-browser.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

const password = 'a password of my own'
const page = readFileSync(`${import.meta.dirname}/../../docs/governance.md`, 'utf8')
/** What was pressed, in order. */
const pressed: string[] = []
/** A day as the pages and the server of the test know it: the browser shows the real today. */
const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', {
    timeZone: 'Asia/Shanghai',
  })

let server: TestServer
let browser: Browser
let url: string

beforeAll(async () => {
  const designerFolder = path.resolve(import.meta.dirname, '../../designer/dist')
  const clock = new TurnableClock(new Date().toISOString())
  server = await openTestServer(clock, new Map(), { designerFolder })
  await server.publish(triedRuleset())
  await saveUnits(server)
  await saveStricter(server)
  const worker = { role: 'caseWorker', county: 'north', units: '*' } as const
  await server.user('publisher', password, { ...grants.publisher, county: 'north' }, worker)
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser.close()
  server.app.server.closeAllConnections()
  await server.close()
})

const signedIn = (language: Language) =>
  openSignedIn(browser, { url, username: 'publisher', password, language, height: 1000 })

async function press(on: Locator, label: string): Promise<void> {
  pressed.push(label)
  await on.click()
}

async function start(unit: string): Promise<{ id: string; version: string }> {
  const key = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts(unit) }
  return (await server.ask('/v1/cases', { key, body })).body
}

async function fillDay(on: Page, name: string, day: string): Promise<void> {
  const field = on.getByLabel(name, { exact: true })
  await field.fill(day)
  await field.press('Enter')
}

async function assertAccessible(on: Page): Promise<void> {
  expect(await findBarriers(on, '.ant-modal')).toEqual([])
}

it('a publisher has a version begin with some units, by name, and says by when it is evaluated', async () => {
  const on = await signedIn('zh')
  await on.goto(`${url}/rulesets/small/parameters`)
  await on.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = on.getByRole('dialog')
  const first = say('zh', 'pilot.first')
  await press(dialog.getByRole('checkbox', { name: first }), first)
  const publish = dialog.getByRole('button', { name: say('zh', 'publish.publish'), exact: true })
  await dialog.getByLabel(say('zh', 'pilot.units')).click()
  await on.getByTitle('河东镇卫生院', { exact: true }).click()
  await on.keyboard.press('Escape')
  expect(await publish.isEnabled()).toBe(false)
  await fillDay(on, say('zh', 'pilot.evaluateBy'), dayFromNow(30))
  await takePicture(on, 'pilot-publish-zh')
  await assertAccessible(on)
  await press(publish, '发布')
  const done = { version: '1.0.1', from: dayFromNow(0), count: '1' }
  await dialog.getByText(say('zh', 'pilot.done', done)).waitFor()
  expect((await start(pilotUnit)).version).toBe('1.0.1')
  expect((await start(otherUnit)).version).toBe('1.0.0')
})

it('a case of a pilot unit says that it goes by the version on trial, in English too', async () => {
  const on = await signedIn('en')
  const { id } = await start(pilotUnit)
  await on.goto(`${url}/cases/${id}`)
  await on
    .getByText(/When the case began: By version 1\.0\.1, which is on trial: 河东镇卫生院/)
    .waitFor()
  await takePicture(on, 'pilot-case-en')
  expect(await findBarriers(on, 'main')).toEqual([])
  await on.goto(`${url}/rulesets?versions=small`)
  await on
    .getByText(say('en', 'pilot.in', { count: '1', units: '河东镇卫生院' }))
    .first()
    .waitFor()
  await takePicture(on, 'pilot-versions-en')
})

it('the worklist leads to its evaluation, and extended it is in force for all', async () => {
  const on = await signedIn('zh')
  await on.goto(`${url}/rulesets`)
  await on.getByText(say('zh', 'worklist.kinds.pilotToEvaluate'), { exact: true }).waitFor()
  await takePicture(on, 'pilot-worklist-zh')
  await on.locator('.worklist').getByRole('link', { name: '小规则集' }).click()
  const dialog = on.getByRole('dialog')
  const named = say('zh', 'pilot.evaluateNamed', { version: '1.0.1' })
  await press(dialog.getByRole('button', { name: named }), say('zh', 'pilot.evaluate'))
  const form = dialog.getByRole('region', { name: named })
  await form.getByLabel(say('zh', 'pilot.findings')).fill('复核平均 20 分钟，无延误')
  const extend = say('zh', 'pilot.decisions.extend')
  await press(form.getByRole('radio', { name: extend }), extend)
  await fillDay(on, say('zh', 'pilot.days.extend'), dayFromNow(0))
  await takePicture(on, 'pilot-evaluate-zh')
  await assertAccessible(on)
  const save = say('zh', 'pilot.save')
  await press(form.getByRole('button', { name: save }), save)
  await form.waitFor({ state: 'detached' })
  await dialog.getByText(/复核平均 20 分钟，无延误/).waitFor()
  await takePicture(on, 'pilot-extended-zh')
  expect((await start(otherUnit)).version).toBe('1.0.1')
  await on.locator('.ant-modal-footer').getByRole('button').click()
  await on
    .getByText(say('zh', 'worklist.kinds.pilotToEvaluate'), { exact: true })
    .waitFor({ state: 'detached' })
})

it('the page tells its reader to press what was pressed, in that order', () => {
  const flow = page.slice(page.indexOf('## Some units first'))
  const steps = flow.slice(0, flow.indexOf('What holds meanwhile'))
  expect([...steps.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label]) => label)).toEqual(pressed)
})
