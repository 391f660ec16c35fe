import { addDays } from '../model/calendar.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { dayOfTrial, newYearAfter } from './day-of-trial.ts'
import { frozenPaths } from './frozen-paths.ts'
import { byId, type Proposal } from './mutation.ts'

/** An ordinary calendar, and values said again from a later day on. Pure. */
export function harmlessDates(ruleset: Ruleset): readonly Proposal[] {
  const year = dayOfTrial(ruleset).slice(0, 4)
  const later = newYearAfter(ruleset, 1)
  const frozen = frozenPaths(ruleset)
  const days = [1, 2, 3, 4, 5, 6, 7].map((at) => addDays(`${year}-09-30`, at))
  return [
    {
      kind: 'holidaysAdded',
      path: '/manifest/calendar',
      description: { zh: `${year} 年放假七天`, en: `${year} has a week of holidays` },
      edit: (draft) => {
        const { utcOffset = '+08:00', workdays = [] } = draft.manifest.calendar ?? {}
        draft.manifest.calendar = { utcOffset, workdays, holidays: days }
      },
    },
    ...ruleset.parameters
      .filter(({ id, values }) => values.length > 0 && !frozen.includes(`/parameters/${id}`))
      .map(({ id, title }) => ({
        kind: 'sameValueLater',
        path: `/parameters/${id}`,
        description: {
          zh: `“${title.zh}”自 ${later} 起重申原值`,
          en: `"${title.en}" is said again from ${later}`,
        },
        edit: (draft: Ruleset) => {
          const { values } = byId(draft.parameters, id)
          const last = values.at(-1)
          if (last !== undefined && last.from < later) values.push({ ...last, from: later })
        },
      })),
  ]
}
