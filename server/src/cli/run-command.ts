import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import {
  type Bundle,
  type CaseSnapshot,
  type DutyChange,
  dutyChangeNames,
  dutyStanding,
  dutyStandingNames,
  explainDecision,
  formatMoment,
  hasErrors,
  type Issue,
  parseFacts,
  startCase,
  statePath,
  step,
  type StepResult,
  suggest,
  type Text,
} from '@jieli/engine'
import { z } from 'zod'
import { systemClock } from '../adapters/index.ts'
import { parseJson } from '../rulesets/parse-json.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

const eventLineSchema = z.strictObject({
  /** Absent on the first line, which starts the case. */
  type: z.string().max(200).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  reason: z.string().max(2000).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  unit: z.string().max(200).optional(),
})
type EventLine = z.infer<typeof eventLineSchema>

/**
 * `run <ruleset> <pathway> --events FILE`: one JSON object a line. The first starts the case, each further one is an
 * event; timers due before an event fire first, and a line with `at` alone lets time pass. Every step is printed, and at
 * the end how everything somebody had to do stands.
 */
export async function runCommand(
  terminal: Terminal,
  ruleset: string,
  pathway: string,
  options: { events: string },
): Promise<ExitCode> {
  if (options.events !== '-' && !existsSync(options.events)) {
    throw new WrongUseError(
      terminal.say({
        zh: `没有文件“${options.events}”。`,
        en: `There is no file "${options.events}".`,
      }),
    )
  }
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const known = loaded.bundle.ruleset.pathways.map((each) => each.id)
  if (!known.includes(pathway)) {
    const hint = suggest(pathway, known)
    throw new WrongUseError(
      terminal.say({
        zh: `规则集没有名为“${pathway}”的路径。${hint.zh}`,
        en: `The ruleset has no pathway named "${pathway}". ${hint.en}`,
      }),
    )
  }
  const run = new PathwayRun(terminal, loaded.bundle, pathway)
  const input = options.events === '-' ? process.stdin : createReadStream(options.events)
  for await (const line of createInterface({ input, crlfDelay: Infinity })) run.take(line)
  run.finish()
  return run.problems === 0 ? exitCodes.good : exitCodes.problems
}

class PathwayRun {
  problems = 0
  readonly #terminal: Terminal
  readonly #bundle: Bundle
  readonly #pathway: string
  #snapshot: CaseSnapshot | undefined
  #lines = 0

  constructor(terminal: Terminal, bundle: Bundle, pathway: string) {
    this.#terminal = terminal
    this.#bundle = bundle
    this.#pathway = pathway
  }

  /** Takes one line of input. A bad line is reported and passed over. */
  take(line: string): void {
    this.#lines++
    if (line.trim() === '') return
    const event = this.#read(line)
    if (event === undefined) return
    const { facts, issues } = parseFacts(this.#bundle.ruleset, event.facts ?? {}, '/facts')
    if (hasErrors(issues)) {
      this.#refuse(issues)
      return
    }
    const at = event.at ?? systemClock.now()
    if (this.#snapshot === undefined) {
      this.#report('start', at, startCase(this.#bundle, { pathway: this.#pathway, facts, at }))
      return
    }
    this.#fireTimers(this.#snapshot, at)
    const { type, reason, unit } = event
    // A line with a moment alone lets time pass.
    if (type === undefined) {
      if (event.at === undefined || event.facts !== undefined || reason !== undefined)
        this.#complain({ zh: '没有写明事件（type）', en: 'the event (type) is missing' })
      return
    }
    const result = step(this.#bundle, this.#snapshot, {
      type,
      facts,
      at,
      actor: unit === undefined ? { everyUnit: true } : { unit },
      ...(reason !== undefined && { reason }),
    })
    this.#report(type, at, result)
  }

  #read(line: string): EventLine | undefined {
    const parsed = parseJson(line)
    if (!parsed.ok) {
      this.#complain(parsed.fault.detail)
      return undefined
    }
    const event = eventLineSchema.safeParse(parsed.value)
    if (event.success) return event.data
    const [first] = event.error.issues
    const place = `/${first?.path.join('/') ?? ''}`
    this.#complain({ zh: `${place} 的写法有误`, en: `${place} is not well formed` })
    return undefined
  }

  #complain(detail: { zh: string; en: string }): void {
    this.problems++
    const error = {
      zh: `第 ${this.#lines} 行：${detail.zh}。`,
      en: `Line ${this.#lines}: ${detail.en}.`,
    }
    if (this.#terminal.json) this.#terminal.value({ line: this.#lines, error })
    this.#terminal.line(`✗ ${this.#terminal.say(error)}`)
  }

  #refuse(issues: readonly Issue[]): void {
    this.problems++
    if (this.#terminal.json) this.#terminal.value({ line: this.#lines, issues })
    for (const issue of issues) this.#terminal.issue(issue)
  }

  /** Fires what is due before `at`, in order. A timer the chart does not take up is let go. */
  #fireTimers(from: CaseSnapshot, at: string): void {
    let snapshot = from
    for (;;) {
      const [due] = snapshot.timers
        .filter((timer) => Date.parse(timer.dueAt) <= Date.parse(at))
        .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
      if (due === undefined) break
      const result = step(this.#bundle, snapshot, { type: due.event, at: due.dueAt })
      if (result.taken) this.#report(due.event, due.dueAt, result)
      const next = result.taken ? result.snapshot : snapshot
      const timers = next.timers.filter((each) => each.id !== due.id || each.dueAt !== due.dueAt)
      snapshot = { ...next, timers }
    }
    this.#snapshot = snapshot
  }

  #report(event: string, at: string, result: StepResult): void {
    const from = this.#snapshot === undefined ? null : statePath(this.#snapshot.value)
    if (result.taken) this.#snapshot = result.snapshot
    else this.problems++
    const to = this.#snapshot === undefined ? null : statePath(this.#snapshot.value)
    if (this.#terminal.json) {
      this.#terminal.value({ line: this.#lines, event, at, from, to, ...result })
    }
    const arrow = `${from === null ? '' : `${from} → `}${to ?? ''}`
    this.#terminal.line(`${result.taken ? '✓' : '✗'} ${formatMoment(at)}  ${event}  ${arrow}`)
    if (!result.taken) this.#terminal.line(`    ${this.#terminal.say(result.issue.message)}`)
    for (const decision of result.decisions) {
      for (const line of explainDecision(this.#bundle, decision, this.#terminal.language)) {
        this.#terminal.line(`    ${line}`)
      }
    }
    for (const action of result.taken ? result.actions : []) {
      this.#terminal.line(
        `    » ${this.#terminal.say(action.title)}${action.dueAt === undefined ? '' : ` (${formatMoment(action.dueAt)})`}`,
      )
    }
    for (const change of result.taken ? result.duties : []) this.#reportDuty(change)
  }

  /** What became of a duty, who owes it, and until when. */
  #reportDuty({ duty: id, number, change }: DutyChange): void {
    const { ruleset } = this.#bundle
    const duty = ruleset.duties.find((known) => known.id === id)
    const pathway = ruleset.pathways.find((known) => known.id === this.#pathway)
    const party = pathway?.parties.find((known) => known.id === duty?.owedBy)
    const owed = this.#snapshot?.duties?.find((one) => one.duty === id && one.number === number)
    const say = (text: Text | undefined) => (text === undefined ? id : this.#terminal.say(text))
    const due =
      owed?.status === 'owed' && owed.dueAt !== undefined ? ` (${formatMoment(owed.dueAt)})` : ''
    this.#terminal.line(
      `    □ ${say(duty?.title)} · ${say(party?.title)} · ${say(dutyChangeNames[change])}${due}`,
    )
  }

  /** How everything somebody had to do stands after the last line. */
  finish(): void {
    const { duties = [], at = '' } = this.#snapshot ?? {}
    if (duties.length === 0) return
    if (this.#terminal.json) this.#terminal.value({ duties })
    this.#terminal.line(this.#terminal.say({ zh: '应办事项', en: 'Duties' }))
    for (const owed of duties) {
      const title = this.#bundle.ruleset.duties.find(({ id }) => id === owed.duty)?.title
      const standing = dutyStandingNames[dutyStanding(owed, at)]
      this.#terminal.line(
        `  ${title === undefined ? owed.duty : this.#terminal.say(title)} · ${this.#terminal.say(standing)}`,
      )
    }
  }
}
