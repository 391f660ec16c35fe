import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Calendar, manifestSchema } from '@jieli/engine'
import { type ArrangedDay, readHolidays } from '../exchange/read-holidays.ts'
import { TableError, type TableProblem } from '../exchange/table-problem.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { readJsonFile } from './read-json-file.ts'
import type { Terminal } from './terminal.ts'
import { wholeNumber } from './whole-number.ts'

export interface HolidaysFlags {
  readonly year: string
  readonly notice: string
  readonly title?: string
  readonly ruleset: string
}

/**
 * `holidays FILE --year N --notice NUMBER --ruleset FOLDER`: puts the days of a year, as a notice arranges them, into the
 * calendar of a ruleset's folder. What the calendar said of that year is replaced; with any problem nothing is written.
 */
export async function holidaysCommand(
  terminal: Terminal,
  file: string,
  flags: HolidaysFlags,
): Promise<ExitCode> {
  const year = wholeNumber(terminal, flags.year, { name: 'year', low: 1950, high: 2200 })
  const days = await daysOf(terminal, file, year)
  if (days === undefined) return exitCodes.problems
  const manifestFile = path.join(flags.ruleset, 'ruleset.json')
  const manifest = (await readJsonFile(terminal, manifestFile)) as Record<string, unknown>
  // A calendar of its own would take the place of the whole one it rests on, office hours included.
  if (manifest['calendar'] === undefined && manifest['basedOn'] !== undefined)
    throw new WrongUseError(
      terminal.say({
        zh: `${manifestFile} 没有自己的工作日历，沿用上级的。请先把上级的 calendar 抄入再导入。`,
        en: `${manifestFile} has no calendar of its own and goes by the one it rests on. Please copy that calendar into it first.`,
      }),
    )
  const { data: before, success } = manifestSchema.shape.calendar.safeParse(
    manifest['calendar'] ?? empty,
  )
  if (!success || before === undefined)
    throw new WrongUseError(
      terminal.say({
        zh: `${manifestFile} 里的工作日历不合格式，请先用 jieli check 查看。`,
        en: `The calendar in ${manifestFile} is not well-formed. Please see jieli check first.`,
      }),
    )
  const { notice: number, title } = flags
  const calendar = withYear(before, days, {
    year,
    number,
    ...(title !== undefined && { title: { zh: title, en: title } }),
  })
  const written = `${JSON.stringify({ ...manifest, calendar }, null, 2)}\n`
  // Whole or not at all: a power cut must not leave half a file.
  await writeFile(`${manifestFile}.new`, written)
  await rename(`${manifestFile}.new`, manifestFile)
  const count = (kind: ArrangedDay['kind']) => days.filter((day) => day.kind === kind).length
  if (terminal.json) terminal.value({ year, number, off: count('off'), worked: count('worked') })
  terminal.line(
    terminal.say({
      zh: `${year} 年：放假 ${count('off')} 天，上班 ${count('worked')} 天，依据 ${number}，已写入 ${manifestFile}。`,
      en: `${year}: ${count('off')} days off, ${count('worked')} worked, by ${number}, written to ${manifestFile}.`,
    }),
  )
  return exitCodes.good
}

const empty: Calendar = { utcOffset: '+08:00', holidays: [], workdays: [] }

/** The calendar with what a notice says of its year, and nothing else of that year. Pure. */
function withYear(
  calendar: Calendar,
  days: readonly ArrangedDay[],
  notice: NonNullable<Calendar['notices']>[number],
): Calendar {
  const others = (dates: readonly string[]) =>
    dates.filter((date) => !date.startsWith(`${notice.year}-`))
  const these = (kind: ArrangedDay['kind']) =>
    days.filter((day) => day.kind === kind).map(({ date }) => date)
  return {
    ...calendar,
    holidays: [...others(calendar.holidays), ...these('off')].toSorted(),
    workdays: [...others(calendar.workdays), ...these('worked')].toSorted(),
    notices: [
      ...(calendar.notices ?? []).filter(({ year }) => year !== notice.year),
      notice,
    ].toSorted((a, b) => a.year - b.year),
  }
}

/** The days a file arranges; nothing where it has problems, which are told. */
async function daysOf(
  terminal: Terminal,
  file: string,
  year: number,
): Promise<readonly ArrangedDay[] | undefined> {
  const content = await readFile(file).catch(() => undefined)
  if (content === undefined)
    throw new WrongUseError(
      terminal.say({ zh: `没有文件“${file}”。`, en: `There is no file "${file}".` }),
    )
  const format = file.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'
  try {
    const { items, problems } = await readHolidays(content, { format, year })
    if (problems.kept.length === 0 && items.length > 0) return items
    tell(terminal, problems.kept)
    if (items.length === 0)
      terminal.aside(terminal.say({ zh: '表里没有日期。', en: 'The table holds no days.' }))
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    tell(terminal, error.problems)
  }
  return undefined
}

function tell(terminal: Terminal, problems: readonly TableProblem[]): void {
  for (const { row, value, message } of problems)
    terminal.aside(
      terminal.say({
        zh: `第 ${row} 行 ${value}：${message.zh}`,
        en: `row ${row} ${value}: ${message.en}`,
      }),
    )
}
