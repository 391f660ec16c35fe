import { say } from './dictionary.ts'
import type { Place } from './place.ts'

/** The pages about signing in, accounts and keys. */
export const peoplePlaces: readonly Place[] = [
  {
    name: 'the sign-in page',
    account: 'nobody',
    open: async (page, url, language) => {
      await page.goto(url)
      await page.getByRole('button', { name: say(language, 'signIn.enter'), exact: true }).click()
      await page.getByText(say(language, 'signIn.passwordMissing')).waitFor()
    },
  },
  {
    name: 'the page where the provider of identities sends people back to, with no sign-in begun',
    account: 'nobody',
    open: async (page, url, language) => {
      await page.goto(`${url}/sign-in/return?code=x&state=y`)
      await page.getByRole('link', { name: say(language, 'signIn.again') }).waitFor()
    },
  },
  {
    name: 'the page to change a password on',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}/password`)
      await page.getByRole('button', { name: say(language, 'password.save') }).click()
      await page.getByText(say(language, 'password.oldMissing')).waitFor()
    },
  },
  {
    name: 'the page to set a second factor up on',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}/second-factor`)
      await page.getByRole('button', { name: say(language, 'secondFactor.begin') }).click()
      await page.getByText(say(language, 'signIn.passwordMissing')).waitFor()
    },
  },
  {
    name: 'one’s own account',
    account: 'clerk',
    open: async (page, url) => {
      await page.goto(`${url}/account`)
      await page.getByRole('row').nth(1).waitFor()
    },
  },
  {
    name: 'the audit log, with one entry open',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/audit`)
      await page.getByRole('region', { name: say(language, 'auditLog.state.title') }).waitFor()
      await page
        .getByRole('button', { expanded: false })
        .filter({ hasText: say(language, 'auditLog.show') })
        .first()
        .click()
      await page.getByText(say(language, 'auditLog.names.exactly')).waitFor()
    },
  },
  {
    name: 'who has read which case',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/case-reads`)
      await page.getByRole('button', { name: say(language, 'cases.search') }).click()
      await page
        .getByRole('row')
        .nth(1)
        .or(page.getByText(say(language, 'caseReads.none')))
        .waitFor()
    },
  },
  {
    name: 'what is kept of whom, and who was erased',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/retention`)
      await page.getByText(say(language, 'retention.noErasures')).waitFor()
      await page.getByText(say(language, 'retention.noHolds')).waitFor()
    },
  },
  {
    name: 'the accounts, with where one is signed in',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/people`)
      const row = page.getByRole('row').filter({ hasText: 'administrator' })
      await row.getByRole('button', { name: say(language, 'people.sessions') }).click()
      await page.getByRole('dialog').getByRole('row').nth(1).waitFor()
    },
  },
  {
    name: 'a new account, with nothing filled in',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/people`)
      const make = page.getByRole('button', { name: say(language, 'people.form.makeTitle') })
      await make.click()
      const dialog = page.getByRole('dialog')
      const button = { name: say(language, 'people.form.make'), exact: true }
      await dialog.getByRole('button', button).click()
      await dialog.getByText(say(language, 'people.form.roleMissing')).waitFor()
    },
  },
  {
    name: 'a new key',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/people`)
      await page.getByRole('button', { name: say(language, 'keys.make'), exact: true }).click()
      await page.getByRole('dialog').getByText(say(language, 'keys.untilDay')).click()
    },
  },
  {
    name: 'somebody who leaves',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/people`)
      const row = page.getByRole('row').filter({ hasText: 'doctor' })
      await row.getByText(say(language, 'leaving.open'), { exact: true }).click()
      await page
        .getByRole('dialog')
        .getByRole('textbox', { name: say(language, 'leaving.reason') })
        .waitFor()
    },
  },
  {
    name: 'a change of a unit, looked at',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/unit-changes?ruleset=district-plan-demo`)
      for (const field of ['unitChanges.unit', 'unitChanges.successorOf.merged']) {
        const box = page.getByRole('combobox', { name: say(language, field) })
        await box.click()
        await box.press('Enter')
      }
      await page
        .getByRole('button', { name: say(language, 'unitChanges.look'), exact: true })
        .click()
      await page.getByRole('heading', { name: say(language, 'unitChanges.preview') }).waitFor()
    },
  },
]
