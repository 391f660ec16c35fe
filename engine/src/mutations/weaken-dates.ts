import { deadlineUnit } from '../checks/unusual/deadline-length.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Value } from '../model/value.ts'
import { frozenPaths } from './frozen-paths.ts'
import { dayOfTrial, newYearAfter } from './day-of-trial.ts'
import { fitsParameter } from './shifted-value.ts'
import { byId, type Proposal } from './mutation.ts'

/** Deadlines many times as long, values that begin in fifty years, and a calendar in which nobody ever works. Pure. */
export function weakenDates(ruleset: Ruleset): readonly Proposal[] {
  return [...longDeadlines(ruleset), ...lateValues(ruleset), ...holidays(ruleset)]
}

/** How many times as long; ten times is what the convention still lets pass. */
const factors = [11, 100]
/** Lengths where nothing is there to be multiplied: ten years, and a hundred days. */
const lengths: Readonly<Record<string, readonly Value[]>> = {
  duration: ['P3650D', 'P100D'],
  integer: [3650, 100],
}

function longDeadlines(ruleset: Ruleset): readonly Proposal[] {
  const day = dayOfTrial(ruleset)
  return changeable(ruleset)
    .filter((parameter) => deadlineUnit(parameter))
    .flatMap((parameter) => {
      const newest = parameter.values.at(-1)
      const long =
        newest === undefined
          ? inDays(parameter)
          : factors.flatMap((factor) => {
              const value = times(newest.value, factor)
              return value === undefined ? [] : [value]
            })
      return long
        .filter((value) => fitsParameter(parameter, value))
        .map((value): Proposal => {
          const { id, title } = parameter
          const shown = JSON.stringify(value)
          return {
            kind: 'deadlineLonger',
            path: `/parameters/${id}`,
            description: {
              zh: `“${title.zh}”放长到 ${shown}`,
              en: `"${title.en}" is made as long as ${shown}`,
            },
            edit: (draft) => {
              const own = byId(draft.parameters, id)
              const dated = own.values.at(-1)
              if (dated === undefined) own.values = [{ from: day, value }]
              else dated.value = value
            },
          }
        })
    })
}

/** Only of days: of anything shorter a number of them is no long time. */
function inDays({ type, unit = '' }: Parameter): readonly Value[] {
  if (type === 'integer' && unit !== 'day' && unit !== 'workingDay') return []
  return lengths[type] ?? []
}

function times(value: Value, factor: number): Value | undefined {
  if (typeof value === 'number') return value * factor
  if (typeof value !== 'string') return undefined
  const [, before, number, unit] = /^(PT?)(\d+)([DHM])$/.exec(value) ?? []
  return number === undefined ? undefined : `${before}${Number(number) * factor}${unit}`
}

/** A value that has to be there begins in fifty years: until then nothing that waits for it runs. */
function lateValues(ruleset: Ruleset): readonly Proposal[] {
  const late = newYearAfter(ruleset, 50)
  return changeable(ruleset)
    .filter(({ values }) => values.length > 0)
    .map(({ id, title }) => ({
      kind: 'firstValueLate',
      path: `/parameters/${id}`,
      description: {
        zh: `“${title.zh}”从 ${late} 才开始有值`,
        en: `"${title.en}" has no value before ${late}`,
      },
      edit: (draft: Ruleset) => {
        const own = byId(draft.parameters, id)
        const [first] = own.values
        if (first !== undefined) own.values = [{ ...first, from: late }]
      },
    }))
}

/** The parameters of which no contract already speaks: those are tried elsewhere. */
function changeable(ruleset: Ruleset): readonly Parameter[] {
  const frozen = frozenPaths(ruleset)
  return ruleset.parameters.filter(
    ({ id, contract }) =>
      (contract === undefined || contract.mode === 'free') && !frozen.includes(`/parameters/${id}`),
  )
}

function holidays(ruleset: Ruleset): readonly Proposal[] {
  const year = dayOfTrial(ruleset).slice(0, 4)
  const days = Array.from({ length: 365 }, (_, at) =>
    new Date(Date.UTC(Number(year), 0, 1 + at)).toISOString().slice(0, 10),
  )
  const set = (kind: string, zh: string, en: string, listed: readonly string[]): Proposal => ({
    kind,
    path: '/manifest/calendar',
    description: { zh, en },
    edit: (draft) => {
      const { utcOffset = '+08:00', workdays = [] } = draft.manifest.calendar ?? {}
      draft.manifest.calendar = { utcOffset, workdays, holidays: [...listed] }
    },
  })
  return [
    set('everyDayOff', `${year} 年天天放假`, `every day of ${year} is a holiday`, days),
    set('everyDayOff', `${year} 年上半年放假`, `half of ${year} is a holiday`, days.slice(0, 181)),
  ]
}
