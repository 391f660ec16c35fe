import {
  type Bundle,
  describeCondition,
  type Facts,
  periodOf,
  type Ruleset,
  suggest,
} from '@jieli/engine'
import {
  instancesOf,
  recordCounts,
  type ScheduledDuty,
  type ScheduleInput,
} from '@jieli/engine/scheduled-duties'
import { ServerError } from '../../errors/server-error.ts'
import { startOfDay } from '../../ports/time.ts'

/** The scheduled duty of an id. Pure. @throws ServerError SCHEDULED_DUTY_UNKNOWN */
export function knownDuty({ scheduledDuties }: Ruleset, id: string): ScheduledDuty {
  const duty = scheduledDuties.find((known) => known.id === id)
  if (duty !== undefined) return duty
  const known = scheduledDuties.map((each) => each.id)
  throw new ServerError('SCHEDULED_DUTY_UNKNOWN', { id, suggestion: suggest(id, known) })
}

/** That a unit, or the community, owes a duty for a period that has begun. Pure. @throws ServerError SCHEDULED_DUTY_NOT_OWED */
export function assertOwedBy(
  bundle: Bundle,
  duty: ScheduledDuty,
  owed: {
    readonly period: string
    readonly unit: string | null
    readonly at: string
    readonly input: ScheduleInput
  },
): void {
  const { period, unit, at, input } = owed
  const { every } = duty.schedule
  const isPeriod = every === 'once' ? period === 'once' : periodOf(period)?.type === every
  const instances = isPeriod ? instancesOf(bundle, duty, { period, at, input }) : []
  if (!instances.some((instance) => instance.unit === unit))
    throw new ServerError('SCHEDULED_DUTY_NOT_OWED', {
      duty: duty.title,
      period,
      unit: unit ?? { zh: '医共体整体', en: 'the community as a whole' },
    })
}

/** That it was done after its period began, and not later than now. Pure. @throws ServerError RECORD_MOMENT */
export function assertMoment({
  at,
  period,
  now,
}: {
  at: string
  period: string
  now: string
}): void {
  const start = periodOf(period)?.start
  const from = start === undefined ? undefined : startOfDay(start)
  if (Date.parse(at) > Date.parse(now) || (from !== undefined && Date.parse(at) < Date.parse(from)))
    throw new ServerError('RECORD_MOMENT', { at, from: from ?? { zh: '过去', en: 'the past' } })
}

/** That a record brings what keeps the duty. Pure. @throws ServerError RECORD_LACKS with what is missing, by title */
export function assertCounts(
  bundle: Bundle,
  duty: ScheduledDuty,
  made: { readonly facts: Facts; readonly document: boolean; readonly at: string },
): void {
  if (recordCounts(bundle, duty)(made)) return
  const { ruleset } = bundle
  const { asks = [], document = false, where } = duty.keptBy
  const lacks = asks
    .filter((id) => !Object.hasOwn(made.facts, id))
    .map((id) => ruleset.facts.find((fact) => fact.id === id)?.title ?? { zh: id, en: id })
  const parts = [
    ...lacks.map(({ zh, en }) => ({ zh: `“${zh}”`, en: `"${en}"` })),
    ...(document && !made.document ? [{ zh: '所附文件', en: 'the document to be filed' }] : []),
  ]
  const wanted =
    parts.length > 0 || where === undefined
      ? parts
      : [
          {
            zh: `${describeCondition(ruleset, where, 'zh')}`,
            en: `${describeCondition(ruleset, where, 'en')}`,
          },
        ]
  throw new ServerError('RECORD_LACKS', {
    duty: duty.title,
    lacks: {
      zh: wanted.map(({ zh }) => zh).join('、'),
      en: wanted.map(({ en }) => en).join(', '),
    },
  })
}
