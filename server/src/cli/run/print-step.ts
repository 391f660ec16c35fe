import {
  type Bundle,
  type CaseDuty,
  type DutyChange,
  dutyChangeNames,
  dutyStanding,
  explainDecision,
  type Facts,
  type Pathway,
  type Text,
} from '@jieli/engine'
import type { Terminal } from '../terminal.ts'
import { debtorName, dutyName, eventName, partyName, type Played, stateName } from './case-names.ts'
import { formatMoment } from './format-moment.ts'
import type { PlayedStep } from './play-case.ts'
import { standingName } from './standing-name.ts'

/** Prints what happened in a step: the event, why, what was asked of whom, and what became of the duties. */
export function printStep(terminal: Terminal, bundle: Bundle, pathway: Pathway, step: PlayedStep) {
  const { line, event, at, from, to, result } = step
  if (terminal.json) {
    terminal.value({ line, event, at, from, to, ...result })
    return
  }
  const { ruleset } = bundle
  const played: Played = { ruleset, pathway }
  const say = (text: Text) => terminal.say(text)
  const states = [from, to].flatMap((path) => (path === null ? [] : [say(stateName(played, path))]))
  const where = from === to ? states.slice(1) : states
  terminal.line(
    `${result.taken ? '✓' : '✗'} ${say(formatMoment(ruleset, at))}  ${say(eventName(played, step))}  ${where.join(' → ')}`.trimEnd(),
  )
  if (!result.taken) terminal.line(`    ${say(result.issue.message)} [${result.issue.code}]`)
  for (const decision of result.decisions)
    for (const reason of explainDecision(bundle, decision, terminal.language))
      terminal.line(`    ${reason}`)
  if (!result.taken) return
  const { facts, duties = [] } = result.snapshot
  for (const change of result.duties)
    terminal.line(`    ${say(changeLine(played, change, { duties, facts }))}`)
  for (const { title, to: party, office, dueAt } of result.actions) {
    const whom = party === undefined ? undefined : partyName(played, { party, office, facts })
    const due = dueAt === undefined ? undefined : formatMoment(ruleset, dueAt)
    if (step.timer?.duty !== undefined && whom !== undefined)
      terminal.line(
        `    ${say({ zh: `▲ 提醒${whom.zh}：${title.zh}（${formatMoment(ruleset, at).zh}）`, en: `▲ ${whom.en} is told: ${title.en} (${formatMoment(ruleset, at).en})` })}`,
      )
    else
      terminal.line(
        `    » ${say(title)}${whom === undefined ? '' : ` · ${say(whom)}`}${due === undefined ? '' : ` (${say(due)})`}`,
      )
  }
  if (step.timer?.duty !== undefined && result.actions.length === 0)
    terminal.line(
      `    ${say({ zh: '▲ 规则没有写明此时提醒谁', en: '▲ the rules name nobody to be told now' })}`,
    )
}

/** What became of a duty: □ 办理时限开始：调剂短缺药品，集团调剂单位（D01），期限 2025-03-04 09:00. */
function changeLine(
  played: Played,
  { duty: id, number, change }: DutyChange,
  { duties, facts }: { readonly duties: readonly CaseDuty[]; readonly facts: Facts },
): Text {
  const { ruleset } = played
  const duty = ruleset.duties.find((known) => known.id === id)
  const title = dutyName(ruleset, id)
  const by = duty && debtorName(played, duty, facts)
  const owed = duties.find((one) => one.duty === id && one.number === number)
  const due = owed?.dueAt === undefined ? undefined : formatMoment(ruleset, owed.dueAt)
  const name = changeName(change, owed)
  return {
    zh: `${marks[change]} ${name.zh}：${[title, by].flatMap((part) => part?.zh ?? []).join('，')}${due === undefined ? '' : `，期限 ${due.zh}`}`,
    en: `${marks[change]} ${name.en}: ${[title, by].flatMap((part) => part?.en ?? []).join(', ')}${due === undefined ? '' : `, due ${due.en}`}`,
  }
}

function changeName(change: DutyChange['change'], owed: CaseDuty | undefined): Text {
  if (change === 'begun')
    return owed?.dueAt === undefined
      ? { zh: '开始应办（没有期限）', en: 'is owed from now on, without a time' }
      : { zh: '办理时限开始', en: 'its time begins' }
  if (change === 'kept' && owed !== undefined)
    return standingName(dutyStanding(owed, owed.settledAt ?? ''), owed.dueAt)
  return dutyChangeNames[change]
}

const marks: Readonly<Record<DutyChange['change'], string>> = {
  begun: '□',
  undetermined: '?',
  determined: '□',
  dropped: '-',
  kept: '■',
  ended: '-',
  lapsed: '!',
  late: '!',
}
