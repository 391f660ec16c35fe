import type { Calendar } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { setCalendar } from '../../document/commands/set-calendar.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { isAbout } from '../parameters/parameter-facts.ts'
import { IssueLines } from '../parameters/issue-lines.tsx'
import { useProblems } from '../problems/use-problems.ts'
import './calendar.css'
import { DayList } from './day-list.tsx'
import { NoticesField } from './notices-field.tsx'
import { OfficeHoursField } from './office-hours-field.tsx'
import { UnitHoursField } from './unit-hours-field.tsx'

/** What holds where a ruleset states no calendar: Beijing time, Saturdays and Sundays off. */
const plain: Calendar = { utcOffset: '+08:00', holidays: [], workdays: [] }

/** The working days of a ruleset and its office hours: every time in working days or office hours is counted by them. */
export function CalendarPage() {
  const { t } = useTranslation()
  const run = useRunCommand()
  const { manifest } = useRuleset()
  const { issues } = useProblems()
  const { calendar = plain } = manifest
  const change = (next: Calendar): void => run(setCalendar(next))
  return (
    <main className="page page-narrow calendar-page">
      <h1>{t('calendar.title')}</h1>
      <p className="quiet">{t('calendar.hint')}</p>
      <IssueLines issues={issues.filter((issue) => isAbout(issue, '/manifest/calendar'))} />
      <OfficeHoursField
        value={calendar.officeHours ?? []}
        onChange={(hours) => {
          const { officeHours: _before, ...others } = calendar
          change(hours.length === 0 ? others : { ...others, officeHours: hours })
        }}
      />
      <UnitHoursField
        value={calendar.unitHours ?? []}
        onChange={(hours) => {
          const { unitHours: _before, ...others } = calendar
          change(hours.length === 0 ? others : { ...others, unitHours: hours })
        }}
      />
      <NoticesField
        value={calendar.notices ?? []}
        onChange={(notices) => {
          const { notices: _before, ...others } = calendar
          change(notices.length === 0 ? others : { ...others, notices })
        }}
      />
      <DayList
        title={t('calendar.holidays')}
        hint={t('calendar.holidaysHint')}
        days={calendar.holidays}
        onChange={(holidays) => change({ ...calendar, holidays })}
      />
      <DayList
        title={t('calendar.workdays')}
        hint={t('calendar.workdaysHint')}
        days={calendar.workdays}
        onChange={(workdays) => change({ ...calendar, workdays })}
      />
    </main>
  )
}
