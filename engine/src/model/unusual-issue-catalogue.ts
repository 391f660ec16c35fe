import type { Severity } from './severity.ts'

/** What is allowed but rare: a part of the catalogue of issues. Each limit is a convention of this program and says so. */
export const unusualIssueCatalogue = {
  DEADLINE_FAR_LONGER: {
    severity: 'acknowledge',
    zh: '“{title}”{when}为 {actual}，超过{source}所定 {usual} 的 {factor} 倍（倍数是本系统提请核对的约定，不是政策规定）。到期才有的提醒和处理会晚来很久，请核对。',
    en: '"{title}"{when} is {actual}, more than {factor} times the {usual} of {source} (the factor is a convention of this program, no policy). What happens when the time is up will come very late. Please check.',
  },
  DEADLINE_FAR_SHORTER: {
    severity: 'acknowledge',
    zh: '“{title}”{when}为 {actual}，不到{source}所定 {usual} 的 {factor} 分之一（倍数是本系统提请核对的约定，不是政策规定）。有关的人可能来不及处理，请核对。',
    en: '"{title}"{when} is {actual}, less than one {factor}th of the {usual} of {source} (the factor is a convention of this program, no policy). Those concerned may have no time to act. Please check.',
  },
  DEADLINE_LONG: {
    severity: 'acknowledge',
    zh: '“{title}”{when}为 {actual}，超过 {days} 天（天数是本系统提请核对的约定，不是政策规定）；上级规则没有可比的时限。到期才有的提醒和处理会晚来很久，请核对。',
    en: '"{title}"{when} is {actual}, more than {days} days (a convention of this program, no policy); what it rests on gives nothing to compare it with. What happens when the time is up will come very late. Please check.',
  },
  DEADLINE_SHORT: {
    severity: 'acknowledge',
    zh: '“{title}”{when}为 {actual}，不到 1 分钟（这一界限是本系统提请核对的约定，不是政策规定）；上级规则没有可比的时限。有关的人可能来不及处理，请核对。',
    en: '"{title}"{when} is {actual}, less than a minute (a convention of this program, no policy); what it rests on gives nothing to compare it with. Those concerned may have no time to act. Please check.',
  },
  VALUE_FAR_AHEAD: {
    severity: 'acknowledge',
    zh: '“{title}”的值 {actual} 自 {from} 起才生效，在施行日期 {years} 年以后（年数是本系统提请核对的约定，不是政策规定）。{usual}请核对日期。',
    en: '"{title}" is {actual} only from {from}, more than {years} years after the version begins (a convention of this program, no policy). {usual} Please check the day.',
  },
  VALUE_FAR_BACK: {
    severity: 'acknowledge',
    zh: '“{title}”的值 {actual} 自 {from} 起算，比可比的日期早 {years} 年以上（年数是本系统提请核对的约定，不是政策规定）。{usual}请核对日期。',
    en: '"{title}" is {actual} from as early as {from}, more than {years} years before what it is compared with (a convention of this program, no policy). {usual} Please check the day.',
  },
  CALENDAR_DAYS_OFF: {
    severity: 'acknowledge',
    zh: '日历把 {year} 年的 {count} 个星期一至星期五列为不上班，多于 {limit} 天（天数是本系统提请核对的约定，不是政策规定）。按工作日计的时限会因此拖长，请核对。',
    en: 'The calendar has {count} weekdays off in {year}, more than {limit} (a convention of this program, no policy). Time limits in working days become longer by it. Please check.',
  },
  CALENDAR_STRETCH: {
    severity: 'acknowledge',
    zh: '按日历，{from} 至 {to} 连续 {count} 天没有工作日，多于 {limit} 天（天数是本系统提请核对的约定，不是政策规定）。其间按工作日计的时限都不走，请核对。',
    en: 'By the calendar nobody works from {from} to {to}, {count} days on end and more than {limit} (a convention of this program, no policy). Time limits in working days stand still meanwhile. Please check.',
  },
  CALENDAR_WEEKENDS_WORKED: {
    severity: 'acknowledge',
    zh: '日历把 {year} 年的 {count} 个星期六、星期日列为上班，多于 {limit} 天（天数是本系统提请核对的约定，不是政策规定）。按工作日计的时限会因此缩短，请核对。',
    en: 'The calendar has {count} Saturdays and Sundays worked in {year}, more than {limit} (a convention of this program, no policy). Time limits in working days become shorter by it. Please check.',
  },
} as const satisfies Record<string, { severity: Severity; zh: string; en: string }>
