import type { CatalogueEntry } from './catalogue-entry.ts'

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
  SHARE_NOTHING: {
    severity: 'acknowledge',
    zh: '“{title}”自 {from} 起按 {split} 分配，“{party}”分不到。{usual}请核对。',
    en: '"{title}" is split {split} from {from}, so "{party}" gets nothing.{usual} Please check.',
  },
  SHARE_FAR_SMALLER: {
    severity: 'acknowledge',
    zh: '“{title}”自 {from} 起按 {split} 分配，“{party}”所占不到原来的 {factor} 分之一（倍数是本系统提请核对的约定，不是政策规定）。{usual}请核对。',
    en: '"{title}" is split {split} from {from}; the part of "{party}" is less than one {factor}th of what it was (the factor is a convention of this program, no policy).{usual} Please check.',
  },
  SHARE_FAR_LARGER: {
    severity: 'acknowledge',
    zh: '“{title}”自 {from} 起按 {split} 分配，“{party}”所占超过原来的 {factor} 倍（倍数是本系统提请核对的约定，不是政策规定）。{usual}请核对。',
    en: '"{title}" is split {split} from {from}; the part of "{party}" is more than {factor} times what it was (the factor is a convention of this program, no policy).{usual} Please check.',
  },
  BUDGET_SMALL: {
    severity: 'acknowledge',
    zh: '“{title}”自 {from} 起为 {actual}，不到筹资额的 {percent}%（这一界限是本系统提请核对的约定，不是政策规定）；上级规则没有可比的比例。请核对。',
    en: '"{title}" from {from} is {actual}, less than {percent}% of what was raised (a convention of this program, no policy); what it rests on gives nothing to compare it with. Please check.',
  },
  RATIO_FAR: {
    severity: 'acknowledge',
    zh: '“{title}”自 {from} 起为 {actual}，与{source}的 {usual} 相差 {factor} 倍以上或 {points} 个百分点以上（界限是本系统提请核对的约定，不是政策规定）。请核对。',
    en: '"{title}" from {from} is {actual}, more than {factor} times or {points} percentage points away from the {usual} of {source} (a convention of this program, no policy). Please check.',
  },
  FIGURE_FAR: {
    severity: 'acknowledge',
    zh: '“{title}”自 {from} 起为 {actual}，与{source}的 {usual} 相差 {factor} 倍以上（倍数是本系统提请核对的约定，不是政策规定）。请核对。',
    en: '"{title}" from {from} is {actual}, more than {factor} times away from the {usual} of {source} (the factor is a convention of this program, no policy). Please check.',
  },
  TITLE_OF_ANOTHER: {
    severity: 'acknowledge',
    zh: '“{before}”在这里改名为“{after}”，而{source}中另有一项叫“{after}”。人们看名称选择，可能因此选错，请核对。',
    en: '"{before}" is called "{after}" here, which in {source} is the title of another. People choose by titles and may choose wrongly. Please check.',
  },
  TITLE_REVERSED: {
    severity: 'acknowledge',
    zh: '“{before}”（{source}）在这里写成“{after}”，意思相反。人们看名称选择，可能因此选错，请核对。',
    en: '"{before}" ({source}) is written "{after}" here, which says the opposite. People choose by titles and may choose wrongly. Please check.',
  },
  TITLE_REWRITTEN: {
    severity: 'acknowledge',
    zh: '“{before}”（{source}）在这里改写成“{after}”，原来的字一个也没有留下。请核对说的是不是同一件事。',
    en: '"{before}" ({source}) is rewritten as "{after}" here, and in Chinese nothing of it is left. Please check that it is the same thing.',
  },
} as const satisfies Record<string, CatalogueEntry>
