import { countText } from './count-text.ts'
import type { Bundle, Ruleset, Text } from '@jieli/engine'
import type { PlayedInstance } from '@jieli/engine/scheduled-duties'
import type { Terminal } from '../terminal.ts'
import { officeName } from './case-names.ts'
import { formatMoment } from './format-moment.ts'
import type { CountedSchedule } from './count-schedule.ts'
import type { ReadRecords } from './read-records.ts'
import { standingName } from './standing-name.ts'

/** What was played of scheduled duties. */
export interface PlayedSchedule {
  readonly at: string
  readonly found: readonly PlayedInstance[]
  readonly counts: readonly CountedSchedule[]
  /** How many records were made later than `at`, and do not count yet. */
  readonly later: number
}

/** Prints how every scheduled duty stands for each period, who is told, and what the months' assessments count. */
export function printSchedule(
  terminal: Terminal,
  bundle: Bundle,
  { units }: Pick<ReadRecords, 'units'>,
  { at, found, counts, later }: PlayedSchedule,
): void {
  if (terminal.json) {
    terminal.value({ at, later, scheduledDuties: found, counts })
    return
  }
  const { ruleset } = bundle
  const say = (text: Text) => terminal.say(text)
  const until = formatMoment(ruleset, at)
  terminal.line(
    say({ zh: `定期事项（截至 ${until.zh}）`, en: `Scheduled duties (at ${until.en})` }),
  )
  if (found.length === 0)
    terminal.line(`  ${say({ zh: '没有应办的定期事项', en: 'none is owed' })}`)
  const debtor = (duty: string, unit: string | null) => debtorName(ruleset, units, { duty, unit })
  for (const instance of found) {
    const { duty, unit, period, dueAt, standing, reminders } = instance
    const due = dueAt === undefined ? undefined : formatMoment(ruleset, dueAt)
    const kept = standing.keptAt === undefined ? undefined : formatMoment(ruleset, standing.keptAt)
    const parts = [
      period === 'once' ? { zh: '一次性', en: 'once' } : { zh: period, en: period },
      titleOf(ruleset, duty),
      debtor(duty, unit),
      standingName(standing.standing, dueAt),
      due === undefined
        ? { zh: '没有期限', en: 'without a time' }
        : { zh: `期限 ${due.zh}`, en: `due ${due.en}` },
      recordsText(standing),
      ...(kept === undefined ? [] : [{ zh: `于 ${kept.zh}`, en: `on ${kept.en}` }]),
    ]
    terminal.line(`  ${parts.map(say).join(' · ')}`)
    for (const { title, to, at: from } of reminders) {
      const whom = to === undefined ? debtor(duty, unit) : officeName(ruleset, to)
      const moment = formatMoment(ruleset, from)
      terminal.line(
        `    ${say({ zh: `▲ 提醒${whom.zh}：${title.zh}（${moment.zh}后）`, en: `▲ ${whom.en} is told: ${title.en} (after ${moment.en})` })}`,
      )
    }
    const isLate = standing.standing === 'late' || standing.standing === 'keptLate'
    if (isLate && reminders.length === 0)
      terminal.line(
        `    ${say({ zh: '▲ 规则没有写明此时提醒谁', en: '▲ the rules name nobody to be told by now' })}`,
      )
  }
  if (later > 0)
    terminal.line(
      `  ${say({ zh: `另有 ${later} 次登记在此之后，尚不计入`, en: `${later} record(s) are later and do not count yet` })}`,
    )
  if (counts.length === 0) return
  terminal.line(say({ zh: '考核计数', en: 'Counted for assessment' }))
  for (const { month, unit, duty, counts: counted, facts } of counts) {
    const who =
      unit === null ? { zh: '医共体整体', en: 'the community as a whole' } : unitName(units, unit)
    terminal.line(
      `  ${month} · ${say(who)} · ${say(countText(titleOf(ruleset, duty), counted, facts))}`,
    )
  }
}

function recordsText({ done, needed }: PlayedInstance['standing']): Text {
  const of = needed === null || needed === 1 ? undefined : needed
  return {
    zh: `登记 ${done} 次${of === undefined ? '' : `（须 ${of} 次）`}`,
    en: `${done} record(s)${of === undefined ? '' : ` of ${of}`}`,
  }
}

function titleOf({ scheduledDuties }: Ruleset, id: string): Text {
  return scheduledDuties.find((duty) => duty.id === id)?.title ?? { zh: id, en: id }
}

function unitName(units: ReadRecords['units'], id: string): Text {
  const title = units.find((unit) => unit.id === id)?.title ?? id
  return { zh: title, en: title }
}

/** The unit, or the office of the community, that owes something. */
function debtorName(
  ruleset: Ruleset,
  units: ReadRecords['units'],
  { duty: id, unit }: { readonly duty: string; readonly unit: string | null },
): Text {
  if (unit !== null) return unitName(units, unit)
  const duty = ruleset.scheduledDuties.find((known) => known.id === id)
  return duty?.owedBy.of === 'community'
    ? officeName(ruleset, duty.owedBy.office)
    : { zh: '医共体整体', en: 'the community as a whole' }
}
