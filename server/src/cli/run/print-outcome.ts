import { countText } from './count-text.ts'
import { type Bundle, dutyStanding, type Pathway, type Text } from '@jieli/engine'
import type { Terminal } from '../terminal.ts'
import { debtorName, dutyName, type Played } from './case-names.ts'
import { countCase, type CountedDuty } from './count-case.ts'
import { formatMoment } from './format-moment.ts'
import type { PlayedStep } from './play-case.ts'
import { standingName } from './standing-name.ts'

/** Prints how every duty of a played case stands after the last line, and what the assessment counts of them. */
export function printOutcome(
  terminal: Terminal,
  bundle: Bundle,
  played: { readonly pathway: Pathway; readonly steps: readonly PlayedStep[]; readonly at: string },
): void {
  const { pathway, steps, at } = played
  const { ruleset } = bundle
  const { duties = [], facts = {} } = steps.at(-1)?.snapshot ?? {}
  if (duties.length === 0) return
  const standings = duties.map((owed) => ({ ...owed, standing: dutyStanding(owed, at) }))
  const counts = countCase(bundle, pathway, steps)
  if (terminal.json) {
    terminal.value({ at, duties: standings, counts })
    return
  }
  const say = (text: Text) => terminal.say(text)
  const names: Played = { ruleset, pathway }
  const until = formatMoment(ruleset, at)
  terminal.line(say({ zh: `应办事项（截至 ${until.zh}）`, en: `Duties (at ${until.en})` }))
  for (const { duty: id, standing, dueAt, settledAt } of standings) {
    const duty = ruleset.duties.find((known) => known.id === id)
    const due = dueAt === undefined ? undefined : formatMoment(ruleset, dueAt)
    const settled = settledAt === undefined ? undefined : formatMoment(ruleset, settledAt)
    const parts = [
      dutyName(ruleset, id),
      ...(duty === undefined ? [] : [debtorName(names, duty, facts)]),
      standingName(standing, dueAt),
      due === undefined
        ? { zh: '没有期限', en: 'without a time' }
        : { zh: `期限 ${due.zh}`, en: `due ${due.en}` },
      ...(settled === undefined ? [] : [{ zh: `于 ${settled.zh}`, en: `on ${settled.en}` }]),
    ]
    terminal.line(`  ${parts.map(say).join(' · ')}`)
  }
  terminal.line(say({ zh: '考核计数', en: 'Counted for assessment' }))
  for (const counted of counts.duties) terminal.line(`  ${say(countLine(names, counted))}`)
  for (const { month, measure, unit, value } of counts.measures) {
    const title = ruleset.measures.find(({ id }) => id === measure)?.title
    const name = title === undefined ? measure : say(title)
    terminal.line(
      `  ${month} · ${unit ?? say({ zh: '未写明单位', en: 'no unit given' })} · ${name} (${measure}) = ${value}`,
    )
  }
}

function countLine({ ruleset }: Played, { duty, counts, facts }: CountedDuty): Text {
  return countText(dutyName(ruleset, duty), counts, facts)
}
