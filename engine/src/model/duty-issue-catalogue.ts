import type { CatalogueEntry } from './catalogue-entry.ts'

/** What is wrong with a duty, or with the hours its time is counted in. */
export const dutyIssueCatalogue = {
  DUTY_NOT_KEEPABLE: {
    severity: 'error',
    zh: '“{duty}”没有办法办结：个案到了“{state}”，往后再没有哪一步会接收{events}。请让其后的状态接收这个事件，或改用别的方式算作办结。',
    en: 'Nobody can keep "{duty}": once a case has come to "{state}", no step that follows takes {events}. Let a later state take the event, or say otherwise what keeps it.',
  },
  DUTY_NEVER_BEGINS: {
    severity: 'warning',
    zh: '“{duty}”不会开始：没有任何决策或流程图发出“{event}”。请改选起算的事件，或在规则里发出它。',
    en: '"{duty}" never begins: no decision and no chart tells of "{event}". Choose another beginning, or tell of it in the rules.',
  },
  DUTY_NEVER_DUE: {
    severity: 'warning',
    zh: '“{duty}”不会到期：参数“{parameter}”没有取值，也不要求填写。请填写参数，或把它设为必填。',
    en: '"{duty}" is never due: the parameter "{parameter}" has no value and need not have one. Give it a value, or make it required.',
  },
  DUTY_ENDED_BY_DEBTOR: {
    severity: 'warning',
    zh: '“{duty}”的应办人“{party}”自己就能让它不再需要办理：由其办理{events}即可。请改由别人办理该事件，或不让它免除这项事。',
    en: '"{party}", who owes "{duty}", can end it without keeping it, by {events}. Let somebody else send the event, or do not let it end the duty.',
  },
  DUTY_LAPSES_BY_DEBTOR: {
    severity: 'info',
    zh: '“{duty}”的应办人“{party}”可以在办结之前用{events}结束个案；这时它按未办理计算。',
    en: '"{party}", who owes "{duty}", can end the case before it is kept, by {events}. It then counts as not kept.',
  },
  DUTY_KEPT_BY_OTHERS: {
    severity: 'warning',
    zh: '“{duty}”由“{party}”应办，而能使它办结的{events}都不由其办理。请改正应办人，或改选办结的事件。',
    en: '"{party}" owes "{duty}", but can send none of {events}, which keep it. Correct who owes it, or what keeps it.',
  },
  OFFICE_HOURS_MISSING: {
    severity: 'error',
    zh: '这里的时限按工作时间计算，但规则集没有写明上下班时间。请在规则集说明的工作日历中填写。',
    en: 'This time is counted in office hours, but the ruleset states none. Please enter them in the calendar of its description.',
  },
  OFFICE_HOURS_ORDER: {
    severity: 'error',
    zh: '上下班时间有误：结束早于开始，或前后两段重叠。请核对。',
    en: 'The office hours end before they begin, or overlap. Please check them.',
  },
  OFFICE_HOURS_TWICE: {
    severity: 'error',
    zh: '单位“{unit}”的上下班时间填写了两次。请只留一处。',
    en: 'The office hours of the unit "{unit}" are given twice. Please keep one of them.',
  },
  CALENDAR_YEAR_MISSING: {
    severity: 'warning',
    zh: '工作日历没有登记 {year} 年的放假安排通知，而“{title}”按工作日计时，会算到这一年。通知登记之前，算到这一年的期限无法确定，届时如实标明，不会因此退回任何办理。请按通知填写该年的放假、上班日期，并登记通知文号。',
    en: 'The calendar names no notice of the holidays of {year}, and "{title}" is counted in working days that reach into it. What is due in it cannot be counted until the notice is there: it is then shown as not yet known, and no step is refused for it. Please enter its holidays and worked weekends from the notice, with its number.',
  },
  RECORD_NOT_ASKED: {
    severity: 'error',
    zh: '“{duty}”是否办结要看{facts}，但登记时不填这些，所以永远不能办结。请把它们加进登记时要填的内容，或改写办结的条件。',
    en: 'Whether "{duty}" is done rests on {facts}, which are not filled in when it is recorded, so that it can never be done. Add them to what is filled in, or say otherwise when it is done.',
  },
  DEBTOR_UNKNOWABLE: {
    severity: 'error',
    zh: '“{duty}”的应办单位按{facts}挑选，但单位名录里没有这些，所以永远不知道由谁办理。请改按单位的编号、类别、层级、级别或上级单位挑选。',
    en: 'Who owes "{duty}" rests on {facts}, which the directory of units does not say, so that it is never known. Choose units by their id, kind, tier, level or parent.',
  },
  DUE_MONTH_OUTSIDE: {
    severity: 'error',
    zh: '“{duty}”定在第 {month} 个月办理，但这个周期只有 {months} 个月。请改正月份。',
    en: '"{duty}" is due in month {month} of a period of {months}. Please correct the month.',
  },
  DUTY_FIGURE_UNKNOWN: {
    severity: 'error',
    zh: '“{fact}”取自定期事项的办理情况，但没有编号为“{duty}”的定期事项，所以永远没有数据。请核对编号。{suggestion}',
    en: '"{fact}" counts a scheduled duty, but there is none with the id "{duty}", so that it never has a value. Please check the id. {suggestion}',
  },
  DUE_UNWATCHED: {
    severity: 'warning',
    zh: '发出“{event}”时写了期限，却没有哪项应办事项从它起算：逾期时没有人会知道。请为它添加应办事项。',
    en: '"{event}" is told with a due time, but no duty begins with it: nobody would notice that it is late. Add a duty for it.',
  },
} as const satisfies Record<string, CatalogueEntry>
