import type { Exception } from '@jieli/engine'
import type { Page } from 'playwright-core'
import { authorityWithKey } from '../setup/authority-key.ts'
import type { Product } from './open-product.ts'

const city = authorityWithKey('city')
const template = 'district-plan'

/** The county made here, resting on a template that holds some of its items. */
export const county = 'held-county'
export const heldRule = '/decisions/upReferral/rules/relation-review'
export const heldParameter = '/parameters/pathwayCaseCountTarget'
const draftState = '/pathways/referral/machine/states/draft'
export const heldTransition = `${draftState}/on/submit/submit-lateral`

const reason = { zh: '全市统一办理。', en: 'One procedure for the whole city.' }
const grantedBy = { zh: '市卫生健康委', en: 'the city health commission' }

interface State {
  meta: { contract?: object }
  on: Record<string, { meta: { id: string; contract?: object } }[]>
}

interface Edited {
  manifest: { authorityKeys?: object[]; exceptions?: Exception[] }
  parameters: { id: string; contract?: object; values: { from: string; value: unknown }[] }[]
  decisions: {
    id: string
    rules?: { id: string; contract?: object; then: { reason: { zh: string; en: string } } }[]
  }[]
  pathways: { id: string; machine: { states: Record<string, State> } }[]
  funds: { split: { shares: { contract?: object }[] } }[]
}

/**
 * Has the template hold a state, a transition, a rule, a parameter and a fund share, and makes a county on it with
 * leave for three of them: in force for the transition and the parameter, run out for the rule.
 */
export async function makeHeldCounty(page: Page, product: Product): Promise<void> {
  const api = `${product.server.url}/api/v1/rulesets`
  const edit = async (id: string, change: (ruleset: Edited) => void): Promise<number> => {
    const read = await page.request.get(`${api}/${id}/draft`)
    const { ruleset, revision } = (await read.json()) as { ruleset: Edited; revision: number }
    change(ruleset)
    const saved = await page.request.put(`${api}/${id}/draft`, {
      data: { ruleset },
      headers: { 'if-match': `"${revision}"` },
    })
    assertStatus(saved.status(), 200, await saved.text())
    return ((await saved.json()) as { revision: number }).revision
  }
  const revision = await edit(template, holdItems)
  const published = await product.publish(template, revision)
  assertStatus(published.status, 201, JSON.stringify(published.body))
  const made = await page.request.post(api, {
    data: {
      id: county,
      title: { zh: '山前县', en: 'Hill county' },
      county,
      template,
      overlays: [],
      parameters: {},
      from: '2025-01-01',
      sample: true,
    },
  })
  assertStatus(made.status(), 201, await made.text())
  await edit(county, (ruleset) => {
    ruleset.manifest.exceptions = [
      leave('transition', heldTransition, '2099-12-31'),
      leave('parameter', heldParameter, '2099-12-31'),
      leave('rule', heldRule, '2024-12-31'),
    ]
    ruleOf(ruleset).then.reason = { zh: '请先取得患者同意。', en: 'Ask the patient first.' }
    parameterOf(ruleset).values = [{ from: '2019-06-01', value: 300 }]
  })
}

function holdItems(ruleset: Edited): void {
  const held = { mode: 'locked', authority: 'city', reason }
  const excusable = { ...held, exceptions: true }
  ruleset.manifest.authorityKeys = [city.key]
  ruleOf(ruleset).contract = excusable
  parameterOf(ruleset).contract = { ...excusable, mode: 'tightenOnly', direction: 'up' }
  const { draft, care } = statesOf(ruleset)
  care!.meta.contract = held
  const submit = draft!.on['submit']?.find(({ meta }) => meta.id === 'submit-lateral')
  submit!.meta.contract = excusable
  ruleset.funds[0]!.split.shares[0]!.contract = held
}

function leave(id: string, item: string, until: string): Exception {
  return city.sign(county, {
    id,
    item,
    grantedBy,
    document: { zh: '山区县例外批复', en: 'the reply on mountain counties' },
    reason: { zh: '山区路远。', en: 'The roads are long.' },
    until,
  })
}

function ruleOf(ruleset: Edited) {
  const decision = ruleset.decisions.find(({ id }) => id === 'upReferral')
  return decision!.rules!.find(({ id }) => heldRule.endsWith(`/${id}`))!
}

function parameterOf(ruleset: Edited) {
  return ruleset.parameters.find(({ id }) => heldParameter.endsWith(`/${id}`))!
}

function statesOf(ruleset: Edited): Record<string, State> {
  return ruleset.pathways.find(({ id }) => id === 'referral')!.machine.states
}

function assertStatus(actual: number, expected: number, body: string): void {
  if (actual === expected) return
  const { issues = [] } = JSON.parse(body) as { issues?: { severity: string }[] }
  const errors = issues.filter(({ severity }) => severity === 'error')
  throw new Error(`${actual}: ${JSON.stringify(errors)} ${body.slice(0, 300)}`)
}
