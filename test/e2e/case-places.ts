import { say } from './dictionary.ts'
import { openCase } from './open-case.ts'
import type { Place } from './place.ts'

/** A case that is corrected, the pages for the time the system is down, and where links lead. */
export const casePlaces: readonly Place[] = [
  {
    name: 'a case that is being corrected',
    account: 'doctor',
    open: async (page, url, language) => {
      await openCase(page, url, 'demo-patient-02')
      await page
        .getByRole('button', { name: say(language, 'corrections.late') })
        .first()
        .click()
      await page.getByRole('dialog').getByLabel(say(language, 'corrections.reason')).waitFor()
    },
  },
  {
    name: 'a sheet for the time the system is down',
    account: 'doctor',
    open: async (page, url) => {
      await page.goto(`${url}/cases/sheets`)
      await page.locator('.paper-steps').first().waitFor()
    },
  },
  {
    name: 'a case that is entered from paper',
    account: 'doctor',
    open: async (page, url, language) => {
      await page.goto(`${url}/cases/paper`)
      await page.getByRole('button', { name: say(language, 'paper.addStep') }).click()
      await page
        .getByRole('combobox', { name: say(language, 'corrections.event'), exact: true })
        .waitFor()
    },
  },
  {
    name: 'a link that came without its content',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}/open`)
      await page.getByText(say(language, 'links.none')).waitFor()
    },
  },
]
