import {
  type Bundle,
  evaluateDecision,
  explainDecision,
  type Facts,
  findWays,
  outcomeName,
  parseFacts,
  type Value,
} from '@jieli/engine'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createFactGenerator, seededRandom } from '../../engine/src/proof/generate-facts.ts'
import { bundleOf } from './resolve-folder.ts'

const folder = path.resolve(import.meta.dirname, '../../rulesets')
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['clauses', 'schema'].includes(entry.name))
  .map(({ name }) => name)
const bundles = new Map(await Promise.all(ids.map(async (id) => [id, await bundleOf(id)] as const)))
const day = '2026-03-03'

/** What nobody can do anything about, or only a clinician may judge. */
const byNature =
  /^(referral\.emergency|clinical\.|episode\.|referral\.indications|patient\.)|[tT]ier$/

const counted = { cases: 0, lines: 0, untrue: 0, contradicting: 0, byNature: 0 }

/** Applies every line that offers something, decides again, and counts what does not come out as it says. */
function count(bundle: Bundle, decision: string, facts: Facts): void {
  const answer = evaluateDecision(bundle, decision, facts, day)
  const ways = findWays(bundle, answer)
  const explanation = explainDecision(bundle, answer, 'zh')
  const offers = explanation.filter((line) => line.includes('可以这样办'))
  expect(offers.length).toBe(ways.length)
  expect(explanation.filter((line) => line.startsWith('若'))).toEqual([])
  counted.cases += 1
  const subject = bundle.ruleset.decisions.find(({ id }) => id === decision)?.subject
  ways.forEach(({ changes, outcome }, at) => {
    counted.lines += 1
    const changed = { ...facts, ...changes }
    const again = evaluateDecision(bundle, decision, changed, day).outcome
    const says = `即可判定为“${outcomeName(again, subject).zh}”。`
    if (again !== outcome || offers[at]?.endsWith(says) !== true) counted.untrue += 1
    if (parseFacts(bundle.ruleset, changes).issues.length > 0) counted.contradicting += 1
    if (Object.keys(changes).some((id) => byNature.test(id))) counted.byNature += 1
  })
}

/** Every combination of the values given. */
function combinations(values: Readonly<Record<string, readonly Value[]>>): readonly Facts[] {
  let cases: Facts[] = [{}]
  for (const [id, each] of Object.entries(values))
    cases = cases.flatMap((facts) => each.map((value) => ({ ...facts, [id]: value })))
  return cases
}

const yesNo = [true, false]
const mainFacts = combinations({
  'referral.emergencyCritical': yesNo,
  'consent.status': ['given', 'declined', 'not-obtained', 'emergency-waived'],
  'clinical.stable': yesNo,
  'capability.districtCanTreat': yesNo,
  'medication.availableAtDestination': yesNo,
  'followUp.trackingPhysicianAssigned': yesNo,
  'toUnit.partnerAgreement': yesNo,
})
const away = (relation: string) => ({ tier: 'tertiary', area: relation })
const near = (tier: string) => ({ tier, area: 'in-area' })
const routes = [
  { direction: 'up', from: near('township'), to: near('county') },
  { direction: 'up', from: near('village'), to: near('county') },
  { direction: 'down', from: near('county'), to: near('township') },
  { direction: 'lateral', from: near('township'), to: near('township') },
  { direction: 'outward', from: near('county'), to: away('partner') },
  { direction: 'outward', from: near('township'), to: away('out-of-area') },
  { direction: 'return', from: away('partner'), to: near('county') },
] as const
const unchanging: Facts = {
  'referral.initiator': 'institution',
  'referral.indications': ['beyond-capability'],
  'clinical.primaryDiagnosis': 'I63.9',
  'clinical.diagnosisEstablished': true,
  'clinical.complexCareCompleted': true,
  'clinical.phase': 'recovery',
}

afterAll(() => {
  process.stdout.write(`explanations: ${JSON.stringify(counted)}\n`)
})

describe('what explanations offer', () => {
  it('EX6 EX9 holds of every referral decision over the 256 combinations of its main facts', () => {
    const bundle = bundles.get('district-plan-demo') ?? expect.fail('no such ruleset')
    expect(mainFacts).toHaveLength(256)
    const before = { ...counted }
    for (const facts of mainFacts)
      for (const { direction, from, to } of routes)
        for (const decision of [`${direction}Referral`, 'referralCheck'])
          count(bundle, decision, {
            ...unchanging,
            ...facts,
            'referral.direction': direction,
            'fromUnit.tier': from.tier,
            'fromUnit.areaRelation': from.area,
            'toUnit.tier': to.tier,
            'toUnit.areaRelation': to.area,
          })
    expect(counted.lines - before.lines).toBeGreaterThan(500)
    expect(counted).toMatchObject({ untrue: 0, contradicting: 0, byNature: 0 })
  })

  it.each(ids)('EX6 EX9 holds of every decision of %s', (id) => {
    const bundle = bundles.get(id) ?? expect.fail('no such ruleset')
    const next = createFactGenerator(bundle.ruleset, day, seededRandom(7))
    for (let round = 0; round < 40; round++) {
      const facts = next()
      for (const decision of bundle.ruleset.decisions) count(bundle, decision.id, facts)
    }
    expect(counted).toMatchObject({ untrue: 0, contradicting: 0, byNature: 0 })
  })

  it('EX9 no shipped reason against something points at another way or at an emergency', () => {
    const told = [...bundles].flatMap(([id, { ruleset }]) =>
      ruleset.decisions.flatMap((decision) =>
        (decision.kind === 'table' ? decision.rows : decision.rules)
          .filter(({ then }) => then.outcome === 'denyInstitutionalAction')
          .map(({ then }) => `${id} ${decision.id}: ${then.reason.zh} ${then.reason.en}`),
      ),
    )
    expect(told.length).toBeGreaterThan(100)
    const pointing = /请[^。；]{0,8}[转往]|除外|except in an emergency|[Pp]lease refer/
    expect(told.filter((reason) => pointing.test(reason))).toEqual([])
  })

  it('EX9 no shipped fact of nature, and none that declares an emergency, has a remedy', () => {
    const found = [...bundles].flatMap(([id, { ruleset }]) =>
      ruleset.facts
        .filter((fact) => fact.remedy !== undefined && byNature.test(fact.id))
        .map((fact) => `${id} ${fact.id}`),
    )
    expect(found).toEqual([])
    const emergency = [...bundles.values()].flatMap(({ ruleset }) =>
      ruleset.facts.filter((fact) => fact.id.startsWith('referral.emergency')),
    )
    expect(emergency.length).toBeGreaterThan(20)
  })
})
