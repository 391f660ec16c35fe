import {
  type Bundle,
  createIssue,
  dateSchema,
  endOfDay,
  type Issue,
  type Pathway,
  type Period,
  periodOf,
  suggest,
  type Text,
} from '@jieli/engine'
import { periodsOf, playSchedule } from '@jieli/engine/scheduled-duties'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import { printProblems } from './run/line-problem.ts'
import { playCase, type PlayedStep } from './run/play-case.ts'
import { countSchedule } from './run/count-schedule.ts'
import { printOutcome } from './run/print-outcome.ts'
import { printSchedule } from './run/print-schedule.ts'
import { printStep } from './run/print-step.ts'
import { readEvents } from './run/read-events.ts'
import { readLines } from './run/read-lines.ts'
import { type ReadRecords, readRecords } from './run/read-records.ts'
import type { Terminal } from './terminal.ts'

export interface RunFlags {
  readonly events?: string
  readonly records?: string
  readonly day?: string
  readonly from?: string
}

/**
 * `run <ruleset> [pathway] [--events FILE] [--records FILE --day DATE]`: plays the events of a case, what was recorded of
 * scheduled duties, or both. What is wrong with a line is found before anything is played, and then nothing is.
 */
export async function runCommand(
  terminal: Terminal,
  ruleset: string,
  pathway: string | undefined,
  flags: RunFlags,
): Promise<ExitCode> {
  assertFlags(terminal, pathway, flags)
  const loaded = await loadForCommand(terminal, ruleset)
  if (loaded === undefined) return exitCodes.problems
  const { bundle } = loaded
  const sent = await readCase(terminal, bundle, pathway, flags)
  const recorded = await readSchedule(terminal, bundle, flags)
  const problems = [sent, recorded].flatMap((read) =>
    (read?.problems ?? []).toSorted((a, b) => a.line - b.line),
  )
  if (problems.length > 0) {
    printProblems(terminal, problems)
    return exitCodes.problems
  }
  const refused = sent === undefined ? false : runCase(terminal, bundle, sent)
  if (recorded !== undefined) runSchedule(terminal, bundle, recorded)
  return refused ? exitCodes.problems : exitCodes.good
}

/** @throws WrongUseError where there is nothing to play, or half of what it takes */
function assertFlags(terminal: Terminal, pathway: string | undefined, flags: RunFlags): void {
  const { events, records, day, from } = flags
  const wrong = (condition: boolean, detail: Text) => {
    if (condition) throw wrongUse(terminal, createIssue('SCHEMA_INVALID', '', { detail }))
  }
  wrong(events === undefined && day === undefined && records === undefined, {
    zh: '请写明路径和 --events（推演个案），或 --records 和 --day（推演定期事项）',
    en: 'give a pathway and --events (to play a case), or --records and --day (to play scheduled duties)',
  })
  wrong((pathway === undefined) !== (events === undefined), {
    zh: '路径和 --events 须同时写明',
    en: 'a pathway and --events go together',
  })
  wrong(day === undefined && (records ?? from) !== undefined, {
    zh: '--records 和 --from 须与 --day 一起写明',
    en: '--records and --from take a --day',
  })
  wrong(events === '-' && records === '-', {
    zh: '标准输入只能给一个文件用',
    en: 'only one file can be read from standard input',
  })
  for (const [flag, date] of [
    ['--day', day],
    ['--from', from],
  ] as const)
    wrong(date !== undefined && !dateSchema.safeParse(date).success, {
      zh: `${flag} 须为日期 YYYY-MM-DD，收到的是“${date}”`,
      en: `${flag} must be a date YYYY-MM-DD, not "${date}"`,
    })
  wrong(day !== undefined && from !== undefined && from > day, {
    zh: `--from ${from} 晚于 --day ${day}`,
    en: `--from ${from} is later than --day ${day}`,
  })
}

function wrongUse(terminal: Terminal, { message, code }: Issue): WrongUseError {
  return new WrongUseError(`${terminal.say(message)} [${code}]`)
}

interface CaseToPlay extends ReturnType<typeof readEvents> {
  readonly pathway: Pathway
}

/** @throws WrongUseError where there is no such pathway or file */
async function readCase(
  terminal: Terminal,
  bundle: Bundle,
  id: string | undefined,
  { events: file }: RunFlags,
): Promise<CaseToPlay | undefined> {
  if (id === undefined || file === undefined) return undefined
  const { pathways } = bundle.ruleset
  const pathway = pathways.find((known) => known.id === id)
  if (pathway === undefined) {
    const known = pathways.map((each) => each.id)
    const values = { pathway: id, suggestion: suggest(id, known) }
    throw wrongUse(terminal, createIssue('PATHWAY_UNKNOWN', '', values))
  }
  const { lines, problems } = await readLines(terminal, file)
  // Nothing was played that could be said to have gone well.
  if (lines.length === 0 && problems.length === 0)
    throw new WrongUseError(
      terminal.say({
        zh: `文件“${file}”里没有事件：第一行让个案开始，如 {"facts": {}}。`,
        en: `The file "${file}" has no events: its first line starts the case, such as {"facts": {}}.`,
      }),
    )
  const read = readEvents(bundle, pathway, lines)
  return { pathway, events: read.events, problems: [...problems, ...read.problems] }
}

interface ScheduleToPlay extends ReadRecords {
  readonly from: string
  readonly until: string
  /** The end of the day. */
  readonly at: string
}

/** @throws WrongUseError where there is no such file */
async function readSchedule(
  terminal: Terminal,
  bundle: Bundle,
  { records: file, day, from }: RunFlags,
): Promise<ScheduleToPlay | undefined> {
  if (day === undefined) return undefined
  const at = endOfDay(day, bundle.ruleset.manifest.calendar)
  const { lines, problems } =
    file === undefined ? { lines: [], problems: [] } : await readLines(terminal, file)
  const read = readRecords(bundle, lines, at)
  const starts = read.periods.flatMap((period) => periodOf(period)?.start ?? [])
  return {
    ...read,
    problems: [...problems, ...read.problems],
    // From the first period that the file speaks of.
    from: from ?? [day, ...starts].toSorted()[0] ?? day,
    until: day,
    at,
  }
}

/** @returns whether an event was refused */
function runCase(terminal: Terminal, bundle: Bundle, { pathway, events }: CaseToPlay): boolean {
  const steps: PlayedStep[] = []
  for (const step of playCase(bundle, pathway.id, events)) {
    printStep(terminal, bundle, pathway, step)
    steps.push(step)
  }
  const at = events.at(-1)?.at
  if (at !== undefined) printOutcome(terminal, bundle, { pathway, steps, at })
  return steps.some(({ result }) => !result.taken)
}

function runSchedule(terminal: Terminal, bundle: Bundle, read: ScheduleToPlay): void {
  const { at, until, records } = read
  const months = periodsOf('month', read)
    .flatMap((month): Period | readonly Period[] => periodOf(month) ?? [])
    .filter(({ end }) => end < until)
  printSchedule(terminal, bundle, read, {
    at,
    found: playSchedule(bundle, read, read),
    counts: countSchedule(bundle, read, months),
    later: records.filter((record) => Date.parse(record.at) > Date.parse(at)).length,
  })
}
