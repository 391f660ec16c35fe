import {
  type CaseRecord,
  caseRecord,
  createTally,
  type Figures,
  parseFacts,
  periodOf,
  startCase,
  step,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf } from './resolve-folder.ts'

const bundle = await bundleOf('district-plan-demo')
const march = periodOf('2025-03')
if (march === undefined) throw new TypeError('2025-03 is a period')

/** Lives a case through its events and gives what its log leaves behind. Refused events are counted, not taken. */
function live(
  pathway: string,
  begin: Readonly<Record<string, unknown>>,
  events: readonly (readonly [event: string, facts?: object, reason?: string])[],
): CaseRecord {
  const known = (written: object) => {
    const { facts, issues } = parseFacts(bundle.ruleset, { ...written })
    if (issues.length > 0) throw new TypeError(JSON.stringify(issues))
    return facts
  }
  const at = (hour: number) => `2025-03-03T${String(hour).padStart(2, '0')}:00:00+08:00`
  let current = startCase(bundle, { pathway, facts: known(begin), at: at(8) })
  const history: { at: string; event: string }[] = []
  let refusals = 0
  for (const [index, [type, facts = {}, reason]] of events.entries()) {
    if (!current.taken) throw new TypeError(current.issue.message.en)
    const sent = { type, at: at(9 + index), facts: known(facts) }
    const next = step(bundle, current.snapshot, reason === undefined ? sent : { ...sent, reason })
    if (next.taken) {
      current = next
      // A case begins, for its log, with the first thing that happened to it.
      history.push({ at: sent.at, event: type })
    } else refusals += 1
  }
  if (!current.taken) throw new TypeError(current.issue.message.en)
  const { snapshot } = current
  return caseRecord(bundle, {
    id: pathway,
    pathway,
    facts: snapshot.facts,
    state: typeof snapshot.value === 'string' ? snapshot.value : 'nested',
    finished: snapshot.status === 'done',
    history,
    refusals,
  })
}

function counted(records: readonly CaseRecord[], unit: string | null = null): Figures {
  if (march === undefined) return {}
  const tally = createTally(bundle, {
    periods: [march],
    pathways: ['referral', 'inpatientEpisode'],
  })
  for (const record of records) tally.add(record)
  return tally.figures(march, unit)
}
const valuesOf = (figures: Figures, ids: readonly string[]) => ids.map((id) => figures[id]?.value)

const admitted = { 'episode.unitId': 'D01', 'episode.admittedOn': '2025-03-01' }
const eligible = {
  'episode.mainDiagnosis': 'K35.8',
  'episode.otherDiagnoses': [],
  'episode.criteriaConfirmed': true,
}
const variance = {
  'variance.direction': 'negative',
  'variance.cause': 'system',
  'variance.controllable': true,
  'variance.ledToWithdrawal': false,
}
const home = { 'episode.dischargedOn': '2025-03-03', 'episode.department': 'surgery' }

describe('the figures of clinical pathways, counted from episodes as they ran', () => {
  const records = [
    live('inpatientEpisode', admitted, [
      ['enter', eligible],
      ['recordVariance', variance],
      ['recordVariance', variance],
      ['discharge', { ...home, 'episode.itemsExecuted': 20, 'episode.itemsVaried': 2 }],
    ]),
    live('inpatientEpisode', admitted, [
      ['enter', eligible],
      ['withdraw', { 'episode.withdrawalReason': 'complication' }, '出现并发症'],
      ['discharge', { ...home, 'episode.itemsExecuted': 5, 'episode.itemsVaried': 0 }],
    ]),
    live('inpatientEpisode', admitted, [
      ['doNotEnter', { ...eligible, 'episode.exclusionReason': 'declined' }, '患者不同意'],
      ['discharge', home],
    ]),
    live('inpatientEpisode', admitted, [
      ['discharge', { ...home, 'episode.mainDiagnosis': 'I10' }],
    ]),
    live('inpatientEpisode', admitted, [['discharge', home]]),
    live('inpatientEpisode', admitted, [['enter', eligible]]),
  ]

  it('count each episode once, whatever happened to it, by its day of discharge', () => {
    const figures = counted(records)
    expect(
      valuesOf(figures, [
        'pathway.discharges',
        'pathway.eligible',
        'pathway.entered',
        'pathway.completed',
        'pathway.withdrawn',
        'pathway.varied',
        'pathway.itemsExecuted',
        'pathway.itemsVaried',
      ]),
    ).toEqual([5, 3, 2, 1, 1, 1, 25, 2])
  })

  it('tell how many could be judged, where one left without an entry decision', () => {
    expect(counted(records)['pathway.eligible']?.completeness).toEqual({ determined: 4, all: 5 })
  })
})

const referral = {
  'referral.direction': 'up',
  'referral.initiator': 'institution',
  'referral.emergencyCritical': false,
  'patient.id': 'patient-1',
  'consent.status': 'given',
  'clinical.primaryDiagnosis': 'I63.9',
  'fromUnit.id': 'T01',
  'fromUnit.kind': 'township-health-centre',
  'fromUnit.tier': 'township',
  'fromUnit.areaRelation': 'in-area',
  'toUnit.id': 'D01',
  'toUnit.kind': 'county-general-hospital',
  'toUnit.tier': 'county',
  'toUnit.areaRelation': 'in-area',
}
const indication = {
  'referral.indications': bundle.ruleset.parameters
    .find(({ id }) => id === 'upReferralIndications')
    ?.values.flatMap(({ value }) => (Array.isArray(value) ? value : []))
    .slice(0, 1),
}
const cared = [['accept'], ['arrive'], ['startCare', { 'priority.given': true }]] as const

describe('the figures of referrals, counted from the log itself', () => {
  const records = [
    live('referral', referral, [['submit', indication], ...cared]),
    // Refused once for want of consent, then sent: sent, but not compliant.
    live('referral', { ...referral, 'consent.status': 'declined' }, [
      ['submit', indication],
      ['submit', { ...indication, 'consent.status': 'given' }],
      ['accept'],
      ['arrive'],
      ['startCare', { 'priority.given': false }],
    ]),
    live('referral', referral, [['cancel', {}, '误填']]),
  ]

  it('take a refusal by a rule for what it is, and count neither drafts nor the cancelled', () => {
    expect(
      valuesOf(counted(records), ['referrals.sent', 'referrals.compliant', 'referrals.up']),
    ).toEqual([2, 1, 2])
  })

  it('hold the receiving unit to the priority it owed', () => {
    const figures = counted(records, 'D01')
    expect(valuesOf(figures, ['referrals.priorityOwed', 'referrals.priorityKept'])).toEqual([2, 1])
  })
})
