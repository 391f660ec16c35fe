import type { Calendar } from '../model/manifest.ts'
import { officeSpans } from '../model/office-hours.ts'
import type { Language } from '../model/text.ts'

/**
 * What a calendar says besides its days, a sentence each: the office hours, the units that keep others, and the notices
 * its holidays are taken from. Pure.
 */
export function describeCalendar(
  calendar: Calendar | undefined,
  language: Language,
): readonly string[] {
  if (calendar === undefined) return []
  const words = language === 'zh' ? zh : en
  const { officeHours = [], unitHours = [], notices = [] } = calendar
  return [
    ...(officeHours.length === 0 ? [] : [words.hours(hoursOf({ officeHours }, language))]),
    ...unitHours.map((each) =>
      words.unitHours(
        each.title === undefined ? each.unit : words.named(each.title, each.unit),
        hoursOf(each, language),
      ),
    ),
    ...notices
      .toSorted((a, b) => a.year - b.year)
      .map(({ year, number }) => words.notice(year, number)),
  ]
}

function hoursOf(hours: Pick<Calendar, 'officeHours'>, language: Language): string {
  return officeSpans(hours)
    .map(({ from, to }) => `${timeOf(from)}–${timeOf(to)}`)
    .join(language === 'zh' ? '、' : ', ')
}

function timeOf(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const zh = {
  hours: (hours: string) => `工作时间为每个工作日 ${hours}，按工作时间计的时限以此为准。`,
  named: (title: string, unit: string) => `${title}（${unit}）`,
  unitHours: (unit: string, hours: string) =>
    `${unit}的工作时间为每个工作日 ${hours}，由该单位办理的时限以此为准。`,
  notice: (year: number, number: string) => `${year} 年的放假和调休依据${number}。`,
}

const en: typeof zh = {
  hours: (hours) =>
    `Office hours are ${hours} on each working day; times in office hours are counted by them.`,
  named: (title, unit) => `${title} (${unit})`,
  unitHours: (unit, hours) =>
    `The office hours of ${unit} are ${hours} on each working day; what it has to do is counted by them.`,
  notice: (year, number) => `The holidays of ${year} are taken from ${number}.`,
}
