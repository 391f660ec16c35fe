import { say } from './dictionary.ts'
import type { Place } from './place.ts'

/** The pages about what a server has to do. */
export const serverPlaces: readonly Place[] = [
  {
    name: 'the jobs',
    account: 'assessor',
    open: async (page, url, language) => {
      await page.goto(`${url}/jobs`)
      await page.getByRole('heading', { name: say(language, 'jobs.title') }).waitFor()
    },
  },
  {
    name: 'the code maps, with a new one that lacks everything',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}/code-maps`)
      await page
        .getByRole('button', { name: say(language, 'codeMaps.import'), exact: true })
        .click()
      const bringIn = { name: say(language, 'codeMaps.importIt'), exact: true }
      await page.getByRole('dialog').getByRole('button', bringIn).click()
      await page.getByText(say(language, 'codeMaps.fileMissing')).waitFor()
    },
  },
  {
    name: 'the jurisdictions, with a change that is proposed',
    account: 'admin',
    open: async (page, url, language) => {
      await page.goto(`${url}/jurisdictions`)
      const nation = { zh: '国家', en: 'nation' }[language]
      const propose = say(language, 'jurisdictions.proposeFor', { name: nation })
      await page.getByRole('button', { name: propose }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: say(language, 'jurisdictions.removePack') }).click()
      await dialog.getByRole('button', { name: say(language, 'jurisdictions.addPack') }).click()
      await dialog.getByText(say(language, 'jurisdictions.affectsAll')).waitFor()
    },
  },
  {
    name: 'the running cases to be moved to a version',
    account: 'publisher',
    open: async (page, url) => {
      const id = 'district-plan-demo'
      const { versions } = (await (
        await page.request.get(`${url}/api/v1/rulesets/${id}`)
      ).json()) as { versions: { version: string }[] }
      await page.goto(`${url}/rulesets/${id}/migrate?to=${versions[0]?.version}`)
      await page.getByRole('status').waitFor()
    },
  },
]
