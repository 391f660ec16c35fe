import type { Page } from 'playwright-core'

/** The county and month whose money the browser tests settle. */
export const settledCounty = 'district-plan-demo'
export const settledMonth = '2025-02'

const units = [
  { id: 'D01', title: '区人民医院', tier: 2, kind: 'hospital', level: 2 },
  {
    id: 'T01',
    title: '城东镇卫生院',
    tier: 1,
    kind: 'healthCentre',
    level: 1,
    parent: 'D01',
  },
  {
    id: 'T02',
    title: '城西镇卫生院',
    tier: 1,
    kind: 'healthCentre',
    level: 1,
    parent: 'D01',
  },
  { id: 'V01', title: '河东村卫生室', tier: 0, kind: 'clinic', level: 0, parent: 'T01' },
]

/** Raised 1 000 000.00, of which 93 % are the budget; spent so that 29 999.99 are left: no whole fen for 6:3:1. */
const figures = [
  { fact: 'fund.raised', value: 100_000_000 },
  { fact: 'fund.insuredCount', value: 1000 },
  { fact: 'fund.spent', value: 90_000_001 },
  { fact: 'fund.policyFactorAmount', value: 0 },
]
const plan = [
  { fact: 'fund.planDiscussedByCouncil', value: true },
  { fact: 'fund.planApprovals', value: ['finance', 'human-resources', 'health'] },
  { fact: 'fund.planFiled', value: true },
]

/** People served: what each level is divided by among its units. */
const served = [
  { unit: 'D01', fact: 'population.served', value: 300_000 },
  { unit: 'T01', fact: 'population.served', value: 20_000 },
  { unit: 'T02', fact: 'population.served', value: 10_000 },
  { unit: 'V01', fact: 'population.served', value: 1500 },
]

/** Asks the server as whoever is signed in. @throws Error with the answer unless it is the one awaited */
async function ask(
  page: Page,
  path: string,
  question: { method: string; data?: unknown; revision?: number; status: number },
): Promise<{ id: string; revision: number }> {
  const { method, data, revision, status } = question
  const reply = await page.request.fetch(new URL(`/api/v1${path}`, page.url()).href, {
    method,
    ...(data === undefined ? {} : { data }),
    ...(revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } }),
    timeout: 120_000,
  })
  if (reply.status() !== status) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`)
  const body: unknown = status === 204 ? {} : await reply.json()
  return body as { id: string; revision: number }
}

/** Tells who belongs to the county and what the fund came to. */
export async function enterFigures(assessor: Page): Promise<void> {
  const county = `/rulesets/${settledCounty}`
  const known = await ask(assessor, `${county}/units`, { method: 'GET', status: 200 })
  await ask(assessor, `${county}/units`, {
    method: 'PUT',
    data: { units },
    revision: known.revision,
    status: 200,
  })
  await enter(assessor, [...figures, ...served])
}

/** Tells that the plan was discussed, approved and filed. */
export async function filePlan(assessor: Page): Promise<void> {
  await enter(assessor, plan)
}

async function enter(
  assessor: Page,
  values: readonly { unit?: string; fact: string; value: unknown }[],
): Promise<void> {
  await ask(assessor, `/rulesets/${settledCounty}/values/${settledMonth}`, {
    method: 'PUT',
    data: { values: values.map((value) => ({ unit: null, ...value })) },
    status: 204,
  })
}

/** Assesses the month; one person reviews the run, another makes it final. */
export async function finaliseMonth(assessor: Page, leader: Page): Promise<void> {
  const run = await ask(assessor, `/rulesets/${settledCounty}/runs`, {
    method: 'POST',
    data: { period: settledMonth, scheme: 'amoebaMonthly' },
    status: 201,
  })
  const steps = [
    [assessor, 'review'],
    [leader, 'finalise'],
  ] as const
  let { revision } = run
  for (const [person, step] of steps) {
    const path = `/runs/${run.id}/${step}`
    ;({ revision } = await ask(person, path, { method: 'POST', data: {}, revision, status: 200 }))
  }
}
