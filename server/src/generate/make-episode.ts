import { dayOf, type Month } from './calendar-days.ts'
import type { County, UnitProfile } from './county.ts'
import type { Draws } from './draws.ts'

/** Sample pathways: not a clinical list of any county. */
const pathways = [
  {
    department: 'surgery',
    pathway: 'appendicitis',
    diagnosis: 'K35.8',
    days: 6,
    cost: 620_000,
    tcm: false,
  },
  {
    department: 'surgery',
    pathway: 'inguinal-hernia',
    diagnosis: 'K40.9',
    days: 5,
    cost: 560_000,
    tcm: false,
  },
  {
    department: 'internal-medicine',
    pathway: 'pneumonia',
    diagnosis: 'J18.9',
    days: 8,
    cost: 480_000,
    tcm: false,
  },
  {
    department: 'internal-medicine',
    pathway: 'copd',
    diagnosis: 'J44.1',
    days: 9,
    cost: 640_000,
    tcm: false,
  },
  {
    department: 'internal-medicine',
    pathway: 'type-2-diabetes',
    diagnosis: 'E11.9',
    days: 8,
    cost: 430_000,
    tcm: false,
  },
  {
    department: 'obstetrics',
    pathway: 'caesarean',
    diagnosis: 'O82.9',
    days: 5,
    cost: 650_000,
    tcm: false,
  },
  {
    department: 'paediatrics',
    pathway: 'bronchitis',
    diagnosis: 'J20.9',
    days: 5,
    cost: 230_000,
    tcm: false,
  },
  {
    department: 'tcm',
    pathway: 'lumbar-disc-tcm',
    diagnosis: 'M51.2',
    days: 10,
    cost: 460_000,
    tcm: true,
  },
] as const

const exclusions = ['patient-declined', 'comorbidity', 'not-told'] as const

/** The facts of one made-up inpatient episode, as a table writes them, discharged in the month given. */
export function makeEpisode(
  county: County,
  unit: UnitProfile,
  { month, draws }: { readonly month: Month; readonly draws: Draws },
): Record<string, string> {
  const path = draws.pick(pathways)
  const stay = Math.max(2, path.days + draws.whole(-2, 4))
  const discharge = draws.whole(1, month.days)
  const facts: Record<string, string> = {
    'episode.unitId': unit.unit.id,
    'episode.department': path.department,
    'episode.patientId': `sample-patient-${draws.whole(1, 400_000)}`,
    'episode.mainDiagnosis': path.diagnosis,
    'episode.admittedOn': dayOf(month, discharge - stay),
    'episode.dischargedOn': dayOf(month, discharge),
    'episode.actualStayDays': String(stay),
    'episode.actualCost': yuan(Math.floor((path.cost * draws.whole(80, 130)) / 100)),
    'log.startedOn': dayOf(month, discharge - stay),
    'log.endedOn': dayOf(month, discharge),
    'log.finished': 'true',
    'log.refusals': draws.chance(200) ? '1' : '0',
    'log.unanswered': '0',
    'log.discharge': '1',
    'log.enter': '0',
    'log.withdraw': '0',
    'log.doNotEnter': '0',
    'log.recordVariance': '0',
  }
  // One in fifty was never judged against the entry criteria: unknown, and told as such.
  if (draws.chance(200)) {
    Object.assign(facts, {
      'episode.status': 'not-assessed',
      'log.unanswered': '1',
      'log.state': 'discharged-not-entered',
    })
    return facts
  }
  if (draws.chance(4000)) {
    Object.assign(facts, {
      'episode.eligible': 'false',
      'episode.eligibilityBasis': 'full-criteria',
      'episode.status': 'not-eligible',
      'log.state': 'discharged-not-entered',
    })
    return facts
  }
  Object.assign(facts, {
    'episode.pathway': path.pathway,
    'episode.pathwayVersion': '2024',
    'episode.tcm': String(path.tcm),
    'episode.criteriaConfirmed': 'true',
    'episode.eligible': 'true',
    'episode.eligibilityBasis': 'full-criteria',
  })
  if (!draws.chance(unit.entry)) {
    Object.assign(facts, {
      'episode.status': 'eligible-not-entered',
      'episode.exclusionReason': draws.pick(exclusions),
      'log.doNotEnter': '1',
      'log.state': 'discharged-not-entered',
    })
    return facts
  }
  return Object.assign(facts, onPathway(unit, { path, stay, discharge, month, draws }))
}

interface Stay {
  readonly path: (typeof pathways)[number]
  readonly stay: number
  readonly discharge: number
  readonly month: Month
  readonly draws: Draws
}

/** An entered episode: completed or withdrawn, varied or not. Whoever is withdrawn has varied. */
function onPathway(
  unit: UnitProfile,
  { path, stay, discharge, month, draws }: Stay,
): Record<string, string> {
  const completed = draws.chance(unit.completion)
  const varied = draws.chance(completed ? unit.variance - 300 : unit.variance + 700)
  const planned = path.days * 6
  const executed = completed ? planned : Math.floor((planned * draws.whole(20, 70)) / 100)
  return {
    'episode.status': completed ? 'completed' : 'withdrawn',
    'episode.enteredOn': dayOf(month, discharge - stay),
    'episode.varied': String(varied),
    'episode.itemsPlanned': String(planned),
    'episode.itemsExecuted': String(executed),
    'episode.itemsVaried': String(varied ? Math.min(executed, draws.whole(1, 4)) : 0),
    'episode.plannedStayDays': String(path.days),
    'episode.plannedCost': yuan(path.cost),
    'log.enter': '1',
    'log.recordVariance': varied ? '1' : '0',
    'log.state': completed ? 'completed' : 'withdrawn',
    ...(completed
      ? {}
      : {
          'episode.withdrawnOn': dayOf(month, discharge - Math.floor(stay / 2)),
          'episode.withdrawalReason': draws.pick(['complication', 'transfer', 'patient-request']),
          'log.withdraw': '1',
        }),
  }
}

/** Fen as a table writes them. */
export function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
