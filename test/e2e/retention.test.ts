import path from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StoredDocument } from '../../server/src/ports/store.ts'
import { grants, openTestServer, type TestServer } from '../server/harness/open-test-server.ts'
import { TurnableClock } from '../server/harness/turnable-clock.ts'
import { hills, placeNorth } from '../server/jurisdiction/hill-province.ts'
import { Erasing } from '../server/retention/erasing.ts'
import { say } from './dictionary.ts'
import { openBrowser, openSignedIn } from './open-browser.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

const password = 'a password of my own'
const whole = { county: 'north', units: '*' } as const

let server: TestServer
let county: Erasing
let browser: Browser
let url: string

beforeAll(async () => {
  const designerFolder = path.resolve(import.meta.dirname, '../../designer/dist')
  const clock = new TurnableClock(new Date().toISOString())
  server = await openTestServer(clock, new Map(), { designerFolder })
  county = await Erasing.open(server)
  await county.finished()
  await county.begin()
  await server.user('wang', password, { role: 'auditor', ...whole })
  await server.user('sun', password, { role: 'auditor', county: '*', units: '*' })
  await server.user('li', password, { role: 'administrator', ...whole })
  for (const name of ['zhao', 'qian']) await server.user(name, password, grants.administrator)
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser.close()
  server.app.server.closeAllConnections()
  await server.close()
})

const signedIn = (username: string) =>
  openSignedIn(browser, { url, username, password, height: 1200 })

const button = (page: Page, language: 'zh' | 'en', word: string) =>
  page.getByRole('button', { name: say(language, `retention.${word}`), exact: true })

async function look(page: Page, language: 'zh' | 'en'): Promise<void> {
  await page.getByRole('textbox', { name: say(language, 'retention.patient') }).fill('P-7')
  await button(page, language, 'look').click()
  await page
    .getByRole('heading', { name: say(language, 'retention.person', { patient: 'P-7' }) })
    .first()
    .waitFor()
}

it('an auditor finds a person, hands out what is kept, and proposes to erase them; an administrator confirms', async () => {
  const page = await signedIn('wang')
  await page.getByRole('button', { name: 'wang' }).click()
  await page.getByRole('menuitem', { name: say('zh', 'retention.title') }).click()
  await page.getByRole('heading', { name: say('zh', 'retention.title') }).waitFor()
  for (const language of ['en', 'zh'] as const) {
    await page.evaluate((tongue) => localStorage.setItem('jieli.language', tongue), language)
    await page.reload()
    await look(page, language)
    await page.getByText(say(language, 'retention.whatGoes')).click()
    await page.getByText(say(language, 'retention.erase'), { exact: true }).first().click()
    await takePicture(page, `retention-person-${language}`)
    expect(await findBarriers(page, 'main')).toEqual([])
  }
  await page.getByText(say('zh', 'retention.export'), { exact: true }).click()
  await page.getByRole('textbox', { name: say('zh', 'retention.exportReason') }).fill('本人申请')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'zh', 'download').click(),
  ])
  expect(file.suggestedFilename()).toBe('north-P-7.json')
  await page.getByText(say('zh', 'retention.exported')).waitFor()
  await page
    .getByRole('textbox', { name: say('zh', 'retention.ground') })
    .fill('《个人信息保护法》第四十七条')
  const reasons = page.getByRole('textbox', { name: say('zh', 'retention.reason'), exact: true })
  await reasons.first().fill('本人申请')
  await button(page, 'zh', 'propose').click()
  await page.getByText(say('zh', 'retention.ownProposal')).waitFor()
  await page.close()

  const second = await signedIn('li')
  await second.goto(`${url}/retention`)
  await takePicture(second, 'retention-proposed-zh')
  await button(second, 'zh', 'confirm').click()
  await second
    .getByRole('tooltip')
    .getByRole('button', { name: say('zh', 'retention.confirm') })
    .click()
  await second.getByText(say('zh', 'retention.statuses.confirmed')).waitFor()
  expect(await county.workOff()).toEqual([])
  await second.getByText(/已删除：个案 1 件/).waitFor()
  await look(second, 'zh')
  await second.getByText(say('zh', 'retention.exportByAuditor')).waitFor()
  await takePicture(second, 'retention-done-zh')
  await second.getByText(say('zh', 'retention.setRules'), { exact: true }).click()
  const group = second.getByRole('group', { name: say('zh', 'retention.kinds.closedCases') })
  await group.getByRole('spinbutton').fill('5475')
  await group.getByRole('textbox').fill('县医共体数据管理办法第八条')
  const reason = second.getByRole('textbox', { name: say('zh', 'retention.reason'), exact: true })
  await reason.last().fill('办公会议定')
  await button(second, 'zh', 'proposeRules').click()
  await second.getByText(/li 于 .* 提出：办公会议定/).waitFor()
  await takePicture(second, 'retention-rules-zh')
  expect(await findBarriers(second, 'main')).toEqual([])
  await second.close()
})

it('JU8 an administrator proposes what binds counties, another turns it down, confirms the next, and finds each in the worklist', async () => {
  await server.publish(hills())
  await placeNorth(server, await server.key(grants.administrator))
  const words = (key: string, values?: Record<string, string>) =>
    say('zh', `jurisdictions.${key}`, values)
  const press = async (page: Page, key: string, values?: Record<string, string>) =>
    await page.getByRole('button', { name: words(key, values), exact: true }).click()
  const zhao = await signedIn('zhao')
  await zhao.getByRole('button', { name: 'zhao' }).click()
  await zhao.getByRole('menuitem', { name: words('title') }).click()
  const proposal = (page: Page) => page.getByRole('article')
  const unbind = async (reason: string) => {
    await press(zhao, 'proposeFor', { name: 'hills' })
    const dialog = zhao.getByRole('dialog')
    await dialog.getByText(words('lacks.change')).waitFor()
    await press(zhao, 'removePack')
    await dialog.getByText('“山区省规则”（1.0.0 及以后的 1.x 版）不再约束其下各县区。').waitFor()
    await dialog.getByText(/涉及县区 1 个：north-county。/).waitFor()
    await dialog.getByText(words('lacks.reason')).waitFor()
    await dialog.getByRole('textbox', { name: words('reason') }).fill(reason)
    await takePicture(zhao, 'jurisdiction-dialog-zh')
    expect(await findBarriers(zhao, '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: words('send'), exact: true }).click()
    await proposal(zhao).getByText(words('ownProposal')).waitFor()
  }
  await unbind('省里来文')
  const confirm = { name: words('confirm'), exact: true }
  expect(await proposal(zhao).getByRole('button', confirm).isDisabled()).toBe(true)
  await takePicture(zhao, 'jurisdictions-own-zh')

  const qian = await signedIn('qian')
  await qian.getByText(say('zh', 'worklist.kinds.jurisdictionProposed')).waitFor()
  await qian.getByText(/zhao提议改变它约束县区的规定.*省里来文/).waitFor()
  await qian.getByRole('link', { name: 'hills', exact: true }).click()
  await proposal(qian)
    .getByText(/不再约束其下各县区/)
    .waitFor()
  await press(qian, 'turnDown')
  await qian.getByRole('textbox', { name: words('whyNot') }).fill('文号有误')
  await press(qian, 'turnDownSend')
  await qian.getByText(words('turnedDownDone', { name: 'hills' })).waitFor()
  await zhao.reload()
  await proposal(zhao)
    .getByText(/否决。理由：文号有误/)
    .waitFor()
  await press(zhao, 'clear')
  await zhao.getByText(words('noProposals')).waitFor()

  await unbind('省里来文（更正）')
  await qian.reload()
  await takePicture(qian, 'jurisdictions-waiting-zh')
  expect(await findBarriers(qian, 'main')).toEqual([])
  await proposal(qian).getByRole('button', confirm).click()
  await qian.getByRole('tooltip').getByRole('button', confirm).click()
  await qian.getByText(words('confirmed', { name: 'hills' })).waitFor()
  const line = qian.getByRole('row').filter({ hasText: 'hills' }).first()
  await line.getByText(words('bindsNothing')).waitFor()
  await line.getByText(/zhao提出，qian确认/).waitFor()
  await qian.goto(`${url}/rulesets`)
  await qian.getByRole('heading', { name: say('zh', 'shell.rulesets'), level: 1 }).waitFor()
  expect(await qian.getByText(say('zh', 'worklist.kinds.jurisdictionProposed')).count()).toBe(0)
  await zhao.close()
  await qian.close()
})

it('an auditor reads whether the log is as it was written, and what was done to whom', async () => {
  const page = await signedIn('sun')
  const state = page.getByRole('region')
  await page.getByRole('button', { name: 'sun' }).click()
  await page.getByRole('menuitem', { name: say('zh', 'auditLog.title') }).click()
  await state.getByText(say('zh', 'auditLog.state.pending')).waitFor()
  await server.context.auditWatch.verify('everything')
  for (const language of ['en', 'zh'] as const) {
    await page.evaluate((tongue) => localStorage.setItem('jieli.language', tongue), language)
    await page.goto(`${url}/audit`)
    await state
      .getByText(
        language === 'zh' ? '所存的一切都与写入时一致' : 'everything stored is as it was written',
      )
      .waitFor()
    await page.locator('summary').click()
    await page.getByRole('cell', { name: '《个人信息保护法》第四十七条' }).first().waitFor()
    await takePicture(page, `audit-sound-${language}`)
    // What was done is chosen in words, and found by them.
    await page
      .getByRole('combobox', { name: say(language, 'auditLog.action') })
      .fill(say(language, 'auditLog.actions.case.start'))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: say(language, 'cases.search') }).click()
    await page.waitForURL(/action=case\.start/)
    const begun = page.getByRole('row').filter({
      has: page.getByRole('rowheader', {
        name: say(language, 'auditLog.actions.case.start'),
        exact: true,
      }),
    })
    // The first that was begun is the one whose person was erased.
    await begun.last().getByRole('link').waitFor()
    await begun.last().getByRole('button', { expanded: false }).click()
    await page.getByText(say(language, 'auditLog.names.exactly')).waitFor()
    await page.getByRole('button', { name: say(language, 'auditLog.only') }).click()
    await page.waitForURL(/target=/)
    await page
      .getByRole('rowheader', { name: say(language, 'auditLog.actions.case.erase'), exact: true })
      .waitFor()
    // What was done is kept, and not what it told of the person.
    await page
      .getByRole('row')
      .filter({ hasText: say(language, 'auditLog.actions.link.open') })
      .getByRole('button')
      .click()
    await page.getByText(say(language, 'auditLog.erasedDetail')).waitFor()
    await takePicture(page, `audit-case-${language}`)
    expect(await findBarriers(page, 'main')).toEqual([])
    await page.goto(`${url}/audit?from=2001-01-01&to=2001-01-02`)
    await page.getByText(say(language, 'auditLog.none')).waitFor()
  }
  const [user] = await server.raw.find('users', { limit: 1 })
  const overwrite = async (document: StoredDocument) =>
    await server.raw.commit([
      { kind: 'replace', collection: 'users', document, expectedRevision: document.revision },
    ])
  await overwrite({ ...user!, title: '改过的' } as StoredDocument)
  await server.context.auditWatch.verify('everything')
  for (const language of ['en', 'zh'] as const) {
    await page.evaluate((tongue) => localStorage.setItem('jieli.language', tongue), language)
    await page.goto(`${url}/audit`)
    await page
      .getByRole('columnheader', { name: say(language, 'auditLog.problems.advice') })
      .waitFor()
    await page.getByRole('rowheader', { name: `users/${user!.id}` }).waitFor()
    await takePicture(page, `audit-damaged-${language}`)
    expect(await findBarriers(page, 'main')).toEqual([])
  }
  await overwrite(user!)
  await page.close()
  // Who audits one county is told that the whole is not theirs to see, and finds what was done there.
  const other = await signedIn('wang')
  await other.goto(`${url}/audit?action=erasure.propose`)
  await other.getByText(say('zh', 'auditLog.stateElsewhere')).waitFor()
  await other
    .getByRole('rowheader', { name: say('zh', 'auditLog.actions.erasure.propose') })
    .waitFor()
  await other.close()
})
