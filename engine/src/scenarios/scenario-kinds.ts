import { assessmentScenario } from './assessment-scenario.ts'
import { changeScenario } from './change-scenario.ts'
import { decisionScenario } from './decision-scenario.ts'
import { fundScenario } from './fund-scenario.ts'
import { itemScenario } from './item-scenario.ts'
import { ledgerScenario } from './ledger-scenario.ts'
import { pathwayScenario } from './pathway-scenario.ts'
import { poolScenario } from './pool-scenario.ts'
import { ratesScenario } from './rates-scenario.ts'
import { reimbursementScenario } from './reimbursement-scenario.ts'
import { scheduleScenario } from './schedule-scenario.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'

/** Every kind of scenario there is. The only list of them besides their schemas. */
const kinds: { readonly [K in Scenario['kind']]: ScenarioKind<ScenarioOf<K>> } = {
  decision: decisionScenario,
  pathway: pathwayScenario,
  rates: ratesScenario,
  assessment: assessmentScenario,
  fund: fundScenario,
  reimbursement: reimbursementScenario,
  pool: poolScenario,
  ledger: ledgerScenario,
  schedule: scheduleScenario,
  item: itemScenario,
  change: changeScenario,
}

/** Everything about the kind of a scenario. Pure. */
export function scenarioKindOf({ kind }: Scenario): ScenarioKind<Scenario> {
  return kinds[kind]
}
