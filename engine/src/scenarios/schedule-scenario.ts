import { itemNouns } from '../comparison/item-labels.ts'
import { parseFacts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import { withEveryYear } from './with-every-year.ts'
import type { ScheduledDuty } from '../model/scheduled-duty.ts'
import { countInstances } from '../scheduled-duties/count-instances.ts'
import { instanceStanding } from '../scheduled-duties/instance-standing.ts'
import { instancesOf } from '../scheduled-duties/instances-of.ts'
import { remindersDue } from '../scheduled-duties/reminders-due.ts'
import type { DutyRecord, ScheduledInstance } from '../scheduled-duties/instance.ts'
import { compareMembers } from './compare-members.ts'
import type { Finding } from './finding.ts'
import {
  entriesFormat,
  listFormat,
  type Member,
  plainFormat,
  standingFormat,
  valueFormat,
} from './member-words.ts'
import { missingItem } from './missing-item.ts'
import { titleIn } from './names.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchItem } from './touched.ts'
import { wrongFacts } from './with-facts.ts'

type ScheduleScenario = ScenarioOf<'schedule'>

/** How a scheduled duty stands for a period, by what was recorded. */
export const scheduleScenario: ScenarioKind<ScheduleScenario> = {
  title: itemNouns['scheduledDuties'] ?? { zh: '定期事项', en: 'scheduled duty' },
  run: (given, scenario, touched) => {
    const bundle = withEveryYear(given)
    const duty = bundle.ruleset.scheduledDuties.find(({ id }) => id === scenario.duty)
    if (duty === undefined) return [missingItem(scheduleScenario.title)]
    const figures = parseFacts(bundle.ruleset, scenario.facts ?? {})
    const filledIn = (scenario.records ?? []).map(({ facts }, at) =>
      parseFacts(bundle.ruleset, facts ?? {}, `/records/${at}/facts`),
    )
    const issues = [figures, ...filledIn].flatMap((parsed) => parsed.issues)
    if (issues.length > 0) return wrongFacts(bundle.ruleset, issues)
    touchItem('scheduledDuties', duty, touched)
    const unit = duty.owedBy.of === 'community' ? null : (scenario.unit?.id ?? sampleUnit)
    const records = (scenario.records ?? []).map(({ at, document = false }, index): DutyRecord => ({
      duty: duty.id,
      unit,
      period: scenario.period,
      at,
      facts: filledIn[index]?.facts ?? {},
      document,
    }))
    const instance = instanceFor(bundle, { duty, scenario, unit, figures: figures.facts })
    return compare(bundle, { duty, scenario, instance, records })
  },
}

const sampleUnit = 'sample'

function instanceFor(
  bundle: Bundle,
  given: {
    readonly duty: ScheduledDuty
    readonly scenario: ScheduleScenario
    readonly unit: string | null
    readonly figures: DutyRecord['facts']
  },
): ScheduledInstance | undefined {
  const { duty, scenario, unit, figures } = given
  const { id, title, kind, tier, level } = scenario.unit ?? { id: sampleUnit }
  const met: Readonly<Record<string, boolean>> =
    duty.misses === undefined ? {} : { [duty.misses]: scenario.missed !== true }
  return instancesOf(bundle, duty, {
    period: scenario.period,
    at: scenario.at,
    input: {
      units: [
        {
          id,
          title: title ?? id,
          ...(kind === undefined ? {} : { kind }),
          ...(tier === undefined ? {} : { tier }),
          ...(level === undefined ? {} : { level }),
        },
      ],
      assessed: () =>
        scenario.missed === undefined && scenario.facts === undefined
          ? undefined
          : { figures, met: scenario.missed === undefined ? {} : met },
    },
  }).find((found) => found.unit === unit)
}

function compare(
  bundle: Bundle,
  tried: {
    readonly duty: ScheduledDuty
    readonly scenario: ScheduleScenario
    readonly instance: ScheduledInstance | undefined
    readonly records: readonly DutyRecord[]
  },
): readonly Finding[] {
  const { duty, scenario, instance, records } = tried
  const { at } = scenario
  const standing = instance && instanceStanding(bundle, { duty, instance }, { records, at })
  const counts = countInstances(standing === undefined ? [] : [standing])
  const reminders =
    instance === undefined || standing === undefined
      ? []
      : remindersDue(bundle.ruleset, { duty, instance }, { standing, at })
  return compareMembers(scenario.expect, {
    at: ['expect'],
    actual: {
      standing: standing?.standing ?? null,
      due: instance?.dueAt ?? null,
      done: standing?.done ?? 0,
      reminders: reminders.map(({ id }) => id),
      counts: counts ?? null,
    },
    member: (name) => memberOf(duty, name),
  })
}

function memberOf({ title, late = [] }: ScheduledDuty, name: string): Member {
  const members: Readonly<Record<string, Member>> = {
    standing: { title, format: standingFormat, none: { zh: '不应办', en: 'not owed' } },
    due: {
      title: { zh: `“${title.zh}”的期限`, en: `the due time of "${title.en}"` },
      format: valueFormat({ type: 'dateTime' }),
    },
    done: { title: { zh: '算数的登记', en: 'records that count' }, format: plainFormat },
    reminders: {
      title: { zh: '已发出的提醒', en: 'reminders told' },
      format: listFormat(
        (id, language) => titleIn(late, String(id), { zh: '提醒', en: 'reminder' })[language],
      ),
    },
    counts: {
      title: { zh: '考核计数', en: 'what the assessment counts' },
      format: entriesFormat(
        (key) => (key === 'due' ? { zh: '应办', en: 'due' } : { zh: '按期', en: 'in time' }),
        () => plainFormat,
      ),
    },
  }
  return members[name] ?? { title, format: plainFormat }
}
