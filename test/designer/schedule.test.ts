import { type Facts, type Bundle } from '@jieli/engine'
import { expect, it } from 'vitest'
import {
  type Schedule,
  scheduleStandings,
  withoutRecord,
  withRecord,
} from '../../designer/src/editor/simulator/schedule.ts'
import { bundleOf, cites, fact, text } from '../engine/make-ruleset.ts'

const report = {
  id: 'report',
  title: text('report'),
  owedBy: { of: 'units', where: { fact: 'unit.kind', operator: 'equal', value: 'township' } },
  schedule: { every: 'month', due: { day: 5, of: 'nextPeriod' } },
  keptBy: { asks: ['patients'], document: true },
  late: [{ id: 'remind', title: text('late'), to: 'office' }],
  cites,
}
const bundle: Bundle = bundleOf({
  facts: [fact('unit.kind', 'text'), fact('patients', 'integer')],
  offices: [{ id: 'office', title: text('office'), of: 'community' }],
  scheduledDuties: [report],
})
const [duty] = bundle.ruleset.scheduledDuties
const facts: Facts = { 'unit.kind': 'township', patients: 3 }
const empty: Schedule = { duty: 'report', day: '2026-03-05', records: [], missed: undefined }
const february = (schedule: Schedule, known = facts) =>
  scheduleStandings(bundle, schedule, { duty: duty!, facts: known }).find(
    ({ period }) => period === '2026-02',
  )
const recorded = (at: string, more: { facts?: Facts; document?: boolean } = {}) =>
  withRecord(
    empty,
    { duty: duty!, facts: more.facts ?? facts },
    { period: '2026-02', at, document: more.document ?? true },
  )

it('a period is not late on the day it is due, and late with who is told on the next', () => {
  expect(february(empty)).toMatchObject({ standing: { standing: 'owed' }, reminders: [] })
  expect(february({ ...empty, day: '2026-03-06' })).toMatchObject({
    standing: { standing: 'late' },
    reminders: [{ id: 'remind', to: 'office' }],
  })
})

it('a record keeps it in time to the last minute of the day, late after, and not at all without what is asked', () => {
  const after = (schedule: Schedule) =>
    february({ ...schedule, day: '2026-03-10' })?.standing.standing
  expect(after(recorded('2026-03-05T23:59:00+08:00'))).toBe('kept')
  expect(after(recorded('2026-03-06T00:00:00+08:00'))).toBe('keptLate')
  expect(after(recorded('2026-03-05T09:00:00+08:00', { document: false }))).toBe('late')
  expect(after(recorded('2026-03-05T09:00:00+08:00', { facts: {} }))).toBe('late')
  const made = recorded('2026-03-05T09:00:00+08:00')
  expect(after(withoutRecord(made, made.records[0]!))).toBe('late')
})

it('it is undetermined while the kind of the unit is not known, and not owed by another kind', () => {
  expect(february(empty, {})?.standing.standing).toBe('undetermined')
  expect(february(empty, { 'unit.kind': 'hospital' })).toBeUndefined()
})
