import { cites, text } from './make-ruleset.ts'

/** An office of the community. */
export const office = (id: string, title = text(id)) => ({ id, title, of: 'community' })

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
