import { say } from './dictionary.ts'
import { openCase } from './open-case.ts'
import type { Place } from './place.ts'
import { casePlaces } from './case-places.ts'
import { serverPlaces } from './server-places.ts'
import { peoplePlaces } from './people-places.ts'
import { assessDemoMonth, demoMonth, sampleCounty } from './sample-month.ts'

const editor = '/rulesets/district-plan-demo'
const assessment = `/assessment/${sampleCounty}`

/** Every page a person can get to, each as full as it gets. */
export const places: readonly Place[] = [
  ...peoplePlaces,
  ...serverPlaces,
  {
    name: 'the list of rulesets',
    account: 'clerk',
    open: async (page, url) => {
      await page.goto(`${url}/rulesets`)
      await page.getByText('district-plan-demo', { exact: true }).waitFor()
    },
  },
  {
    name: 'the page that imports a ruleset',
    account: 'clerk',
    open: async (page, url) => {
      await page.goto(`${url}/import`)
      await page.locator('.fingerprint').filter({ hasText: '-' }).waitFor()
    },
  },
  {
    name: 'the canvas with a state selected',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/pathways?at=/pathways/referral/machine/states/draft`)
      await page.getByRole('textbox', { name: say(language, 'canvas.key') }).waitFor()
      await page.locator('.react-flow__node').first().waitFor()
    },
  },
  {
    name: 'the canvas with a transition selected and the problems open',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/pathways?at=/pathways/referral/transitions/submit-up`)
      await page.getByRole('button', { name: say(language, 'canvas.removeTransition') }).waitFor()
      await page.locator('.problems-bar').click()
      await page.locator('.problems-list').waitFor()
    },
  },
  {
    name: 'a decision table',
    account: 'clerk',
    open: async (page, url) => {
      await page.goto(`${url}${editor}/decisions?at=/decisions/relationMatrix`)
      await page.getByRole('table').waitFor()
    },
  },
  {
    name: 'a list of rules with one open',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/decisions?at=/decisions/upReferral/rules/0`)
      await page
        .getByRole('group', { name: say(language, 'conditions.whole'), exact: true })
        .first()
        .waitFor()
    },
  },
  {
    name: 'a named condition',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/decisions?at=/conditions/0`)
      await page.getByRole('button', { name: say(language, 'tables.removeCondition') }).waitFor()
    },
  },
  {
    name: 'a fact',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/decisions?at=/facts/0`)
      await page.getByRole('button', { name: say(language, 'tables.removeFact') }).waitFor()
    },
  },
  {
    name: 'the parameters with one open',
    account: 'clerk',
    open: async (page, url, language) => {
      const at = '/parameters/pathwayVarianceRateCeiling'
      await page.goto(`${url}${editor}/parameters?at=${at}`)
      await page
        .getByRole('button', { name: say(language, 'parameters.addValue') })
        .first()
        .waitFor()
    },
  },
  {
    name: 'a duty',
    account: 'clerk',
    open: async (page, url) => {
      await page.goto(`${url}${editor}/duties`)
      await page.locator('.drafted-sentence').waitFor()
    },
  },
  {
    name: 'a new scheduled duty',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/scheduled-duties`)
      await page.getByRole('button', { name: say(language, 'scheduledEditor.add') }).click()
      await page.getByRole('heading', { name: say(language, 'scheduledEditor.new') }).waitFor()
    },
  },
  {
    name: 'what is due by period',
    account: 'assessor',
    open: async (page, url, language) => {
      await page.goto(`${url}/scheduled`)
      await page.getByRole('heading', { name: say(language, 'scheduled.title') }).waitFor()
    },
  },
  {
    name: 'a new duty',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/duties`)
      await page.getByRole('button', { name: say(language, 'dutyEditor.add') }).click()
      await page.getByRole('heading', { name: say(language, 'dutyEditor.new') }).waitFor()
    },
  },
  {
    name: 'a code list',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/code-lists?at=/codeSystems/icd10-sample`)
      await page.getByRole('button', { name: say(language, 'codeLists.exportTable') }).waitFor()
    },
  },
  {
    name: 'a new code list',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/code-lists`)
      await page.getByRole('button', { name: say(language, 'codeLists.newList') }).click()
      await page.getByRole('heading', { name: say(language, 'codeLists.newList') }).waitFor()
    },
  },
  {
    name: 'the calendar of a ruleset',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/calendar`)
      await page.getByRole('heading', { name: say(language, 'calendar.title') }).waitFor()
    },
  },
  ...(
    [
      ['an indicator with a formula', 'assessment/costProfitRate'],
      ['an indicator scored by its target', 'assessment/contractCoverageRate'],
      ['a group of indicators', 'assessmentGroups/amoebaOperating'],
      ['an assessment scheme', 'assessmentSchemes/amoebaMonthly'],
      ['a measure', 'measures/referrals.compliant'],
      ['a pathway rate', 'pathwayRates/0'],
      ['a fund', 'funds/residentFund'],
    ] as const
  ).map(([name, item]): Place => ({
    name,
    account: 'clerk',
    open: async (page, url) => {
      await page.goto(`${url}${editor}/assessment?at=/${item}`)
      await page.getByRole('article').waitFor()
    },
  })),
  {
    name: 'the settlements of a month',
    account: 'assessor',
    open: async (page, url, language) => {
      await page.goto(`${url}/assessment/district-plan-demo/money?period=2025-03`)
      await page.getByRole('button', { name: say(language, 'money.compute') }).waitFor()
    },
  },
  {
    name: 'the scenarios',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/scenarios`)
      await page.getByRole('button', { name: say(language, 'scenarios.runAll') }).waitFor()
    },
  },
  {
    name: 'the simulator deciding',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/simulator`)
      await page
        .getByRole('region', { name: say(language, 'simulator.explanation') })
        .first()
        .waitFor()
    },
  },
  {
    name: 'the simulator walking',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/simulator`)
      await page.getByText(say(language, 'simulator.modes.simulation'), { exact: true }).click()
      await page
        .getByRole('button', { name: say(language, 'simulator.start'), exact: true })
        .click()
      await page.locator('.state-box-highlighted').first().waitFor()
    },
  },
  {
    name: 'the dialog that publishes',
    account: 'publisher',
    open: async (page, url, language) => {
      await page.goto(`${url}${editor}/parameters`)
      await page.getByRole('button', { name: say(language, 'editor.publish'), exact: true }).click()
      await page
        .getByRole('dialog')
        .getByText(say(language, 'publish.hindrances.nothing'))
        .waitFor()
    },
  },
  {
    name: 'the list of cases',
    account: 'doctor',
    open: async (page, url) => {
      await page.goto(`${url}/cases`)
      await page.getByRole('row').nth(3).waitFor()
    },
  },
  {
    name: 'a case under way, a form open',
    account: 'doctor',
    open: async (page, url, language) => {
      await openCase(page, url, 'demo-patient-02')
      await page
        .getByRole('button', { name: say(language, 'cases.fillIn') })
        .or(page.locator('.event-head button'))
        .first()
        .click()
      await page.locator('.state-box-highlighted').first().waitFor()
    },
  },
  ...casePlaces,
  {
    name: 'a case with a refused event',
    account: 'doctor',
    open: async (page, url) => {
      await openCase(page, url, 'demo-patient-06')
      await page.locator('.state-box-highlighted').first().waitFor()
    },
  },
  {
    name: 'a period to be closed, a table refused and the units open',
    account: 'assessor',
    open: async (page, url, language) => {
      await assessDemoMonth(page, url)
      await page.goto(`${url}${assessment}/close?period=${demoMonth}`)
      await page.locator('input[type=file]').setInputFiles({
        name: 'wrong.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('unit,period,fact,value\nX99,2025-13,vaccination.given,1O0\n'),
      })
      await page.locator('.problem-table').first().waitFor()
      await page
        .getByRole('button', { name: say(language, 'assessment.units.edit'), exact: true })
        .click()
      await page.locator('.entry-table').waitFor()
    },
  },
  {
    name: 'the board of the pathways',
    account: 'assessor',
    open: async (page, url) => {
      await assessDemoMonth(page, url)
      await page.goto(`${url}${assessment}/board?period=${demoMonth}`)
      await page.locator('.chart svg').waitFor()
      await page.locator('.charted-table summary').click()
    },
  },
  {
    name: 'where referrals went',
    account: 'assessor',
    open: async (page, url) => {
      await assessDemoMonth(page, url)
      await page.goto(`${url}${assessment}/flows?period=${demoMonth}`)
      await page.locator('.chart svg').waitFor()
    },
  },
  {
    name: 'the trend of an indicator',
    account: 'assessor',
    open: async (page, url) => {
      await assessDemoMonth(page, url)
      await page.goto(`${url}${assessment}/trends?period=${demoMonth}`)
      await page.locator('.chart svg').waitFor()
    },
  },
  {
    name: 'a run with an objection',
    account: 'assessor',
    open: async (page, url) => {
      const run = await assessDemoMonth(page, url)
      await page.goto(`${url}/runs/${run}`)
      await page.locator('.chart svg').waitFor()
      await page.locator('.objections li').waitFor()
    },
  },
  {
    name: 'the dialog that corrects a run',
    account: 'assessor',
    open: async (page, url, language) => {
      const run = await assessDemoMonth(page, url)
      await page.goto(`${url}/runs/${run}`)
      await page
        .getByRole('button', { name: say(language, 'assessment.run.correct'), exact: true })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'a score card with an indicator explained and its cases',
    account: 'assessor',
    open: async (page, url) => {
      const run = await assessDemoMonth(page, url)
      await page.goto(`${url}/runs/${run}/cards/T01#referralComplianceRate`)
      await page.locator('.details-body button').first().click()
      await page.locator('.contributing-cases tbody tr[data-row-key]').first().waitFor()
    },
  },
  {
    name: 'the report of a run',
    account: 'assessor',
    open: async (page, url) => {
      const run = await assessDemoMonth(page, url)
      await page.goto(`${url}/runs/${run}/report`)
      await page.locator('.report-card').first().waitFor()
    },
  },
  {
    name: 'an address that does not exist',
    account: 'clerk',
    open: async (page, url, language) => {
      await page.goto(`${url}/nowhere`)
      await page.getByText(say(language, 'shell.notFound')).waitFor()
    },
  },
]
