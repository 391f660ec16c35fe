import { cites, text } from './make-ruleset.ts'

/** A scheduled duty of every unit: once in each month, by its end. */
export const makeScheduledDuty = (more: object = {}) => ({
  id: 'report',
  title: text('report'),
  owedBy: { of: 'units' },
  schedule: { every: 'month' },
  keptBy: {},
  cites,
  ...more,
})
